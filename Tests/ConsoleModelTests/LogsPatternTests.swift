import Testing

@testable import ConsoleModel

@Suite struct LogsPatternTests {
    @Test(arguments: [
        ("ECONNREFUSED|too many connections", "db: too many connections", true), ("ECONNREFUSED|too many", "econnrefused", false),
        ("a.b", "axb", true), (#"a\.b"#, "axb", false), (#"a\.b"#, "a.b", true), ("^b$", "a\nb\nc", true), ("caf.$", "café", true),
        (#"^\p{L}{4}$"#, "café", true), ("É", "é", false), ("(?i)É", "é", true), ("[é]", "café", true), (#"\p{Lu}"#, "aÉ", true),
        ("status=5\\d\\d", "status=503", true),
        ("x*", "", true), ("^$", "", true), ("(?i)error", "ERROR", true), ("100%", "at 100% now", true), ("a]b", "a]b", true),
    ])
    func findsWhatItSays(pattern: String, subject: String, expected: Bool) throws {
        #expect(try Pattern(pattern).matches(subject) == expected)
    }

    @Test(arguments: [
        ("(", PatternError.invalid("missing closing parenthesis", offset: 1)), ("", .empty),
        ("a{2,1}", .invalid("numbers out of order in {} quantifier", offset: 5)),
        ("\\", .invalid("\\ at end of pattern", offset: 1)), (String(repeating: "a", count: 4097), .tooLong(limit: 4096)),
    ])
    func whatIsNoPatternIsRefusedInWords(text: String, error: PatternError) {
        #expect(throws: error) { _ = try Pattern(text) }
    }

    @Test func aPatternThatBacktracksWithoutEndIsStopped() throws {
        let line = String(repeating: "a", count: 40) + "!"
        #expect(throws: PatternError.stopped) { _ = try Pattern("(a+)+$").matches(line) }
        #expect(throws: PatternError.stopped) { _ = try Pattern("(a|aa)*\\d").matches(String(repeating: "a", count: 5000)) }
    }

    /// What is called line-local is so: a line that matches makes its block match.
    @Test(arguments: [
        ("[^ ]+ b", true), ("a(?:b|c)", true), (#"\S+\s\d"#, true), ("x.*y", true), ("^a", true), ("a$", false), ("[^x]++y", false),
        ("(?<=a)b", false), (#"\Aab"#, false), ("(?>a*)b", false), (#"(a)\1"#, false), ("a{2}+b", false),
    ])
    func aBlockWithoutAMatchHoldsNoLineWithOne(text: String, isLocal: Bool) throws {
        let pattern = try Pattern(text)
        #expect(pattern.isLineLocal == isLocal)
        guard isLocal else { return }
        let lines = ["a b", "ab", "ac x1y", "c 1", "x", "y", "", " b", "xx 7y"]
        for line in lines where try pattern.matches(line) {
            let block = Array("1\n \n\(line)\r\nx\n".utf8)
            #expect(try pattern.firstMatch(in: block) != nil, "\(line)")
        }
    }

    @Test func invalidBytesAreMatchedAround() throws {
        #expect(try Pattern("caf.").matches([0xFF, 0x63, 0x61, 0x66, 0xC3, 0xA9, 0xFE]))
        #expect(try Pattern("caf").matches([0xFF, 0x63, 0x61, 0x66]))
    }

    @Test(arguments: [("error", true), ("Error", false)])
    func caseIsIgnoredWhereThePatternHasNone(text: String, expected: Bool) throws {
        #expect(try Pattern(text, ignoringCase: nil).matches("an ERROR") == expected)
    }

    @Test(arguments: [("\\w*", [0..<3, 4..<7, 9..<14]), ("o", [0..<1, 6..<7]), ("q", [])])
    func allMatchesAreThereToHighlight(text: String, expected: [Range<Int>]) throws {
        let pattern = try Pattern(text)
        let matches = try Array("one two  three".utf8).withUnsafeBytes { try pattern.allMatches(in: $0) }
        #expect(matches == expected)
    }
}
