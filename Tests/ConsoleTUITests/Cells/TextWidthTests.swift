import Testing

@testable import ConsoleTUI

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한글", 4), ("ﾊﾝ", 2), ("Ａ", 2), ("│●✔…", 4), ("✅", 2), ("🚀", 2),
        ("⚠\u{fe0f}", 1), ("👩\u{200d}💻", 2), ("👍\u{1f3fd}", 2), ("🇩🇪", 2), ("1\u{fe0f}\u{20e3}", 1), ("a\u{200b}b", 2), ("\u{feff}x", 1),
        ("\u{1b}[0m", 4), ("\u{202e}x", 2), ("soft\u{ad}hyphen", 10), ("नि", 2), ("กำ", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("中\u{301}", 2),
        ("❤\u{fe0f}\u{200d}🔥", 1), ("🏴\u{e0067}\u{e0062}\u{e007f}", 2), ("▁▂▃▄▅▆▇█", 8),
    ])
    func countsTheCellsOfText(text: String, cells: Int) {
        #expect(TextWidth.of(text) == cells)
        #expect(Glyphs(text).reduce(0) { $0 + $1.width } == cells)
    }

    @Test(arguments: [
        ("a\tb", "a b"), ("\u{1b}]0;x\u{7}", "␛]0;x␇"), ("\u{9b}1m", "\u{fffd}1m"), ("x\u{7f}", "x␡"), ("\r\n", "␍␊"),
        ("\u{202e}x", "\u{fffd}x"),
        ("🇩🇪", "DE"), ("👩\u{200d}👩\u{200d}👧!", "👩!"), ("2\u{fe0f}\u{20e3}.", "2."), ("\u{301}x", "\u{25cc}\u{301}x"), ("می\u{200c}خ", "میخ"),
    ])
    func leavesNothingThatTerminalsCountDifferently(text: String, drawn: String) {
        #expect(Glyphs(text).map(\.text).joined() == drawn)
    }

    @Test func keepsNoMoreMarksThanACellCanHold() {
        let glyphs = Array(Glyphs("a" + String(repeating: "\u{301}", count: 50) + "b"))
        #expect(glyphs.map(\.text) == ["a" + String(repeating: "\u{301}", count: 4), "b"])
    }
}
