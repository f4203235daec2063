import LaunchCore

/// What is being pasted, until the terminal says that it was all. Bounded: what is too long loses its end.
struct PasteBuffer: Sendable {
    static let limit = 65_536
    private static let ending: [UInt8] = Array("\u{1b}[201~".utf8)

    private var bytes: [UInt8] = []
    private var matched = 0

    /// Adds one byte; answers whether the paste is complete.
    mutating func append(_ byte: UInt8) -> Bool {
        if byte == Self.ending[matched] {
            matched += 1
            return matched == Self.ending.count
        }
        keep(Self.ending.prefix(matched))
        matched = 0
        if byte == Self.ending[0] { matched = 1 } else { keep(CollectionOfOne(byte)) }
        return false
    }

    /// Takes out what came in between: a terminal asked for a sign of life gives it in the middle of a paste, too.
    /// - Returns: how many there were.
    mutating func removeAnswers() -> Int {
        var count = 0
        while let place = bytes.firstRange(of: KeyDecoder.answer) {
            bytes.removeSubrange(place)
            count += 1
        }
        return count
    }

    private mutating func keep(_ new: some Collection<UInt8>) {
        bytes.append(contentsOf: new.prefix(max(0, Self.limit - bytes.count)))
    }

    /// Lines of printable text.
    var text: String {
        var lines: [String] = []
        var previous: UInt8 = 0
        var line: [UInt8] = []
        for byte in bytes {
            if byte == 0x0d || (byte == 0x0a && previous != 0x0d) {
                lines.append(Printable.text(bytes: line))
                line = []
            } else if byte != 0x0a {
                line.append(byte)
            }
            previous = byte
        }
        lines.append(Printable.text(bytes: line))
        return lines.joined(separator: "\n")
    }
}
