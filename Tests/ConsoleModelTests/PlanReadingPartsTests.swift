import Testing

@testable import ConsoleModel

/// A long text is parsed in parts; that must not be seen in what comes of it.
@Suite struct PlanReadingPartsTests {
    static let fillers: [String] = [
        "Some words, a [link](https://a.example/x), `code` and **bold**.\n",
        "- [ ] An item\n  - [x] below it\n\n  with a second paragraph\n",
        "```sh\n# a comment, no heading\n\n# another\necho done\n```\n",
        "~~~\n\n# in a fence of tildes\n~~~\n",
        "<!--\n\n# in a comment\n\n-->\n",
        "<details>\n\n# in details\n\n</details>\n",
        "> quoted\n\n# A heading of its own\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        "1. one\n\n   # a heading in an entry\n\n2. two\n",
        "# Windows line ends\r\n\r\nwith text\r\n\r\n",
        "Without a link: w and wwww, at 10:30, who: Dana.\n",
        "www.a.example and dana@a.example, ~~or not~~\n",
        "####### seven are none\n\n#no blank, no heading\n\n    # indented code\n",
    ]

    @Test(arguments: fillers) func thePartsSayWhatTheWholeSays(filler: String) {
        var text = ""
        for round in 0..<400 { text += "## Section \(round)\n\n\(filler)\n" + (round % 3 == 0 ? "words that go on\n" : "") + "\n" }
        while text.utf8.count < 100_000 { text += text }
        expectPartsToBeTheWhole(text)
    }

    @Test func aFenceLongerThanAPartStaysOne() {
        let long = String(repeating: "\n# still code\n", count: 10_000)
        expectPartsToBeTheWhole("# Before\n\n```\n\(long)```\n\n# After\n\nwords\n")
        expectPartsToBeTheWhole("# Before\n\n```\n\(long)")
    }

    @Test func aParagraphLongerThanAChunkOfMemoryStaysOne() {
        let line = "words and `code` and **more**, over and over again, until a megabyte is full\n"
        let blocks = MarkdownParser.parse("# Before\n\n" + String(repeating: line, count: 40_000))
        #expect(blocks.map(\.firstLine) == [1, 3])
        #expect(blocks.last?.lines.count == 40_000)
        #expect(blocks.last?.lines.last?.codes == ["code"])
    }

    @Test func severalThreadsAtOnceReadTheSame() async {
        let text = String(repeating: "# Top\n\n" + Self.fillers.joined(separator: "\n# Next\n\n"), count: 20)
        let alone = Self.described(MarkdownParser.parse(text))
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { Self.described(MarkdownParser.parse(text)) } }
            for await read in group { #expect(read == alone) }
        }
    }

    @Test func allFillersInOneText() {
        expectPartsToBeTheWhole(String(repeating: "# Top\n\n" + Self.fillers.joined(separator: "\n# Next\n\n"), count: 120))
    }

    /// A text that defines a link is parsed whole: the definition leaves nothing behind but that.
    private func expectPartsToBeTheWhole(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let parts = Self.described(MarkdownParser.parse(text))
        let whole = Self.described(MarkdownParser.parse("[nowhere]: https://nowhere.example/\n\n" + text), shift: 2)
        #expect(parts.count == whole.count, sourceLocation: sourceLocation)
        let different = zip(parts, whole).first { $0 != $1 }
        #expect(different == nil, sourceLocation: sourceLocation)
    }

    private static func described(_ blocks: [MarkdownBlock], shift: Int = 0, depth: Int = 0) -> [String] {
        blocks.flatMap { block in
            let lines = block.lines.map { "\($0.line - shift) \($0.text) \($0.codes) \($0.urls) \($0.lead ?? "")" }
            let rows = block.rows.map { "\($0.line - shift) \($0.cells.map(\.text))" }
            return ["\(depth) \(block.kind) \(block.firstLine - shift)-\(block.lastLine - shift) \(lines) \(rows)"]
                + described(block.children, shift: shift, depth: depth + 1)
        }
    }
}
