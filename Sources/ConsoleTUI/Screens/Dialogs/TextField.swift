import LaunchCore

/// One line of text being typed.
struct TextField: Hashable, Sendable {
    private(set) var characters: [Character] = []
    /// How many characters stand before the cursor.
    private(set) var cursor = 0

    static let longest = 2000

    init(_ text: String = "") { set(text) }

    var text: String { String(characters) }
    var isAtEnd: Bool { cursor == characters.count }
    var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

    mutating func set(_ text: String) {
        characters = Array(text.prefix(Self.longest))
        cursor = characters.count
    }

    /// False for a key that edits nothing.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .paste(let text): insert(Printable.text(text.split(whereSeparator: \.isNewline).joined(separator: " ")))
        case .backspace, .control("h"):
            if cursor > 0 { delete(cursor - 1..<cursor) }
        case .delete, .control("d"):
            if cursor < characters.count { delete(cursor..<cursor + 1) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .control("u"): delete(0..<cursor)
        case .control("k"): delete(cursor..<characters.count)
        case .control("w"): delete(wordStart..<cursor)
        default: return false
        }
        return true
    }

    private mutating func insert(_ text: some Sequence<Character>) {
        let room = Self.longest - characters.count
        let new = Array(text.prefix(max(0, room)))
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    private mutating func delete(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var start = cursor
        while start > 0, characters[start - 1].isWhitespace { start -= 1 }
        while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
        return start
    }

    /// What shows in `width` cells so that the cursor is in sight, and where the cursor stands in it.
    ///
    /// - Parameter suggestion: what would complete it, shown after it.
    func view(width: Int, suggestion: String? = nil) -> (line: Line, cursor: Int) {
        let before = Line(String(characters[..<cursor]), .inputField)
        let hidden = max(0, before.width - max(1, width - 1))
        let after = Line(String(characters[cursor...]), .inputField) + Line(suggestion ?? "", .hint)
        let line = (before + after).dropping(hidden).prefix(width)
        return (line, min(before.width - hidden, max(0, width - 1)))
    }
}
