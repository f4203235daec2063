/// What somebody who attaches to a terminal is shown of what went before: the newest text, or only the modes of a program that draws
/// the whole screen, which is then asked to draw it again.
///
/// Nothing that a terminal answers to is ever repeated: its answer would reach the command as if it had been typed.
struct TerminalReplay {
    private enum Place {
        case text, escape
        /// Parameters of a control sequence so far.
        case sequence([UInt8])
        /// A string for the terminal itself, to its end.
        case string
    }

    /// How much of the newest text is kept.
    static let limit = 64 << 10
    private static let escape: UInt8 = 0x1b
    private static let longestSequence = 64

    private var place = Place.text
    private var text: [UInt8] = []
    /// Private modes by number, in the order they were first set.
    private var modes: [(number: Int, isSet: Bool)] = []
    private var hasApplicationKeypad = false

    /// A program has the whole screen to itself.
    var isFullScreen: Bool { modes.contains { $0.isSet && Self.otherScreens.contains($0.number) } }
    private static let otherScreens: Set<Int> = [47, 1047, 1049]

    mutating func take(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let first = rest.first {
            guard case .text = place else {
                rest.removeFirst()
                step(first)
                continue
            }
            let plain = rest.prefix { $0 != Self.escape }
            keep(plain)
            rest = rest.dropFirst(plain.count)
            if !rest.isEmpty {
                rest.removeFirst()
                place = .escape
            }
        }
    }

    /// What brings a terminal that knows nothing yet to where this one is.
    var bytes: [UInt8] {
        let set = modes.filter(\.isSet).flatMap { Array("\u{1b}[?\($0.number)h".utf8) }
        let keypad = hasApplicationKeypad ? Array("\u{1b}=".utf8) : []
        return (isFullScreen ? [] : text.filter { $0 >= 0x20 && $0 != 0x7f || [7, 8, 9, 10, 13, Self.escape].contains($0) }) + set + keypad
    }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        guard !isFullScreen else { return }
        text += bytes
        if text.count > 2 * Self.limit { text.removeFirst(text.count - Self.limit) }
    }

    private mutating func step(_ byte: UInt8) {
        switch place {
        case .text: break
        case .escape:
            switch byte {
            case UInt8(ascii: "["): place = .sequence([])
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): place = .string
            case UInt8(ascii: "="), UInt8(ascii: ">"):
                hasApplicationKeypad = byte == UInt8(ascii: "=")
                place = .text
            case 0x20...0x2f, Self.escape: break
            default: place = .text
            }
        case .sequence(let parameters):
            if (0x20...0x3f).contains(byte), parameters.count < Self.longestSequence {
                place = .sequence(parameters + [byte])
            } else {
                place = .text
                finish(parameters, byte)
            }
        case .string: if byte == 7 || byte == Self.escape { place = byte == 7 ? .text : .escape }
        }
    }

    private mutating func finish(_ parameters: [UInt8], _ final: UInt8) {
        let isSetting = final == UInt8(ascii: "h")
        if parameters.first == UInt8(ascii: "?"), isSetting || final == UInt8(ascii: "l") {
            for word in parameters.dropFirst().split(separator: UInt8(ascii: ";")) {
                if let number = Int(String(decoding: word, as: UTF8.self)) { set(number, isSetting) }
            }
        } else if final == UInt8(ascii: "m") || final == UInt8(ascii: "K"), parameters.allSatisfy({ $0 < 0x3c }) {
            keep([Self.escape, UInt8(ascii: "[")] + parameters + [final])
        }
    }

    private mutating func set(_ number: Int, _ isSet: Bool) {
        if let index = modes.firstIndex(where: { $0.number == number }) {
            modes[index].isSet = isSet
        } else if modes.count < 64 {
            modes.append((number, isSet))
        }
    }
}
