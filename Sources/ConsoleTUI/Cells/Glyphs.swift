/// One cell's worth of text: a scalar with the marks that sit on it, and the cells it takes (1 or 2).
public struct Glyph: Hashable, Sendable {
    public let text: String
    public let width: Int
}

/// Splits text into glyphs that every terminal counts alike.
///
/// What cannot be drawn safely is made visible (a control character becomes its picture, a bidi override becomes U+FFFD).
/// What terminals disagree about is reduced: a joined emoji to its first part, a flag to its two letters, a keycap to its
/// digit; variation selectors and skin tones go. Text has been made printable long before it gets here: this is the last gate.
public struct Glyphs: Sequence, IteratorProtocol {
    private var rest: String.UnicodeScalarView.Iterator
    private var ahead: Unicode.Scalar?

    public init(_ text: String) {
        rest = text.unicodeScalars.makeIterator()
        ahead = rest.next()
    }

    public mutating func next() -> Glyph? {
        while let scalar = ahead {
            ahead = rest.next()
            if scalar.value >= 0x20, scalar.value < 0x7f, (ahead?.value ?? 0) < 0x300 {
                return Glyph(text: Self.ascii[Int(scalar.value)], width: 1)
            }
            if TextWidth.isPlainSymbol(scalar.value), Self.isPlain(ahead) {
                return Glyph(text: String(Character(scalar)), width: 1)
            }
            if Self.isSilent(scalar) { continue }
            if TextWidth.isMark(scalar) { return marked("\u{25cc}", first: scalar) }
            let base = Self.visible(scalar)
            return marked(base, first: nil)
        }
        return nil
    }

    /// `base` with the marks that follow it in the text, as many as ncurses can hold in a cell.
    private mutating func marked(_ base: Unicode.Scalar, first: Unicode.Scalar?) -> Glyph {
        var text = String(Character(base))
        var room = 4
        if let first {
            text.unicodeScalars.append(first)
            room -= 1
        }
        var joined = false
        while let scalar = ahead {
            if Self.isSilent(scalar) {
                joined = scalar.value == 0x200d
            } else if joined, Self.isPictograph(base), Self.isPictograph(scalar) {
                joined = false
            } else if Self.isSkinTone(scalar), Self.isPictograph(base) {
                joined = false
            } else if TextWidth.isMark(scalar) {
                if room > 0 { text.unicodeScalars.append(scalar) }
                room -= 1
            } else {
                break
            }
            ahead = rest.next()
        }
        return Glyph(text: text, width: TextWidth.of(base))
    }

    /// Whether a scalar begins a glyph of its own beyond doubt, as most do.
    private static func isPlain(_ scalar: Unicode.Scalar?) -> Bool {
        guard let value = scalar?.value else { return true }
        return value < 0xad || TextWidth.isPlainSymbol(value)
    }

    /// Takes no cell and changes none that is drawn: joiners, variation selectors, soft hyphens, tags, the keycap's frame.
    private static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xad, 0x34f, 0x180b...0x180f, 0x200b...0x200d, 0x2060...0x2064, 0x20e3, 0xfe00...0xfe0f, 0xfeff, 0xe0000...0xe0fff: true
        default: false
        }
    }

    private static func isSkinTone(_ scalar: Unicode.Scalar) -> Bool { (0x1f3fb...0x1f3ff).contains(scalar.value) }

    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        (0x2190..<0x2e80).contains(scalar.value) || (0x1f000..<0x20000).contains(scalar.value)
    }

    /// The scalar itself, or the sign that stands for it.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{fffd}"
        switch scalar.value {
        case 0x09: return " "
        case 0..<0x20: return Unicode.Scalar(0x2400 + scalar.value) ?? replacement
        case 0x7f: return "\u{2421}"
        case 0x80..<0xa0, 0x2028, 0x2029: return replacement
        case 0xa0: return " "
        case 0..<0x300: return scalar
        case 0x1f1e6...0x1f1ff: return Unicode.Scalar(scalar.value - 0x1f1e6 + 0x41) ?? replacement
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format, .control, .surrogate, .unassigned: return replacement
        default: return scalar
        }
    }

    private static let ascii: [String] = (0..<128).map { String(Character(Unicode.Scalar(UInt8($0)))) }
}
