extension Key {
    /// As it stands in hints, help and the manual: `Space`, `⏎`, `^L`, `PgDn`, `R`.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "^\(character.uppercased())"
        case .alt(let character): "M-\(character)"
        case .enter: "⏎"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "S-Tab"
        case .backspace: "BS"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        case .paste: "paste"
        case .mouse: "mouse"
        case .resize: "resize"
        }
    }

    /// Reads what `name` writes, and other names people have for the same keys: `Enter`, `Up`, `Ctrl-x`. Nil for anything else.
    public init?(name: some StringProtocol) {
        if let key = Self.named[String(name)] {
            self = key
        } else if name.count == 2, name.first == "^", let letter = name.last {
            self = .control(Character(letter.lowercased()))
        } else if let character = Self.modified(name, by: ["M-", "Alt-", "A-"]) {
            self = .alt(character)
        } else if let character = Self.modified(name, by: ["C-", "Ctrl-"]) {
            self = .control(Character(character.lowercased()))
        } else if name.count == 1, let character = name.first {
            self = .character(character)
        } else {
            return nil
        }
    }

    private static func modified(_ name: some StringProtocol, by prefixes: [String]) -> Character? {
        prefixes.contains { name.hasPrefix($0) && name.count == $0.count + 1 } ? name.last : nil
    }

    private static let named: [String: Key] = {
        let keys: [Key] = [
            .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown,
        ]
        var named = Dictionary(uniqueKeysWithValues: keys.map { ($0.name, $0) })
        let others: [String: Key] = [
            "Enter": .enter, "Return": .enter, "Escape": .escape, "Up": .up, "Down": .down, "Left": .left, "Right": .right,
            "PageUp": .pageUp, "PageDown": .pageDown, "Backspace": .backspace, "Delete": .delete, "Insert": .insert,
            "Shift-Tab": .backTab, "BackTab": .backTab,
        ]
        named.merge(others) { first, _ in first }
        for number in 1...12 { named["F\(number)"] = .function(number) }
        return named
    }()
}
