/// Reads what a program sent to a terminal, byte by byte, for what a full-screen program never sends of its own: then it came from outside.
public struct OutputAudit {
    /// What was found, with what stands around it.
    public private(set) var offences: [String] = []
    private let bytes: [UInt8]
    private var isInTitle = false

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var index = 0
        while index < bytes.count, offences.count < 20 { index = next(index) }
    }

    private mutating func next(_ index: Int) -> Int {
        switch bytes[index] {
        case 0x07 where isInTitle:
            isInTitle = false
            return index + 1
        case 0x1b: return sequence(index)
        // ncurses moves with these, and sends the bell and the other character set.
        case 0x08, 0x09, 0x0a, 0x0d, 0x0e, 0x0f: return index + 1
        case 0x20..<0x7f: return index + 1
        case 0x80...: return character(index)
        default:
            note("the control character \(bytes[index])", index)
            return index + 1
        }
    }

    /// Only what moves, colours, clears, sets modes and margins; of strings to the terminal only the title, of questions only whether it
    /// is alive.
    private mutating func sequence(_ start: Int) -> Int {
        guard start + 1 < bytes.count else { return start + 1 }
        if isInTitle { note("an escape in the title", start) }
        if bytes[start...].starts(with: Array("\u{1b}]2;".utf8)) {
            isInTitle = true
            return start + 4
        }
        if bytes[start...].starts(with: Array("\u{1b}[5n".utf8)) { return start + 4 }
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            var end = start + 2
            while end < bytes.count, !(0x40...0x7e).contains(bytes[end]) { end += 1 }
            guard end < bytes.count else { return end }
            if !"ABCDGHJKLMPXbdfhlmr@STt".utf8.contains(bytes[end]) { note("a sequence that ends in \(bytes[end])", start) }
            return end + 1
        case UInt8(ascii: "("), UInt8(ascii: ")"): return start + 3
        case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "M"): return start + 2
        default:
            note("an escape sequence", start)
            return start + 2
        }
    }

    private mutating func character(_ start: Int) -> Int {
        let length = bytes[start] >= 0xf0 ? 4 : bytes[start] >= 0xe0 ? 3 : 2
        guard start + length <= bytes.count else { return bytes.count }
        guard let text = String(validating: bytes[start..<start + length], as: UTF8.self), let scalar = text.unicodeScalars.first else {
            note("invalid UTF-8", start)
            return start + 1
        }
        switch scalar.value {
        case 0x80..<0xa0, 0xad, 0x61c, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f:
            note("U+\(String(scalar.value, radix: 16))", start)
        default: break
        }
        return start + length
    }

    private mutating func note(_ what: String, _ index: Int) {
        let around = bytes[max(0, index - 30)..<min(bytes.count, index + 30)]
        offences.append("\(what) in \(String(decoding: around, as: UTF8.self).debugDescription)")
    }
}
