/// A regular expression (PCRE2) to look for in lines; plain text is one, too, and as fast as a search for text can be.
/// `.` and classes match whole characters; `\w \d \s \b` know ASCII, `\p{…}` all of Unicode; bytes that are no UTF-8 are matched
/// around; `^` and `$` match at line ends. Matching is bounded: a pattern that backtracks without end is stopped and says so.
/// May be used from any thread; one at a time matches.
public final class Pattern: Hashable, Sendable {
    /// Bytes of a pattern's text.
    public static let longestText = 4096

    /// As it was written.
    public let text: String
    public let ignoresCase: Bool
    private let space: MatchSpace

    /// - Parameter ignoringCase: nil ignores case where the text has no capital letter.
    public init(_ text: String, ignoringCase: Bool? = false) throws(PatternError) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.longestText else { throw .tooLong(limit: Self.longestText) }
        self.text = text
        ignoresCase = ignoringCase ?? !text.contains(where: \.isUppercase)
        space = try MatchSpace(text, ignoringCase: ignoresCase)
    }

    public func matches(_ bytes: UnsafeRawBufferPointer) throws(PatternError) -> Bool {
        try firstMatch(in: bytes) != nil
    }

    public func matches(_ bytes: [UInt8]) throws(PatternError) -> Bool {
        try bytes.withUnsafeBytes { bytes in Result { () throws(PatternError) in try matches(bytes) } }.get()
    }

    public func matches(_ string: String) throws(PatternError) -> Bool { try matches(Array(string.utf8)) }

    /// The first match at or after `start`, as a range of bytes.
    public func firstMatch(in bytes: UnsafeRawBufferPointer, from start: Int = 0) throws(PatternError) -> Range<Int>? {
        try space.firstMatch(in: bytes, from: start)
    }

    func firstMatch(in bytes: [UInt8], from start: Int = 0) throws(PatternError) -> Range<Int>? {
        try bytes.withUnsafeBytes { bytes in Result { () throws(PatternError) in try firstMatch(in: bytes, from: start) } }.get()
    }

    /// Where the first match in a block of many lines begins.
    func firstMatch(inBlock bytes: UnsafeRawBufferPointer) throws(PatternError) -> Int? {
        try space.firstMatch(in: bytes, from: 0, isBlock: true)?.lowerBound
    }

    /// Whether a block of many lines without a match holds no line with one, as far as that is easily seen. What matches in a line then
    /// matches in the block, too: nothing asks what stands around it, and nothing that reaches over the line's end keeps what it took.
    var isLineLocal: Bool {
        var text = text
        while let place = text.firstRange(of: "(?:") { text.replaceSubrange(place, with: "(") }
        if ["(?", "(*", "$", "*+", "++", "?+", "}+"].contains(where: text.contains) { return false }
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                let isPunctuation = (0x21...0x7E).contains(byte) && (byte | 0x20) &- 0x61 >= 26 && byte &- 0x30 >= 10
                guard isPunctuation || "dDwWsSb".utf8.contains(byte) else { return false }
            }
            isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        }
        return true
    }

    /// Every match that is not empty, in order, at most `limit`: what is to be highlighted.
    public func allMatches(in bytes: UnsafeRawBufferPointer, limit: Int = 100) throws(PatternError) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        var start = 0
        while matches.count < limit, start <= bytes.count, let match = try firstMatch(in: bytes, from: start) {
            if !match.isEmpty { matches.append(match) }
            start = max(match.upperBound, start + (match.isEmpty ? 1 : 0))
        }
        return matches
    }

    public static func == (a: Pattern, b: Pattern) -> Bool { a.text == b.text && a.ignoresCase == b.ignoresCase }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(ignoresCase)
    }
}
