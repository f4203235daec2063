import LaunchCore

extension SectionWords {
    /// The role of a heading. What stands in parentheses is heard only where the rest says nothing, and never makes work of it.
    ///
    /// - Parameter words: those of the whole title, where they are known.
    static func role(ofTitle title: String, words: SectionWords? = nil) -> SectionRole? {
        let whole = words ?? of(title)
        guard title.hasByte({ $0 == UInt8(ascii: "(") || $0 == 0xEF }),
            let open = title.firstIndex(where: { $0 == "(" || $0 == "（" })
        else { return whole.role }
        if whole.contains(.rollback) { return whole.role }
        if let role = of(title[..<open]).role { return role }
        return whole.role == .tasks ? nil : whole.role
    }

    /// The role a heading or label with these words gives what stands below it. Nil where they do not tell.
    var role: SectionRole? {
        if contains(.rollback) { return rollbackRole }
        if contains(.abort), !isDisjoint(with: [.trigger, .condition]) { return .triggers }
        if contains(.trigger) { return .triggers }
        if contains(.success), !isDisjoint(with: [.criteria, .metrics]) { return contains(.criteria) ? .criteria : .goals }
        if contains(.acceptance), !contains(.verification) || contains(.criteria) { return .criteria }
        if contains(.history) { return .text }
        if contains(.decision) { return .decision }
        if contains(.criteria) { return .criteria }
        if contains(.monitoring) { return contains(.setup) ? .tasks : .monitoring }
        if contains(.metrics) { return contains(.watch) ? .monitoring : .goals }
        if contains(.timeline) { return .timeline }
        if !isDisjoint(with: [.background, .future]) { return .text }
        if !isDisjoint(with: [.tasks, .verification]) { return .tasks }
        return contains(.watch) ? .monitoring : nil
    }

    private var rollbackRole: SectionRole {
        if contains(.negation) { return .text }
        if contains(.ifNeeded) { return .rollback }
        if contains(.success) { return .criteria }
        if !isDisjoint(with: [.trigger, .condition]) { return .triggers }
        return .rollback
    }
}

/// A heading's number and phase word.
struct HeadingShape: Sendable {
    /// `1.`, `2)`, `1.2`: how many numbers; 0 for none.
    var numbers = 0
    /// `Phase 2`, `Day 1-2`, `第一阶段`: a part of the launch by its own words.
    var isPhase = false

    init(_ title: String) {
        let isPlain = title.utf8.first.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) } ?? true
        let text = isPlain ? title[...] : title.drop { !$0.isLetter && !$0.isNumber }
        numbers = Self.leadingNumbers(text)
        let folded = FoldedText.fold(text.start(60))
        isPhase = SectionWords.of(folded: Array(folded.prefix(40))).contains(.phase) && Self.startsWithPhaseWord(folded)
    }

    private static func leadingNumbers(_ text: Substring) -> Int {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return 0 }
        var count = 0
        var rest = text
        while let first = rest.first, first.isASCII, first.isNumber {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 3 else { return 0 }
            rest = rest.dropFirst(digits.count)
            guard let sign = rest.first, sign == "." || sign == ")" || (count > 0 && sign == " ") else { return 0 }
            count += 1
            rest = rest.dropFirst()
            if sign == ")" || sign == " " { break }
        }
        return count
    }

    /// Starts with a phase word and a number, or with a number and a phase word.
    private static func startsWithPhaseWord(_ folded: [UInt8]) -> Bool {
        let words = folded.split(separator: 0x20).prefix(3).map { Array($0) }
        guard let first = words.first else { return false }
        if first[0] >= 0xC0 { return wideStarts.contains { first.starts(with: $0.utf8) } }
        if isPhaseWord(first) { return words.count > 1 && isNumber(words[1]) }
        return words.count > 1 && first.contains { (0x30...0x39).contains($0) } && first.count <= 4 && isPhaseWord(words[1])
            && words.count == 2
    }

    private static let wideStarts = ["第", "阶段", "步骤", "フェーズ", "ステップ", "段階", "단계", "этап", "шаг", "المرحلة"]

    private static func isPhaseWord(_ word: [UInt8]) -> Bool { SectionWords.of(folded: [0x20] + word + [0x20]).contains(.phase) }

    private static func isNumber(_ word: [UInt8]) -> Bool {
        if word.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        if word.count == 1 { return true }
        return ["one", "two", "three", "four", "five", "six", "zero", "ii", "iii", "iv", "vi", "vii", "viii"].contains(
            String(decoding: word, as: UTF8.self)) || word.count <= 3 && (0x30...0x39).contains(word[0])
    }
}
