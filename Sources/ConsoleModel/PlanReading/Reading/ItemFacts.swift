import LaunchCore

/// What an entry's own words say about who, how long and how urgent.
struct ItemFacts {
    var owner: String?
    var estimate: Duration?
    var priority: String?

    init(_ text: String) {
        guard text.utf8.count < 2000 else { return }
        let bytes = text.utf8
        if bytes.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") || $0 == 0xEF }) {
            for part in Self.parenthesised(text) { read(part) }
        }
        if owner == nil, bytes.contains(UInt8(ascii: "@")) { owner = Self.mention(in: text) }
        if owner == nil, bytes.contains(UInt8(ascii: ":")) { owner = Self.named(in: text) }
        if estimate == nil { estimate = Self.trailing(text) }
        if priority == nil { priority = Self.level(in: text) }
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
        for index in text.indices {
            let character = text[index]
            if "([（".contains(character) {
                open = text.index(after: index)
            } else if ")]）".contains(character), let start = open {
                parts.append(text[start..<index])
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
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let before = text[..<colon].split { !$0.isLetter }.last ?? ""
        guard SectionWords.of(before).contains(.owner), before.count > 2, before.lowercased() != "lead" || text[..<colon].count < 8 else {
            return nil
        }
        return short(text[text.index(after: colon)...])
    }

    private static func short(_ text: some StringProtocol) -> String? {
        let name = PlanText.trimmed(text.prefix { !"()[]|;→".contains($0) })
        let bare = PlanText.trimmed(name.drop { $0 == "@" || $0 == "*" })
        return bare.isEmpty || bare.count > 60 || bare.uppercased() == "TBD" ? nil : bare
    }

    /// `Deploy – 5 min`, `Deploy: ~10m`
    private static func trailing(_ text: String) -> Duration? {
        guard let last = text.utf8.last, !(0x21...0x2F).contains(last), text.utf8.contains(where: { (0x30...0x39).contains($0) }) else {
            return nil
        }
        guard let dash = text.lastIndex(where: { "–—-:~|".contains($0) }), dash > text.startIndex else { return nil }
        let tokens = Tokens.of(String(text[text.index(after: dash)...]))
        guard let (length, range) = ProseDuration.first(in: tokens), range.count == tokens.count else { return nil }
        // `T-30 min` and `5-10 min` are no estimates of this kind.
        let before = text[..<dash].last
        return before.map { $0.isWhitespace || text[dash] == ":" } == true ? length : nil
    }

    /// `P0` to `P4`, or `Priority: high`.
    private static func level(in text: String) -> String? {
        let isLikely = zip(text.utf8, text.utf8.dropFirst()).contains { first, second in
            (first | 0x20) == UInt8(ascii: "p") && ((0x30...0x34).contains(second) || (second | 0x20) == UInt8(ascii: "r"))
        }
        guard isLikely else { return nil }
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
