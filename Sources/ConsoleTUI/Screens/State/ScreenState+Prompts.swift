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
            remember(prompt.field.text, prompt.kind.memory)
            if let reason = problem(prompt.kind, prompt.field.text, snapshot) {
                prompt.reject(reason)
                dialog = .prompt(prompt)
                return []
            }
            dialog = nil
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

    /// Why what was typed means nothing; nil where it does.
    private func problem(_ kind: Prompt.Kind, _ text: String, _ snapshot: Snapshot) -> String? {
        guard text.nilIfBlank != nil else { return nil }
        switch kind {
        case .time: return time(text, snapshot) == nil ? "no time; type 14:02, 14:02:11, 5m (ago) or 2026-11-21 14:02" : nil
        case .words, .search, .show, .hide, .highlight, .records:
            if case .failure(let refusal) = pattern(text) { return refusal.text } else { return nil }
        }
    }

    private func time(_ text: String, _ snapshot: Snapshot) -> Moment? {
        TypedTime.read(text.trimmed, now: snapshot.now.wall, secondsEast: snapshot.secondsEast)
    }

    private mutating func accept(_ kind: Prompt.Kind, _ text: String, _ snapshot: Snapshot) -> [ConsoleAction] {
        switch kind {
        case .words: setSearch(text, snapshot)
        case .time: return time(text, snapshot).map { [.log(.goTo($0))] } ?? []
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
}
