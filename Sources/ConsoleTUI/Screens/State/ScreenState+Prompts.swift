import LaunchCore

extension ScreenState {
    /// Opens a line to type into; for a search of the logs the present place is kept in mind.
    mutating func ask(_ kind: Prompt.Kind, _ before: String?) -> [ConsoleAction] {
        show(.prompt(Prompt(kind, before)))
        return kind == .search ? [.log(.remember)] : []
    }

    mutating func handle(_ key: Key, _ prompt: inout Prompt, _ snapshot: Snapshot) -> [ConsoleAction] {
        let history = typed[prompt.kind.memory] ?? []
        switch prompt.handle(key, history: history, completion(prompt.kind, history, snapshot)) {
        case .same:
            dialog = .prompt(prompt)
            return []
        case .edited:
            dialog = .prompt(prompt)
            return effect(prompt.kind, prompt.field.text.nilIfBlank.map { _ in prompt.field.text })
        case .cancelled:
            dialog = nil
            return prompt.kind == .search ? [.log(.goBack), .log(.search(prompt.before))] : effect(prompt.kind, prompt.before)
        case .accepted:
            dialog = nil
            remember(prompt.field.text, prompt.kind.memory)
            return accept(prompt.kind, prompt.field.text, snapshot)
        }
    }

    /// Names of the plan are in the checklist and in the record; what a log says nobody knows.
    private func completion(_ kind: Prompt.Kind, _ history: [String], _ snapshot: Snapshot) -> Completion {
        switch kind {
        case .words, .records: Completion(history: history, snapshot)
        case .search, .show, .hide, .highlight, .time: Completion(history: history, names: [])
        }
    }

    private mutating func remember(_ text: String, _ memory: Prompt.Kind.Memory) {
        guard text.nilIfBlank != nil else { return }
        typed[memory, default: []].removeAll { $0 == text }
        typed[memory, default: []].append(text)
        if typed[memory, default: []].count > Self.mostTyped { typed[memory, default: []].removeFirst() }
    }

    private static let mostTyped = 50

    private mutating func accept(_ kind: Prompt.Kind, _ text: String, _ snapshot: Snapshot) -> [ConsoleAction] {
        switch kind {
        case .words: setSearch(text, snapshot)
        case .time: return goTo(text, snapshot)
        case .search, .show, .hide, .highlight, .records:
            return effect(kind, text.nilIfBlank == nil ? nil : text)
        }
        return []
    }

    private func effect(_ kind: Prompt.Kind, _ text: String?) -> [ConsoleAction] {
        switch kind {
        case .words, .time: []
        case .search:
            [.log(.goBack), .log(.search(text))] + (text == nil ? [] : [.log(.find(.match, backwards: true))])
        case .show: [.log(.show(text))]
        case .hide: [.log(.hide(text))]
        case .highlight: [.log(.highlight(text))]
        case .records: [.record(.text(text))]
        }
    }

    private mutating func goTo(_ text: String, _ snapshot: Snapshot) -> [ConsoleAction] {
        guard text.nilIfBlank != nil else { return [] }
        guard let moment = TypedTime.read(text.trimmed, now: snapshot.now.wall, secondsEast: snapshot.secondsEast) else {
            refuse("`\(text)` is no time; type 14:02, 14:02:11, 5m (ago) or 2026-11-21 14:02", now: snapshot.now.wall)
            return []
        }
        return [.log(.goTo(moment))]
    }
}
