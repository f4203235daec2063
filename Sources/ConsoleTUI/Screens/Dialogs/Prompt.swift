/// A line typed into the place of the hint line. What is typed takes effect letter by letter; leaving it brings back what was.
struct Prompt: Sendable {
    enum Kind: Sendable {
        /// Words of the checklist.
        case words
        case search, show, hide, highlight
        /// A pattern that records must match to be shown.
        case records
        /// A time of the logs.
        case time

        var sign: String {
            switch self {
            case .words, .search, .records: "/"
            case .show: "&"
            case .hide: "-"
            case .highlight: "*"
            case .time: "at"
            }
        }

        /// Prompts of which one brings back what was typed into the other.
        enum Memory: Hashable, Sendable { case words, time, patterns }

        var memory: Memory {
            switch self {
            case .words: .words
            case .time: .time
            case .search, .show, .hide, .highlight, .records: .patterns
            }
        }
    }

    let kind: Kind
    private(set) var field: TextField
    /// What held before.
    let before: String?
    /// What → at the end of the text would add.
    private(set) var suggestion: String?
    /// Which of the earlier ones shows, counted from the newest; nil while a new one is typed.
    private var place: Int?
    private var draft = ""

    init(_ kind: Kind, _ before: String?) {
        self.kind = kind
        self.before = before
        field = TextField(before ?? "")
    }

    enum Answer {
        case edited, same, cancelled, accepted
    }

    /// - Parameters:
    ///   - history: what was typed before, the oldest first.
    ///   - completion: what may be about to be typed.
    mutating func handle(_ key: Key, history: [String], _ completion: Completion) -> Answer {
        let answer = react(to: key, history: history)
        suggestion = field.isAtEnd && !field.isBlank ? completion.rest(after: field.text) : nil
        return answer
    }

    private mutating func react(to key: Key, history: [String]) -> Answer {
        if let suggestion, field.isAtEnd, Completion.takes(key) || key == .tab {
            field.set(field.text + suggestion)
            return .edited
        }
        switch key {
        case .escape, .control("c"), .control("g"): return .cancelled
        case .enter: return .accepted
        case .up: return recall((place ?? -1) + 1, history)
        case .down: return recall((place ?? 0) - 1, history)
        default:
            guard field.handle(key) else { return .same }
            place = nil
            return .edited
        }
    }

    private mutating func recall(_ new: Int, _ history: [String]) -> Answer {
        guard new < history.count else { return .same }
        if place == nil { draft = field.text }
        place = new < 0 ? nil : new
        field.set(new < 0 ? draft : history[history.count - 1 - new])
        return .edited
    }
}
