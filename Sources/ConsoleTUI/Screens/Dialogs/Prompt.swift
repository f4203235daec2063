/// A line typed into the place of the hint line. What is typed takes effect letter by letter; leaving it brings back what was.
struct Prompt: Sendable {
    enum Kind: Sendable {
        /// Words of the checklist.
        case words
        case search, show, hide, highlight
        /// A time of the logs.
        case time

        var sign: String {
            switch self {
            case .words, .search: "/"
            case .show: "&"
            case .hide: "-"
            case .highlight: "*"
            case .time: "at"
            }
        }

        var isPattern: Bool { self != .words && self != .time }
    }

    let kind: Kind
    private(set) var field: TextField
    /// What held before.
    let before: String?
    /// Which of the earlier patterns shows, counted from the newest; nil while a new one is typed.
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

    /// - Parameter history: earlier patterns, the oldest first.
    mutating func handle(_ key: Key, history: [String]) -> Answer {
        switch key {
        case .escape, .control("c"), .control("g"): return .cancelled
        case .enter: return .accepted
        case .up where kind.isPattern: return recall((place ?? -1) + 1, history)
        case .down where kind.isPattern: return recall((place ?? 0) - 1, history)
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
