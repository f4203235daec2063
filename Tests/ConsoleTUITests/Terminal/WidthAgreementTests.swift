import CNCurses
import Testing

@testable import ConsoleTUI

/// What we count must be what ncurses counts, which asks libc.
@Suite struct WidthAgreementTests {
    @Test func everyGlyphIsAsWideAsLibcSays() {
        guard Terminal.setLocale(LocaleChoice(environment: [:], terminal: "xterm")) else { return }
        var disagreements: [String] = []
        for value in [UInt32(0x20)..<0x20100, 0x30000..<0x31400, 0xe0000..<0xe0200].joined() {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let glyphs = Array(Glyphs(String(Character(scalar))))
            for glyph in glyphs {
                for (index, part) in glyph.text.unicodeScalars.enumerated() {
                    let columns = cn_width(part.value)
                    // What libc does not know yet is drawn as question marks.
                    if columns >= 0, columns != (index == 0 ? Int32(glyph.width) : 0) {
                        disagreements.append("U+\(String(part.value, radix: 16)): \(columns)")
                    }
                }
            }
        }
        // Unicode changes its mind about single scalars; those are drawn as question marks too.
        #expect(disagreements.count < 10, "\(disagreements)")
    }
}
