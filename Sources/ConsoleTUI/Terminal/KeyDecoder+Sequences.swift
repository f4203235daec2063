/// The escape sequences of keys as xterm, its kin, the Linux console, screen, tmux and rxvt send them. Modifiers of
/// cursor and function keys are ignored, Shift with Tab apart.
extension KeyDecoder {
    /// "All is well", to the question `ESC[5n`.
    static let answer: [UInt8] = Array("\u{1b}[0n".utf8)

    /// `ESC [ parameters final`.
    static func controlSequence(_ rest: ArraySlice<UInt8>, final isFinal: Bool) -> Step {
        var end = rest.startIndex + 2
        if end < rest.endIndex, rest[end] == UInt8(ascii: "[") { return consoleFunction(rest, isFinal) }
        while end < rest.endIndex, (0x20..<0x40).contains(rest[end]), end - rest.startIndex < 64 { end += 1 }
        guard end < rest.endIndex else { return isFinal ? unfinished(rest) : .more }
        let length = end - rest.startIndex + 1
        guard (0x40..<0x7f).contains(rest[end]) else { return .skip(length - 1) }
        let body = rest[rest.startIndex + 2..<end]
        if body.first == UInt8(ascii: "<") { return mouse(body.dropFirst(), released: rest[end] == UInt8(ascii: "m"), length: length) }
        // Answers of the terminal to questions nobody asked.
        if body.contains(where: { (0x3c..<0x40).contains($0) }) { return .skip(length) }
        let parameters = numbers(body)
        switch rest[end] {
        case UInt8(ascii: "~"):
            if parameters.first == 200 { return .paste(length) }
            return numbered(parameters.first ?? 0).map { .key($0, length) } ?? .skip(length)
        case UInt8(ascii: "Z"): return .key(.backTab, length)
        case UInt8(ascii: "n"): return .answer(length)
        case let letter: return lettered(letter).map { .key($0, length) } ?? .skip(length)
        }
    }

    /// `ESC O letter`, a number for the modifiers in between in some terminals.
    static func singleShift(_ rest: ArraySlice<UInt8>, final: Bool) -> Step {
        var end = rest.startIndex + 2
        while end < rest.endIndex, (0x30..<0x40).contains(rest[end]), end - rest.startIndex < 8 { end += 1 }
        guard end < rest.endIndex else { return final ? unfinished(rest) : .more }
        let length = end - rest.startIndex + 1
        switch rest[end] {
        case UInt8(ascii: "M"): return .key(.enter, length)
        case UInt8(ascii: "j")...UInt8(ascii: "y"): return .key(.character(Character(Unicode.Scalar(rest[end] - 0x40))), length)
        case let letter: return lettered(letter).map { .key($0, length) } ?? .skip(length)
        }
    }

    /// A terminal's answer to a question nobody asked: `ESC ] ... BEL` or `... ESC \`.
    static func string(_ rest: ArraySlice<UInt8>, final: Bool) -> Step {
        var index = rest.startIndex + 2
        while index < rest.endIndex {
            if rest[index] == 0x07 { return .skip(index - rest.startIndex + 1) }
            if rest[index] == 0x1b, index + 1 < rest.endIndex { return .skip(index - rest.startIndex + 2) }
            index += 1
        }
        return final || rest.count > 4096 ? unfinished(rest) : .more
    }

    /// Alt and the character when nothing more has come; else it was a sequence cut short, and no keys are made of it.
    private static func unfinished(_ rest: ArraySlice<UInt8>) -> Step {
        guard rest.count == 2 else { return .skip(rest.count) }
        return .key(.alt(Character(Unicode.Scalar(rest[rest.startIndex + 1]))), 2)
    }

    /// The Linux console's F1 to F5: `ESC [ [ A`.
    private static func consoleFunction(_ rest: ArraySlice<UInt8>, _ final: Bool) -> Step {
        guard rest.count > 3 else { return final ? .skip(rest.count) : .more }
        let letter = rest[rest.startIndex + 3]
        guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return .skip(3) }
        return .key(.function(Int(letter - UInt8(ascii: "A")) + 1), 4)
    }

    private static func lettered(_ letter: UInt8) -> Key? {
        switch letter {
        case UInt8(ascii: "A"), UInt8(ascii: "a"): .up
        case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
        case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
        case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(letter - UInt8(ascii: "P")) + 1)
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28...29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// `button;column;row` of xterm's SGR mouse reports. Presses and the wheel are keys; releases and motion are not.
    private static func mouse(_ body: ArraySlice<UInt8>, released: Bool, length: Int) -> Step {
        let values = numbers(body)
        guard values.count == 3, !released, values[0] & 32 == 0 else { return .skip(length) }
        let button: Mouse.Button
        switch values[0] & ~0b11100 {
        case 0: button = .left
        case 1: button = .middle
        case 2: button = .right
        case 64: button = .wheelUp
        case 65: button = .wheelDown
        default: return .skip(length)
        }
        return .key(.mouse(Mouse(button: button, at: Point(x: max(0, values[1] - 1), y: max(0, values[2] - 1)))), length)
    }

    private static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
        body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
            digits.prefix(6).reduce(0) { (0x30..<0x3a).contains($1) ? $0 * 10 + Int($1 - 0x30) : $0 }
        }
    }
}
