import ConsoleTUI

extension ScreenEmulator {
    /// What has been read of a sequence.
    struct Parser: Sendable {
        enum State: Sendable { case ground, escape, control, string, charset(Int) }

        var state = State.ground
        var body: [UInt8] = []
        var text: [UInt8] = []
        var textLength = 0
    }

    /// Takes bytes a program has written.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    private mutating func feed(_ byte: UInt8) {
        // CAN ends a sequence wherever it was cut short.
        if byte == 0x18 {
            parser.state = .ground
            parser.text = []
            return
        }
        switch parser.state {
        case .ground: ground(byte)
        case .escape: escape(byte)
        case .control: control(byte)
        case .charset(let slot):
            lineDrawing[slot] = byte == UInt8(ascii: "0")
            parser.state = .ground
        case .string:
            if byte == 0x07 { parser.state = .ground }
            if byte == 0x1b { parser.state = .escape }
        }
    }

    private mutating func ground(_ byte: UInt8) {
        switch byte {
        case 0x1b: parser.state = .escape
        case 0x00: break
        case 0x07: bells += 1
        case 0x08: move(toX: x - 1, y: y)
        case 0x09: move(toX: min(width - 1, (x / 8 + 1) * 8), y: y)
        case 0x0a, 0x0b, 0x0c: lineFeed()
        case 0x0d: move(toX: 0, y: y)
        case 0x0e: charset = 1
        case 0x0f: charset = 0
        case 0x01..<0x20, 0x7f: note("control \(byte)")
        case 0x20..<0x7f: print(String(Character(Unicode.Scalar(byte))))
        default: encoded(byte)
        }
    }

    /// A byte of UTF-8 beyond ASCII.
    private mutating func encoded(_ byte: UInt8) {
        if byte >= 0xc0 {
            parser.text = []
            parser.textLength = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
        }
        parser.text.append(byte)
        guard parser.text.count >= parser.textLength else { return }
        let glyph = String(decoding: parser.text, as: UTF8.self)
        if glyph == "\u{fffd}", parser.text != Array("\u{fffd}".utf8) { note("no UTF-8: \(parser.text)") }
        if glyph.unicodeScalars.allSatisfy({ $0.properties.generalCategory == .nonspacingMark }) { combine(glyph) } else { print(glyph) }
        parser.text = []
    }

    private mutating func escape(_ byte: UInt8) {
        parser.state = .ground
        switch byte {
        case UInt8(ascii: "["):
            parser.state = .control
            parser.body = []
        case UInt8(ascii: "]"), UInt8(ascii: "P"): parser.state = .string
        case UInt8(ascii: "("): parser.state = .charset(0)
        case UInt8(ascii: ")"): parser.state = .charset(1)
        case UInt8(ascii: "7"): saved = (x, y, look)
        case UInt8(ascii: "8"):
            move(toX: saved.x, y: saved.y)
            look = saved.look
        case UInt8(ascii: "="): isKeypadOn = true
        case UInt8(ascii: ">"): isKeypadOn = false
        case UInt8(ascii: "D"): lineFeed()
        case UInt8(ascii: "M"): reverseLineFeed()
        case UInt8(ascii: "E"):
            x = 0
            lineFeed()
        case UInt8(ascii: "\\"), UInt8(ascii: "H"): break
        default: note("ESC \(Character(Unicode.Scalar(byte)))")
        }
    }

    private mutating func control(_ byte: UInt8) {
        guard (0x40..<0x7f).contains(byte) else {
            parser.body.append(byte)
            return
        }
        parser.state = .ground
        let isPrivate = parser.body.first == UInt8(ascii: "?")
        let digits = parser.body.filter { $0 == UInt8(ascii: ";") || (0x30..<0x3a).contains($0) }
        let numbers = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        let hasIntermediate = parser.body.contains { (0x20..<0x30).contains($0) }
        if isPrivate {
            setModes(numbers, final: byte)
        } else if hasIntermediate || parser.body.first.map({ $0 >= 0x3c }) == true {
            // Soft reset and reports change nothing that is looked at here.
            if byte != UInt8(ascii: "p"), byte != UInt8(ascii: "q"), byte != UInt8(ascii: "m") { note(sequence(byte)) }
        } else {
            perform(byte, numbers)
        }
    }

    func sequence(_ final: UInt8) -> String { "CSI " + String(decoding: parser.body + [final], as: UTF8.self) }

    mutating func note(_ what: String) { unknown.append(what) }
}
