/// Tells which sequences of a program's output a terminal's entry does not have: those it might print instead of obeying.
public struct TerminfoAudit {
    /// Those that must be there word for word.
    private var exact: Set<[UInt8]> = []
    /// Whether the entry puts the title away with the screen: then it may have one.
    private var allowsTitle = false
    /// Those that move or count, every number in them being `#`.
    private var shapes: Set<[UInt8]> = []

    /// - Parameter besides: what the program documents beyond the entry.
    public init(_ entry: TerminfoEntry, besides: [String] = []) {
        for (name, format) in entry.strings {
            switch name {
            case "setaf", "setab", "setf", "setb":
                for colour in 0..<max(8, min(256, entry.colours)) { allow(TerminfoFormat.expand(format, [colour])) }
            case "sgr":
                for bits in 0..<512 { allow(TerminfoFormat.expand(format, (0..<9).map { bits >> $0 & 1 })) }
            case "rep": allowShape(Array(TerminfoFormat.expand(format, [65, 77]).drop { $0 == 65 }))
            case let key where key.hasPrefix("k") && format.first == 0x1b: break
            default: format.contains(UInt8(ascii: "%")) ? allowAny(format) : allow(format)
            }
        }
        // Pastes are asked for in brackets from all terminals of xterm's kind.
        allowsTitle = entry.strings["smcup"].map { String(decoding: $0, as: UTF8.self).contains("\u{1b}[22;0") } ?? false
        if let start = entry.strings["smcup"], String(decoding: start, as: UTF8.self).contains("1049") {
            for modes in ["\u{1b}[?2004h", "\u{1b}[?2004l"] { allow(Array(modes.utf8)) }
        }
        // Who says where its cursor is may be asked for a sign of life.
        if entry.strings["u7"] == Array("\u{1b}[6n".utf8) { allow(Array("\u{1b}[5n".utf8)) }
        for sequence in besides { allow(Array(sequence.utf8)) }
    }

    private mutating func allow(_ bytes: [UInt8]) {
        for sequence in Self.sequences(in: bytes) { exact.insert(sequence) }
    }

    /// The number of a mode is no number that counts: of a string that switches one, only what it comes to is allowed.
    private mutating func allowAny(_ format: [UInt8]) {
        guard !format.starts(with: Array("\u{1b}[?".utf8)) else {
            for parameter in 0...2 { allow(TerminfoFormat.expand(format, [parameter, parameter])) }
            return
        }
        allowShape(TerminfoFormat.expand(format, [77, 88]))
    }

    private mutating func allowShape(_ bytes: [UInt8]) {
        for sequence in Self.sequences(in: bytes) { shapes.insert(Self.shape(of: sequence)) }
    }

    /// What is not in the entry, printable, each once.
    public func offences(in output: [UInt8]) -> [String] {
        var found: Set<String> = []
        for sequence in Self.sequences(in: output) where !exact.contains(sequence) && !shapes.contains(Self.shape(of: sequence)) {
            if allowsTitle, sequence.starts(with: Array("\u{1b}]2;".utf8)), sequence.last == 0x07 { continue }
            found.insert(String(decoding: sequence, as: UTF8.self).debugDescription)
        }
        return found.sorted()
    }

    private static func shape(of sequence: [UInt8]) -> [UInt8] {
        var shape: [UInt8] = []
        for byte in sequence {
            let isDigit = (0x30..<0x3a).contains(byte)
            if isDigit, shape.last == UInt8(ascii: "#") { continue }
            shape.append(isDigit ? UInt8(ascii: "#") : byte)
        }
        return shape
    }

    /// Control characters and escape sequences, one by one, text left out.
    static func sequences(in bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var index = 0
        while index < bytes.count {
            let end = self.end(of: bytes, from: index)
            if bytes[index] < 0x20 || bytes[index] == 0x7f { found.append(Array(bytes[index..<end])) }
            index = end
        }
        return found
    }

    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        guard bytes[start] == 0x1b, start + 1 < bytes.count else { return start + 1 }
        func after(_ first: Int, _ isLast: (UInt8) -> Bool) -> Int {
            var index = first
            while index < bytes.count, !isLast(bytes[index]) { index += 1 }
            return min(bytes.count, index + 1)
        }
        switch bytes[start + 1] {
        case UInt8(ascii: "["): return after(start + 2) { (0x40...0x7e).contains($0) }
        case UInt8(ascii: "]"), UInt8(ascii: "P"):
            let end = after(start + 2) { $0 == 0x07 || $0 == 0x1b }
            return end <= bytes.count && bytes[end - 1] == 0x1b ? min(bytes.count, end + 1) : end
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "#"):
            return min(bytes.count, start + 3)
        default: return start + 2
        }
    }
}
