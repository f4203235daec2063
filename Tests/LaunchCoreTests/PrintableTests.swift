import LaunchCore
import Testing

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain ASCII ~ stays", "plain ASCII ~ stays"),
        ("é ü ß 日本語 한국어 Ελλάδα ✔ ● ▂▃█ 🚀", "é ü ß 日本語 한국어 Ελλάδα ✔ ● ▂▃█ 🚀"),
        ("\u{1B}]0;PWNED\u{07}", "^[]0;PWNED^G"), ("\u{1B}[2J\u{1B}c", "^[[2J^[c"), ("a\r\nb\u{0}\u{8}\u{7F}", "a^M^Jb^@^H^?"),
        ("\u{9B}2J \u{85}", "<U+009B>2J <U+0085>"), ("\u{202E}txt.exe\u{202C}", "<U+202E>txt.exe<U+202C>"),
        ("\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}", "<U+2066><U+2069><U+200E><U+200F><U+061C>"),
        ("A\u{200B}B\u{200C}\u{200D}\u{2060}\u{FEFF}", "A<U+200B>B<U+200C><U+200D><U+2060><U+FEFF>"),
        ("\u{2028}\u{2029}\u{AD}\u{3164}\u{2800}", "<U+2028><U+2029><U+00AD><U+3164><U+2800>"),
        ("\u{E000}\u{FFFE}\u{378}\u{10FFFF}\u{E0041}", "<U+E000><U+FFFE><U+0378><U+10FFFF><U+E0041>"),
        ("⚠️ ready", "⚠️ ready"), ("A\u{FE0F}", "A<U+FE0F>"), ("⚠\u{FE0F}\u{FE0F}", "⚠️<U+FE0F>"),
        ("x\u{FE01}\u{E0100}", "x<U+FE01><U+E0100>"),
        ("👨\u{200D}💻 👩🏽\u{200D}🔬", "👨\u{200D}💻 👩🏽\u{200D}🔬"), ("✅\u{200D}❌", "✅<U+200D>❌"), ("👨\u{200D}x\u{200D}", "👨<U+200D>x<U+200D>"),
        ("\u{301}a", "<U+0301>a"), (" \u{301}", " <U+0301>"), ("e\u{301}", "e\u{301}"),
    ])
    func whatATerminalCouldObeyIsShown(raw: String, shown: String) {
        #expect(Printable.text(raw).unicodeScalars.elementsEqual(shown.unicodeScalars))
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0xC0, 0xAF], "<FF><FE><C0><AF>"), ([0x9B, 0x32, 0x4A], "<9B>2J"), ([0xE2, 0x82], "<E2><82>"),
            ([0xED, 0xA0, 0x80], "<ED><A0><80>"), ([0xF4, 0x90, 0x80, 0x80], "<F4><90><80><80>"), ([0xE0, 0x80, 0x80], "<E0><80><80>"),
            ([0xC3, 0xA9, 0xC3], "é<C3>"), ([], ""),
        ] as [([UInt8], String)])
    func bytesThatAreNoTextAreShown(raw: [UInt8], shown: String) { #expect(Printable.text(bytes: raw) == shown) }

    @Test func tabsFillUpToTheNextEighthColumn() {
        #expect(Printable.text("\ta\tbcdefgh\ti") == "        a       bcdefgh i")
        #expect(Printable.text("日\tx") == "日      x")
    }

    @Test func marksPiledOnOneLetterAreCounted() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 13) + "b"
        #expect(Printable.text(zalgo).unicodeScalars.elementsEqual(("a\u{301}\u{301}\u{301}\u{301}<+9 marks>b").unicodeScalars))
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("日本語", 2, "日…"), ("a\u{1B}\u{1B}", 3, "a^…"), ("abc", 0, ""),
        ("\t\t", 3, "  …"),
    ])
    func aLongTextEndsInAnEllipsis(raw: String, limit: Int, shown: String) { #expect(Printable.text(raw, limit: limit) == shown) }

    /// Every scalar there is, alone and after a letter: nothing that is no visible text comes through.
    @Test func noScalarComesThroughThatDrawsNothing() {
        var slipped: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            let mustHide =
                switch properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
                default: properties.isDefaultIgnorableCodePoint
                }
            if mustHide, Printable.text(String(scalar)).unicodeScalars.contains(scalar) { slipped.append(value) }
        }
        #expect(slipped.isEmpty)
    }

    /// Every pair of bytes: what comes out is made of printable scalars only.
    @Test func noPairOfBytesComesThroughRaw() {
        for first in UInt8.min...UInt8.max {
            let raw = (UInt8.min...UInt8.max).flatMap { [first, $0] }
            let shown = Printable.text(bytes: raw)
            #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value) })
        }
    }
}
