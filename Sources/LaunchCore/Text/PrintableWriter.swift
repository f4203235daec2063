/// Builds one printable line out of bytes: decodes UTF-8, decides for each scalar whether it is shown, counts columns for tabs and
/// marks for the bound on them.
struct PrintableWriter {
    /// More combining marks than this on one base climb over the lines above; the rest is told as `<+9 marks>`.
    static let marksPerBase = 4
    private static let tabWidth = 8

    private let limit: Int
    private var output: [UInt8] = []
    /// Scalars in `output`.
    private var length = 0
    private var column = 0
    /// What a mark or a variation selector would attach to; nil at the start, after a space and after anything made visible.
    private var base: Unicode.Scalar?
    private var marks = 0
    private var marksLeftOut = 0

    init(limit: Int, capacity: Int) {
        self.limit = limit
        output.reserveCapacity(capacity)
    }

    private var isFull: Bool { length > limit }

    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count, !isFull {
            let run = Printable.printableASCIIPrefix(bytes, from: index) - index
            let end = index + (run > limit - length ? limit - length + 1 : run)
            if end > index {
                writeASCII(UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
                index = end
            } else if let (scalar, size) = UTF8Decoding.scalar(in: bytes, at: index) {
                index += size
                if scalar == "\u{200D}", joinsPeople(bytes, at: index) { append(scalar) } else { write(scalar) }
            } else {
                writeVisible("<\(hexadecimal(UInt32(bytes[index]), digits: 2))>")
                index += 1
            }
        }
        tellMarksLeftOut()
    }

    /// The text written; a text longer than the limit ends in `…`.
    consuming func finish() -> String {
        guard length > limit else { return String(decoding: output, as: UTF8.self) }
        guard limit > 0 else { return "" }
        var end = output.count
        for _ in 0...(length - limit) {
            repeat { end -= 1 } while output[end] & 0xC0 == 0x80
        }
        return String(decoding: output[..<end], as: UTF8.self) + "…"
    }

    private mutating func writeASCII(_ run: UnsafeRawBufferPointer) {
        tellMarksLeftOut()
        output.append(contentsOf: run)
        length += run.count
        column += run.count
        marks = 0
        if let last = run.last { base = last == 0x20 ? nil : Unicode.Scalar(last) }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar.visibility {
        case .shown(let columns):
            tellMarksLeftOut()
            append(scalar)
            column += columns
            // A tone of skin belongs to the person before it.
            if !(scalar.properties.isEmojiModifier && base?.properties.isEmojiModifierBase == true) {
                base = scalar.properties.isWhitespace ? nil : scalar
            }
            marks = 0
        case .mark: writeMark(scalar)
        case .variationSelector:
            if marks == 0, let base, base.properties.isEmoji {
                append(scalar)
                marks = 1
            } else {
                writeVisible("<U+\(hexadecimal(scalar.value, digits: 4))>")
            }
        case .control where scalar == "\t": writeTab()
        case .control: writeVisible("^\(Unicode.Scalar(UInt8(scalar.value) ^ 0x40))")
        case .hidden: writeVisible("<U+\(hexadecimal(scalar.value, digits: 4))>")
        }
    }

    /// Whether a joiner right before `index` makes one sign of two, as in a person and a computer: other joined signs can hide one.
    private func joinsPeople(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
        guard let base, base.properties.isEmojiModifierBase, marksLeftOut == 0, index < bytes.count else { return false }
        guard let (next, _) = UTF8Decoding.scalar(in: bytes, at: index) else { return false }
        return next.value > 0x2000 && next.properties.isEmoji
    }

    private mutating func writeMark(_ scalar: Unicode.Scalar) {
        guard base != nil else { return writeVisible("<U+\(hexadecimal(scalar.value, digits: 4))>") }
        if marks < Self.marksPerBase {
            append(scalar)
        } else {
            marksLeftOut += 1
        }
        marks += 1
    }

    private mutating func writeTab() {
        tellMarksLeftOut()
        let spaces = Self.tabWidth - column % Self.tabWidth
        output.append(contentsOf: repeatElement(0x20, count: spaces))
        length += spaces
        column += spaces
        base = nil
    }

    private mutating func writeVisible(_ text: String) {
        tellMarksLeftOut()
        output.append(contentsOf: text.utf8)
        length += text.utf8.count
        column += text.utf8.count
        base = nil
        marks = 0
    }

    private mutating func tellMarksLeftOut() {
        guard marksLeftOut > 0 else { return }
        let count = marksLeftOut
        marksLeftOut = 0
        writeVisible("<+\(count) marks>")
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        output.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
        length += 1
    }

    private func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
