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
    /// What is wrong with what was typed, until it is changed.
    private(set) var problem: String?
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
        if answer == .edited { problem = nil }
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

    /// Stays open with what was typed.
    mutating func reject(_ reason: String) { problem = reason }

    func draw(in row: Rect, on grid: inout Grid) {
        let sign = Line(" \(kind.sign)", .key, .bold) + Line(kind.sign.count > 1 ? " " : "")
        // The reason leaves room to correct what it is about.
        let room = row.width - sign.width - 1
        let why = problem.map { Line("  ✖ \($0)", .bad).cut(to: max(0, room - min(room, max(12, TextWidth.of(field.text) + 1)))) } ?? Line()
        let (text, cursor) = field.view(width: room - why.width, suggestion: problem == nil ? suggestion : nil)
        grid.fill(row)
        grid.draw(sign + text + why, in: row)
        grid.cursor = Point(x: row.x + sign.width + cursor, y: row.y)
    }

    private mutating func recall(_ new: Int, _ history: [String]) -> Answer {
        guard new < history.count else { return .same }
        if place == nil { draft = field.text }
        place = new < 0 ? nil : new
        field.set(new < 0 ? draft : history[history.count - 1 - new])
        return .edited
    }
}
