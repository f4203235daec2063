import LaunchCore

/// A card with its questions being answered.
struct Form: Sendable {
    enum Outcome {
        case open, cancelled
        case answered([ConsoleAction])
    }

    let card: any Card
    private(set) var fields: [Field]
    private(set) var focus = 0
    /// Lines of the body scrolled away.
    private(set) var top = 0
    /// What is wrong with the answers.
    private(set) var problem: String?
    private var suggestion: String?
    private var recalled: Int?
    /// When the word that starts something was complete.
    private var armedAt: Moment?

    init(_ card: any Card, _ snapshot: Snapshot) {
        self.card = card
        fields = card.fields(snapshot, given: [])
    }

    /// - Parameters:
    ///   - history: what was answered before, the oldest first; ↑ and ↓ bring it back.
    ///   - paths: the same of paths of files.
    mutating func handle(_ key: Key, _ snapshot: Snapshot, history: [String], paths: [String] = []) -> Outcome {
        if takeSuggestion(key, snapshot) { return .open }
        let outcome = react(to: key, snapshot, history: typedPath == nil ? history : paths)
        suggest(Completion(history: history, snapshot))
        return outcome
    }

    private mutating func react(to key: Key, _ snapshot: Snapshot, history: [String]) -> Outcome {
        switch key {
        case .escape, .control("c"), .control("g"): return .cancelled
        case .enter:
            tick(snapshot.now.wall)
            return enter(snapshot)
        case .tab: move(by: 1)
        case .backTab: move(by: -1)
        case .pageDown: top += 5
        case .pageUp: top = max(0, top - 5)
        case .up: recall(-1, history)
        case .down: recall(1, history)
        default:
            if fields.isEmpty {
                if key == .character(" ") { top += 5 }
                if key == .character("q") { return .cancelled }
            } else if fields[focus].handle(key) {
                problem = nil
                recalled = nil
            }
        }
        fields = card.fields(snapshot, given: fields)
        focus = max(0, min(focus, fields.count - 1))
        arm(snapshot.now.wall)
        return .open
    }

    /// What → at the end of the text would add.
    func suggestion(_ snapshot: Snapshot) -> String? {
        guard let path = pathCompletion(snapshot) else { return suggestion }
        return fields[focus].text.isAtEnd ? path.rest : nil
    }

    /// How the path that is being typed can go on; nil where none is.
    func pathCompletion(_ snapshot: Snapshot) -> PathCompletion? {
        typedPath.map { PathCompletion($0, snapshot.paths) }
    }

    /// The path that is being typed; nil where none is.
    var typedPath: String? {
        fields.indices.contains(focus) && fields[focus].kind == .path ? fields[focus].value : nil
    }

    /// → at the end takes what is suggested, and so does Tab where there is no other field to go to.
    private mutating func takeSuggestion(_ key: Key, _ snapshot: Snapshot) -> Bool {
        guard let suggestion = suggestion(snapshot), fields.indices.contains(focus), fields[focus].text.isAtEnd else { return false }
        guard Completion.takes(key) || key == .tab && fields.count == 1 else { return false }
        fields[focus].text.set(fields[focus].text.text + suggestion)
        self.suggestion = nil
        problem = nil
        return true
    }

    /// Nothing is suggested where a word must be typed.
    private mutating func suggest(_ completion: @autoclosure () -> Completion) {
        suggestion = nil
        guard fields.indices.contains(focus), fields[focus].kind == .text, fields[focus].requirement.isProse else { return }
        let text = fields[focus].text
        if text.isAtEnd, !text.isBlank { suggestion = completion().rest(after: text.text) }
    }

    /// How long the typed word still counts; nil where none is typed.
    func armedLeft(_ now: Moment) -> Duration? {
        guard let arming = card.arming, let armedAt else { return nil }
        // A clock that was set back does not keep it armed.
        return now < armedAt ? .zero : max(.zero, armedAt + arming - now)
    }

    /// Takes a word back that was typed too long ago: whoever comes to this screen later starts nothing with one key.
    mutating func tick(_ now: Moment) {
        guard armedLeft(now) == .zero else { return }
        for index in fields.indices where !fields[index].requirement.isProse { fields[index].text.set("") }
        armedAt = nil
        // Whoever types it again types it here, not on into the reason.
        if let word = fields.firstIndex(where: { !$0.requirement.isProse }) { focus = word }
        recalled = nil
        suggestion = nil
        problem = "the word was typed too long ago and counts no longer; type it again"
    }

    private mutating func arm(_ now: Moment) {
        let isArmed = fields.contains { !$0.requirement.isProse } && fields.allSatisfy { $0.requirement.isProse || $0.problem == nil }
        armedAt = isArmed ? armedAt ?? now : nil
    }

    /// What was answered in words, for the history.
    var answers: [String] { fields.filter { $0.kind == .text && $0.requirement.isProse && !$0.text.isBlank }.map(\.value) }

    /// Paths that were typed, for the history.
    var typedPaths: [String] { fields.filter { $0.kind == .path && !$0.text.isBlank }.map(\.value) }

    /// Says why what it asked for was not done.
    mutating func reject(_ reason: String) { problem = reason }

    mutating func limitScroll(to most: Int) { top = max(0, min(top, most)) }

    private mutating func move(by step: Int) {
        guard !fields.isEmpty else { return }
        focus = (focus + step + fields.count) % fields.count
        recalled = nil
    }

    /// Goes to the next question that is not answered well; when there is none, it is done.
    private mutating func enter(_ snapshot: Snapshot) -> Outcome {
        if let problem = fields.indices.contains(focus) ? fields[focus].problem : nil {
            self.problem = problem
            return .open
        }
        if let open = fields.firstIndex(where: { $0.problem != nil }) {
            focus = open
            return .open
        }
        let actions = card.actions(snapshot, fields)
        if let refusal = Self.refusal(of: actions, snapshot) {
            problem = refusal.text
            return .open
        }
        return .answered(actions)
    }

    /// Says at once, with the answers still there, what the launch would refuse anyway.
    private static func refusal(of actions: [ConsoleAction], _ snapshot: Snapshot) -> Refusal? {
        let decider = Decider(plan: snapshot.plan, live: snapshot.live)
        if snapshot.readOnly, actions.contains(where: \.changesLaunch) {
            return Refusal("this console is read-only", instead: "open one without --read-only")
        }
        for case .launch(let command) in actions {
            if case .failure(let refusal) = decider.decide(command, by: snapshot.me, in: snapshot.state, at: snapshot.now.wall) {
                return refusal
            }
        }
        return nil
    }

    private mutating func recall(_ step: Int, _ history: [String]) {
        guard fields.indices.contains(focus), fields[focus].isTyped, fields[focus].requirement.isProse else {
            top = max(0, top + step)
            return
        }
        let next = (recalled ?? history.count) + step
        guard next >= 0, next <= history.count else { return }
        recalled = next
        fields[focus].text.set(next < history.count ? history[next] : "")
    }
}

extension Field.Requirement {
    /// Words for people, as opposed to a word that must be repeated.
    var isProse: Bool { if case .word = self { false } else { true } }
}
