import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The part of a file before the lines that are kept, read in windows as it is asked for, whatever its size.
final class FileHistory {
    private static let windowSize = 256 << 10
    /// A line longer than this is cut into several.
    private static let longestLine = 1 << 20

    private let file: OpenFile
    /// Where the kept lines begin.
    let end: Int
    private var window: [UInt8] = []
    private var windowStart = 0

    /// Nil where the file is no longer to be found under its name or a later one.
    init?(_ file: LogFile, end: Int) {
        guard end > 0, let open = Self.open(file) else { return nil }
        self.file = open
        self.end = end
    }

    func viewLine(_ range: Range<Int>) -> ViewLine {
        var bytes = Array(bytes(range).prefix(LineSplitter.longestLine + 2))
        let missing = range.count - bytes.count
        if missing == 0 {
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        }
        return ViewLine(bytes: bytes, missing: max(0, missing - 1), arrival: Moment(milliseconds: 0))
    }

    /// The line that ends right before `offset`, its newline included.
    func line(endingAt offset: Int) -> Range<Int>? {
        guard offset > 0 else { return nil }
        let lowest = max(0, offset - Self.longestLine)
        var position = offset - 1
        while position > lowest {
            load(around: position - 1, backwards: true)
            guard position > windowStart, position - windowStart <= window.count else { break }
            let found = window[..<(position - windowStart)].lastIndex(of: UInt8(ascii: "\n"))
            if let found { return (windowStart + found + 1)..<offset }
            position = windowStart
        }
        return max(lowest, 0)..<offset
    }

    /// The line that begins at `offset`, its newline included.
    func line(startingAt offset: Int) -> Range<Int>? {
        guard offset < end else { return nil }
        let highest = min(end, offset + Self.longestLine)
        var position = offset
        while position < highest {
            load(around: position, backwards: false)
            guard position >= windowStart, position < windowStart + window.count else { break }
            if let found = window[(position - windowStart)...].firstIndex(of: UInt8(ascii: "\n")), windowStart + found < highest {
                return offset..<(windowStart + found + 1)
            }
            position = windowStart + window.count
        }
        return offset..<highest
    }

    /// The last line in `start..<offset` that a pattern matches, looking at whole blocks at once; `start` is where a line begins.
    func lastLine(matching pattern: Pattern, from start: Int, before offset: Int) throws(PatternError) -> Range<Int>? {
        let block = file.bytes(at: start, count: offset - start)
        var last: Range<Int>?
        var position = 0
        while position < block.count, let match = try pattern.firstMatch(in: block, from: position) {
            let lineEnd = block[match.lowerBound...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? block.count
            let lineStart = block[..<match.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            if try pattern.matches(viewLine(start + lineStart..<start + lineEnd).bytes) { last = start + lineStart..<start + lineEnd }
            position = max(lineEnd, position + 1)
        }
        return last
    }

    private func bytes(_ range: Range<Int>) -> [UInt8] {
        let count = min(range.count, LineSplitter.longestLine + 2)
        if range.lowerBound >= windowStart, range.lowerBound + count <= windowStart + window.count {
            return Array(window[(range.lowerBound - windowStart)..<(range.lowerBound - windowStart + count)])
        }
        return file.bytes(at: range.lowerBound, count: count)
    }

    /// Makes the window hold a byte, and what lies before it, or behind it.
    private func load(around position: Int, backwards: Bool) {
        if position >= windowStart, position < windowStart + window.count { return }
        windowStart = backwards ? max(0, position + 1 - Self.windowSize) : position
        window = file.bytes(at: windowStart, count: min(Self.windowSize, end - windowStart))
    }

    private static func open(_ file: LogFile) -> OpenFile? {
        let cut = file.path.lastIndex(of: "/") ?? file.path.startIndex
        let directory = String(file.path[..<cut]), name = String(file.path[cut...].dropFirst())
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        for candidate in [name] + DirectoryListing.names(in: directory).filter({ $0.hasPrefix(stem) }) {
            let path = directory + "/" + candidate
            if FileFacts(path: path)?.identity == file.identity, let open = OpenFile.open(path, origin: 0) { return open }
        }
        return nil
    }
}
