/// What an attached console sends to the terminal of a command. What comes back is the terminal's output as it is, without frames.
enum TerminalFrame: Hashable, Sendable {
    case keys([UInt8])
    case size(rows: Int, columns: Int)

    /// The longest content; more keys are more frames.
    static let limit = 4096

    /// Kind, length in two bytes, content.
    var bytes: [UInt8] {
        switch self {
        case .keys(let keys): [UInt8(ascii: "k")] + Self.number(keys.count) + keys
        case .size(let rows, let columns): [UInt8(ascii: "s")] + Self.number(4) + Self.number(rows) + Self.number(columns)
        }
    }

    private static func number(_ value: Int) -> [UInt8] {
        let value = UInt16(clamping: value)
        return [UInt8(value >> 8), UInt8(value & 0xff)]
    }
}

/// Cuts what a console sends into frames.
struct TerminalFrames {
    /// Something that is no console speaks there.
    struct Nonsense: Error {}

    private var heard: [UInt8] = []

    mutating func take(_ bytes: [UInt8]) throws(Nonsense) -> [TerminalFrame] {
        heard += bytes
        var frames: [TerminalFrame] = []
        var start = 0
        while heard.count - start >= 3 {
            let length = number(at: start + 1)
            guard length <= TerminalFrame.limit else { throw Nonsense() }
            let end = start + 3 + length
            guard heard.count >= end else { break }
            switch heard[start] {
            case UInt8(ascii: "k"): frames.append(.keys(Array(heard[start + 3..<end])))
            case UInt8(ascii: "s") where length == 4: frames.append(.size(rows: number(at: start + 3), columns: number(at: start + 5)))
            default: throw Nonsense()
            }
            start = end
        }
        heard.removeFirst(start)
        return frames
    }

    private func number(at index: Int) -> Int { Int(heard[index]) << 8 | Int(heard[index + 1]) }
}
