import Testing

@testable import ConsoleTUI

@Suite struct GlyphRepertoireTests {
    @Test(arguments: [
        ("a", "a"), ("●", "*"), ("○", "o"), ("✔", "x"), ("✖", "X"), ("╭", "+"), ("─", "-"), ("│", "|"), ("…", "~"), ("é", "e"), ("Ž", "Z"),
        ("ß", "s"), ("Ø", "O"), ("ſ", "s"), ("À", "A"), ("ÿ", "y"), ("Ā", "A"), ("日", "?"), ("e\u{301}", "e"), ("⠿", ":"), ("█", "#"),
    ])
    func everyGlyphHasOneAsciiSign(glyph: String, sign: String) {
        #expect(GlyphRepertoire.ascii.shown(glyph) == sign)
    }

    @Test func whateverComesIsOneAsciiCharacterInAscii() {
        for value: UInt32 in stride(from: 0x20, to: 0x30000, by: 1) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = GlyphRepertoire.ascii.shown(String(Character(scalar)))
            #expect(shown.utf8.count == 1 && shown.utf8.allSatisfy { (0x20..<0x80).contains($0) }, "U+\(String(value, radix: 16))")
        }
    }

    @Test func statesThatDifferBySignStillDifferInAscii() {
        for signs in ["●◐✖?", "●○◔", "▾▸", "xo"] {
            let shown = signs.map { GlyphRepertoire.ascii.shown(String($0)) }
            #expect(Set(shown).count == signs.count, "\(shown)")
        }
    }

    @Test func theLinuxConsoleKeepsItsLines() {
        #expect(["╭", "│", "é", "●", "▇", "✖", "日"].map(GlyphRepertoire.console.shown) == ["┌", "│", "é", "•", "█", "X", "?"])
        #expect(GlyphRepertoire(terminal: "linux", isUnicode: true) == .console)
        #expect(GlyphRepertoire(terminal: "xterm", isUnicode: true) == .unicode)
        #expect(GlyphRepertoire(terminal: "linux", isUnicode: false) == .ascii)
    }
}
