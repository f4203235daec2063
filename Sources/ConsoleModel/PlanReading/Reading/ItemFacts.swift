import LaunchCore

/// What an entry's own words say about who, how long and how urgent.
struct ItemFacts {
    var owner: String?
    var estimate: Duration?
    var priority: String?

    init(_ text: String) {
        guard text.utf8.count < 2000 else { return }
        let signs = ItemSigns(text)
        if signs.contains(.bracket) {
            for part in Self.parenthesised(text) { read(part) }
        }
        if owner == nil, signs.contains(.at) { owner = Self.mention(in: text) }
        if owner == nil, signs.contains(.colon) { owner = Self.named(in: text) }
        if estimate == nil, signs.isSuperset(of: [.dash, .digit]) { estimate = Self.trailing(text) }
        if priority == nil, signs.contains(.priority) { priority = Self.level(in: text) }
    }

    private mutating func read(_ part: Substring) {
        let tokens = Tokens.of(String(part))
        if estimate == nil, let (length, range) = ProseDuration.first(in: tokens), Self.isOnlyDuration(tokens, range) { estimate = length }
        if owner == nil, let colon = part.firstIndex(of: ":"), SectionWords.of(part[..<colon]).contains(.owner) {
            owner = Self.short(part[part.index(after: colon)...])
        }
    }

    /// `(30 min)`, `(~2 h)`, `(est. 3 days)`, but not `(weeks 1-4)` or `(after 30 min)`.
    private static func isOnlyDuration(_ tokens: [Token], _ range: Range<Int>) -> Bool {
        tokens.indices.allSatisfy { index in
            if range.contains(index) { return true }
            switch tokens[index].kind {
            case .number: return false
            case .sign: return true
            case .word(let word):
                return ["est", "estimated", "estimate", "ca", "approx", "about", "duration", "total", "max", "time", "env"].contains(word)
            }
        }
    }

    private static func parenthesised(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var open: String.Index?
        var wide = 0
        let bytes = text.utf8
        for index in bytes.indices {
            // `（` and `）` are EF BC 88 and EF BC 89.
            let byte = bytes[index]
            wide = byte == 0xEF ? 1 : wide == 1 && byte == 0xBC ? 2 : wide == 2 ? 3 : 0
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || wide == 3 && byte == 0x88 {
                open = bytes.index(after: index)
            } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || wide == 3 && byte == 0x89, let start = open {
                parts.append(text[start..<(wide == 3 ? bytes.index(index, offsetBy: -2) : index)])
                open = nil
            }
        }
        return parts
    }

    /// `@dana`, not `dana@example.com`.
    private static func mention(in text: String) -> String? {
        var before: Character = " "
        for index in text.indices {
            if text[index] == "@", before.isWhitespace || "([*_:,–—-".contains(before) {
                let name = text[text.index(after: index)...].prefix { $0.isLetter || $0.isNumber || "._-/".contains($0) }
                if let first = name.first, first.isLetter { return short(name) }
            }
            before = text[index]
        }
        return nil
    }

    /// `... - Owner: Dana`
    private static func named(in text: String) -> String? {
        guard let colon = text[...].lastIndex(ofSign: ":"), let before = lastWord(of: text[..<colon]) else { return nil }
        guard SectionWords.of(before).contains(.owner), before.count > 2, before.lowercased() != "lead" || text[..<colon].count < 8 else {
            return nil
        }
        return short(text[text.index(after: colon)...])
    }

    private static func lastWord(of text: Substring) -> Substring? {
        if let word = lastPlainWord(of: text) { return word }
        guard let last = text.lastIndex(where: \.isLetter) else { return nil }
        let gap = text[..<last].lastIndex { !$0.isLetter }
        return text[(gap.map(text.index(after:)) ?? text.startIndex)...last]
    }

    /// The same, where it and all behind it is ASCII; nil where it is not.
    private static func lastPlainWord(of text: Substring) -> Substring? {
        let bytes = text.utf8
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        var end = bytes.endIndex
        while end > bytes.startIndex, case let byte = bytes[bytes.index(before: end)], !isLetter(byte) {
            guard byte < 0x80 else { return nil }
            end = bytes.index(before: end)
        }
        var start = end
        while start > bytes.startIndex, isLetter(bytes[bytes.index(before: start)]) { start = bytes.index(before: start) }
        guard start < end, start == bytes.startIndex || bytes[bytes.index(before: start)] < 0x80 else { return nil }
        return text[start..<end]
    }

