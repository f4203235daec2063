import LaunchCore

extension ScreenState {
    /// Opens a line to type into; for a search of the logs the present place is kept in mind.
    mutating func ask(_ kind: Prompt.Kind, _ before: String?) -> [ConsoleAction] {
        show(.prompt(Prompt(kind, before)))
        return kind == .search ? [.log(.remember)] : []
    }

    mutating func handle(_ key: Key, _ prompt: inout Prompt, _ snapshot: Snapshot) -> [ConsoleAction] {
        switch prompt.handle(key, history: patterns) {
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
            return accept(prompt.kind, prompt.field.text, snapshot)
        }
    }

    private mutating func accept(_ kind: Prompt.Kind, _ text: String, _ snapshot: Snapshot) -> [ConsoleAction] {
        switch kind {
        case .words: setSearch(text, snapshot)
        case .time: return goTo(text, snapshot)
        case .search, .show, .hide, .highlight:
            if text.nilIfBlank != nil {
                patterns.removeAll { $0 == text }
                patterns.append(text)
                if patterns.count > Self.mostPatterns { patterns.removeFirst() }
            }
            return effect(kind, text.nilIfBlank == nil ? nil : text)
        }
        return []
    }

    private static let mostPatterns = 50

    private func effect(_ kind: Prompt.Kind, _ text: String?) -> [ConsoleAction] {
        switch kind {
        case .words, .time: []
        case .search:
            [.log(.goBack), .log(.search(text))] + (text == nil ? [] : [.log(.find(.match, backwards: true))])
        case .show: [.log(.show(text))]
        case .hide: [.log(.hide(text))]
        case .highlight: [.log(.highlight(text))]
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
