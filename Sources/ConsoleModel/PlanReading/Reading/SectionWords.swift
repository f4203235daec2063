/// What the words of a heading or label speak of.
struct SectionWords: OptionSet, Sendable, Hashable {
    let rawValue: UInt64

    static let rollback = SectionWords(rawValue: 1 << 0)
    static let trigger = SectionWords(rawValue: 1 << 1)
    static let condition = SectionWords(rawValue: 1 << 2)
    static let ifNeeded = SectionWords(rawValue: 1 << 3)
    static let negation = SectionWords(rawValue: 1 << 4)
    static let abort = SectionWords(rawValue: 1 << 5)
    static let success = SectionWords(rawValue: 1 << 6)
    static let criteria = SectionWords(rawValue: 1 << 7)
    static let acceptance = SectionWords(rawValue: 1 << 8)
    static let metrics = SectionWords(rawValue: 1 << 9)
    static let decision = SectionWords(rawValue: 1 << 10)
    static let history = SectionWords(rawValue: 1 << 11)
    static let timeline = SectionWords(rawValue: 1 << 12)
    static let background = SectionWords(rawValue: 1 << 13)
    static let monitoring = SectionWords(rawValue: 1 << 14)
    static let setup = SectionWords(rawValue: 1 << 15)
    static let future = SectionWords(rawValue: 1 << 16)
    static let tasks = SectionWords(rawValue: 1 << 17)
    static let verification = SectionWords(rawValue: 1 << 18)
    static let phase = SectionWords(rawValue: 1 << 19)
    static let watch = SectionWords(rawValue: 1 << 20)
    static let alternative = SectionWords(rawValue: 1 << 21)
    static let owner = SectionWords(rawValue: 1 << 22)
    static let estimate = SectionWords(rawValue: 1 << 23)
    static let status = SectionWords(rawValue: 1 << 24)
    static let automatic = SectionWords(rawValue: 1 << 25)
    static let total = SectionWords(rawValue: 1 << 26)
    static let restated = SectionWords(rawValue: 1 << 27)

    static func of(_ text: some StringProtocol) -> SectionWords { of(folded: FoldedText.fold(text)) }
    static func of(folded: [UInt8]) -> SectionWords { SectionWords(rawValue: table.tags(in: folded)) }

    private static let table = WordTable(
        (steering + judging + working).map { (tag: $0.0.rawValue, words: $0.1.split(separator: ",").map(String.init)) })
}
