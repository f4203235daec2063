/// What a command prints when it is started again, held back until it is clear how much of it is there already. Commands that follow a
/// log begin with its last lines: the longest beginning that equals the end of the known lines is left out.
struct LineResumption {
    /// Silence, in milliseconds, that tells that the lines of before have come.
    private static let quiet: Int64 = 300
    private static let longest: Int64 = 3000
    private static let mostBytes = 1 << 20
    /// Where a command need not repeat anything, fewer equal lines than this may be chance.
    private static let fewestLines = 3

    private let known: [[UInt8]]
    private let isSure: Bool
    private let started: Int64
    private var held: [UInt8] = []
    /// The uptime in milliseconds at which it is decided, if nothing more comes.
    private(set) var due: Int64

    /// - Parameter known: the newest lines, the oldest first.
    /// - Parameter isSure: whether the command repeats lines of before for certain.
    init(known: [[UInt8]], now: Int64, isSure: Bool) {
        self.known = known
        self.isSure = isSure
        started = now
        due = now + Self.longest
    }

    var isEmpty: Bool { held.isEmpty }

    /// True when enough has come to decide.
    mutating func take(_ bytes: UnsafeRawBufferPointer, now: Int64) -> Bool {
        held.append(contentsOf: bytes)
        due = min(now + Self.quiet, started + Self.longest)
        return held.count >= Self.mostBytes
    }

    /// The bytes that are not known.
    var fresh: ArraySlice<UInt8> {
        let lines = heldLines
        guard let repeated = repeatedLines(lines), repeated > 0 else { return held[...] }
        return held[lines[repeated - 1].end...]
    }

    /// Whether nothing of what was printed is known, though something must be if all was seen.
    var mayMissLines: Bool { isSure && !known.isEmpty && repeatedLines(heldLines) == nil }

    private struct Line {
        var text: ArraySlice<UInt8>
        /// Behind its newline.
        var end: Int
    }

    private var heldLines: [Line] {
        var lines: [Line] = []
        var start = 0
        while let newline = held[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let text = held[start..<newline]
            lines.append(
                Line(text: (text.last == UInt8(ascii: "\r") ? text.dropLast() : text).prefix(LineSplitter.longestLine), end: newline + 1))
            start = newline + 1
        }
        return lines
    }

    private func repeatedLines(_ lines: [Line]) -> Int? {
        let fewest = isSure ? 1 : Self.fewestLines
        for count in stride(from: min(lines.count, known.count), through: fewest, by: -1)
        where known[known.count - 1] == Array(lines[count - 1].text) && zip(known.suffix(count), lines).allSatisfy({ $0 == Array($1.text) })
        {
            return count
        }
        return nil
    }
}
