/// How many terminal cells text takes.
///
/// The answers are those of `wcwidth(3)` under a UTF-8 locale, which is what ncurses and most terminals count with, and hold
/// whatever the process's own locale is. Sequences on which terminals disagree (joined emoji, flags, keycaps, variation
/// selectors) never get as far as a cell: ``Glyphs`` reduces them to a form everybody counts alike.
public enum TextWidth {
    /// The cells `text` takes when it is put on a grid.
    public static func of(_ text: String) -> Int {
        var ascii = true
        for byte in text.utf8 where byte >= 0x80 || byte < 0x20 || byte == 0x7f {
            ascii = false
            break
        }
        if ascii { return text.utf8.count }
        var cells = 0
        for glyph in Glyphs(text) { cells += glyph.width }
        return cells
    }

    /// The cells one scalar takes by itself: 0 for marks that sit on the one before, 2 for wide ones, else 1.
    /// Controls answer 1, since a visible sign takes their place.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if isMark(scalar) { return 0 }
        return isWide(scalar.value) ? 2 : 1
    }

    /// Dashes and quotes, arrows and mathematics, frames and blocks, braille: one cell wide, never a mark, and in every frame.
    static func isPlainSymbol(_ value: UInt32) -> Bool {
        switch value {
        case 0x2010...0x2027, 0x2190...0x2319, 0x2500...0x25fc, 0x2801...0x28ff: true
        default: false
        }
    }

    /// Whether the scalar is drawn on top of the one before it.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x300: return false
        case 0x1160...0x11ff, 0xd7b0...0xd7ff: return true
        case 0x2e80..<0xa000: return (0x302a...0x302d).contains(scalar.value) || scalar.value == 0x3099 || scalar.value == 0x309a
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count - 1
        while low <= high {
            let middle = (low + high) / 2
            let range = wideRanges[middle]
            if value < range.0 { high = middle - 1 } else if value > range.1 { low = middle + 1 } else { return true }
        }
        return false
    }

    /// East Asian Width W and F of Unicode 15, with the ranges joined across code points that are not assigned.
    private static let wideRanges: [(UInt32, UInt32)] = [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE),
        (0x2614, 0x2615), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693), (0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE),
        (0x26C4, 0x26C5), (0x26CE, 0x26CE), (0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26FA, 0x26FA),
        (0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755),
        (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55),
        (0x2E80, 0x3029), (0x302E, 0x303E), (0x3041, 0x3096), (0x309B, 0xA4C6), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAD9),
        (0xFE10, 0xFE19), (0xFE30, 0xFE6B), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x16FE0, 0x16FE3), (0x16FF0, 0x1B2FB),
        (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F200, 0x1F320), (0x1F32D, 0x1F335),
        (0x1F337, 0x1F37C), (0x1F37E, 0x1F393), (0x1F3A0, 0x1F3CA), (0x1F3CF, 0x1F3D3), (0x1F3E0, 0x1F3F0), (0x1F3F4, 0x1F3F4),
        (0x1F3F8, 0x1F43E), (0x1F440, 0x1F440), (0x1F442, 0x1F4FC), (0x1F4FF, 0x1F53D), (0x1F54B, 0x1F54E), (0x1F550, 0x1F567),
        (0x1F57A, 0x1F57A), (0x1F595, 0x1F596), (0x1F5A4, 0x1F5A4), (0x1F5FB, 0x1F64F), (0x1F680, 0x1F6C5), (0x1F6CC, 0x1F6CC),
        (0x1F6D0, 0x1F6D2), (0x1F6D5, 0x1F6DF), (0x1F6EB, 0x1F6EC), (0x1F6F4, 0x1F6FC), (0x1F7E0, 0x1F7F0), (0x1F90C, 0x1F93A),
        (0x1F93C, 0x1F945), (0x1F947, 0x1F9FF), (0x1FA70, 0x1FAF6), (0x20000, 0x3FFFD),
    ]
}