    private static func short(_ text: some StringProtocol) -> String? {
        let name = PlanText.trimmed(text.prefix { !"()[]|;→".contains($0) })
        let bare = PlanText.trimmed(name.drop { $0 == "@" || $0 == "*" })
        return bare.isEmpty || bare.count > 60 || bare.uppercased() == "TBD" ? nil : bare
    }

    /// `Deploy – 5 min`, `Deploy: ~10m`
    private static func trailing(_ text: String) -> Duration? {
        guard let last = text.utf8.last, !(0x21...0x2F).contains(last) else { return nil }
        guard let dash = lastDash(in: text), dash > text.startIndex, text[dash...].hasDigit else { return nil }
        let tokens = Tokens.of(String(text[text.index(after: dash)...]))
        guard let (length, range) = ProseDuration.first(in: tokens), range.count == tokens.count else { return nil }
        // `T-30 min` and `5-10 min` are no estimates of this kind.
        let before = text[..<dash].last
        return before.map { $0.isWhitespace || text[dash] == ":" } == true ? length : nil
    }

    /// Of `–—-:~|`; the two long ones are E2 80 93 and E2 80 94.
    private static func lastDash(in text: String) -> String.Index? {
        let bytes = text.utf8
        var index = bytes.endIndex
        while index > bytes.startIndex {
            index = bytes.index(before: index)
            switch bytes[index] {
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "|"): return index
            case 0x93, 0x94:
                guard bytes.distance(from: bytes.startIndex, to: index) >= 2 else { continue }
                let start = bytes.index(index, offsetBy: -2)
                if bytes[start] == 0xE2, bytes[bytes.index(after: start)] == 0x80 { return start }
            default: continue
            }
        }
        return nil
    }

    /// `P0` to `P4`, or `Priority: high`.
    private static func level(in text: String) -> String? {
        let tokens = Tokens.of(text)
        for (index, token) in tokens.enumerated() {
            guard let word = token.word else { continue }
            if word.count == 2, word.first == "p", let digit = word.last, ("0"..."4").contains(digit) { return word.uppercased() }
            if word == "priority" || word == "prioritat" || word == "priorite" || word == "prioridad" {
                let next = tokens.dropFirst(index + 1).first { $0.word != nil }
                return next.map { String(text[$0.range]) }
            }
        }
        return nil
    }
}

/// Which signs an entry has: without them there is nothing to look for.
private struct ItemSigns: OptionSet {
    let rawValue: UInt8

    static let bracket = ItemSigns(rawValue: 1 << 0)
    static let at = ItemSigns(rawValue: 1 << 1)
    static let colon = ItemSigns(rawValue: 1 << 2)
    static let dash = ItemSigns(rawValue: 1 << 3)
    static let digit = ItemSigns(rawValue: 1 << 4)
    /// `P0` to `P4`, or how `Priority` begins, with accents or without.
    static let priority = ItemSigns(rawValue: 1 << 5)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ text: String) {
        var signs: ItemSigns = []
        var before: UInt8 = 0
        /// How many letters of `pri` stand before.
        var letters = 0
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["), 0xEF: signs.insert(.bracket)
                case UInt8(ascii: "@"): signs.insert(.at)
                case UInt8(ascii: ":"): signs.formUnion([.colon, .dash])
                case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "|"), 0xE2: signs.insert(.dash)
                case 0x30...0x39:
                    signs.insert(.digit)
                    if byte <= 0x34, before | 0x20 == UInt8(ascii: "p") { signs.insert(.priority) }
                case UInt8(ascii: "o"), UInt8(ascii: "O"), 0x80...: if letters == 3 { signs.insert(.priority) }
                default: break
                }
                letters = Self.letters(ofPriority: letters, then: byte)
                before = byte
            }
        }
        self = signs
    }

    /// - Returns: how many letters of `pri` stand now; an accented one counts as its letter.
    private static func letters(ofPriority count: Int, then byte: UInt8) -> Int {
        switch byte | 0x20 {
        case UInt8(ascii: "p"): 1
        case UInt8(ascii: "r"): count == 1 ? 2 : 0
        case UInt8(ascii: "i"): count == 2 ? 3 : 0
        default: byte >= 0x80 && count >= 2 ? 3 : 0
        }
    }
}
