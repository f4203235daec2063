import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The part of a file before the lines that are kept, read in blocks as it is asked for, whatever its size.
final class FileHistory {
    private static let blockSize = 1 << 20
    /// Of a block, so much is looked at at once for its last line that is wanted.
    private static let stride = 64 << 10
    /// A line longer than this is cut into several.
    private static let longestLine = 1 << 20

    private let file: OpenFile
    /// Where the kept lines begin.
    let end: Int
    private var block: [UInt8] = []
    private var blockStart = 0

    /// Nil where the file is no longer to be found under its name or a later one.
    init?(_ file: LogFile, end: Int) {
        guard end > 0, let open = Self.open(file) else { return nil }
        self.file = open
        self.end = end
    }

    func viewLine(_ range: Range<Int>) -> ViewLine {
        let count = min(range.count, LineSplitter.longestLine)
        let isHere = range.lowerBound >= blockStart && range.lowerBound + count <= blockEnd
        let start = range.lowerBound - blockStart
        var bytes = isHere ? Array(block[start..<start + count]) : file.bytes(at: range.lowerBound, count: count)
        let missing = range.count - bytes.count
        if missing == 0, bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if missing == 0, bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return ViewLine(bytes: bytes, missing: max(0, missing - 1), arrival: Moment(milliseconds: 0))
    }

    /// The line that ends right before `offset`, its newline included.
    func line(endingAt offset: Int) -> Range<Int>? {
        guard offset > 0 else { return nil }
        load(endingAt: offset)
        let newline = block[..<max(0, offset - 1 - blockStart)].lastIndex(of: UInt8(ascii: "\n"))
        return (newline.map { blockStart + $0 + 1 } ?? blockStart)..<offset
    }

    /// The line that begins at `offset`, its newline included.
    func line(startingAt offset: Int) -> Range<Int>? {
        guard offset < end else { return nil }
        if offset < blockStart || offset >= blockEnd { read(offset, count: Self.blockSize) }
        if let range = lineInBlock(offset) { return range }
        read(offset, count: Self.longestLine)
        return lineInBlock(offset) ?? offset..<max(offset + 1, blockEnd)
    }

    enum Found {
        case line(Range<Int>)
        /// There is none from this offset on.
        case none(from: Int)
    }

    /// The last line before `offset` that is wanted, in the block of lines before it.
    /// - Parameter pattern: only lines that match it can be wanted; a block without a match is passed over whole.
    func lastLine(before offset: Int, matching pattern: Pattern?, isWanted: (UnsafeRawBufferPointer) -> Bool) -> Found {
        load(endingAt: offset)
        let found = block.withUnsafeBytes { block -> Range<Int>? in
            let lines = UnsafeRawBufferPointer(rebasing: block[..<(offset - blockStart)])
            if let pattern, (try? pattern.firstMatch(in: lines)) == nil { return nil }
            var end = lines.count
            while end > 0 {
                let start = Self.lineStart(lines, near: end - Self.stride, before: end)
                if let range = Self.lastLine(lines, start..<end, isWanted) { return range }
                end = start
            }
            return nil
        }
        return found.map { .line(blockStart + $0.lowerBound..<blockStart + $0.upperBound) } ?? .none(from: blockStart)
    }

    private static func lastLine(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ isWanted: (UnsafeRawBufferPointer) -> Bool
    ) -> Range<Int>? {
        var last: Range<Int>?
        var start = range.lowerBound
        while start < range.upperBound {
            let end = newline(bytes, from: start, to: range.upperBound).map { $0 + 1 } ?? range.upperBound
            var text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if text.last == UInt8(ascii: "\n") { text = .init(rebasing: text.dropLast()) }
            if text.last == UInt8(ascii: "\r") { text = .init(rebasing: text.dropLast()) }
            if isWanted(.init(rebasing: text.prefix(LineSplitter.longestLine))) { last = start..<end }
            start = end
        }
        return last
    }

    /// Where a line begins, at `place` or soon after.
    private static func lineStart(_ bytes: UnsafeRawBufferPointer, near place: Int, before end: Int) -> Int {
        guard place > 0 else { return 0 }
        return newline(bytes, from: place - 1, to: end - 1).map { $0 + 1 } ?? 0
    }

    private static func newline(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = bytes.baseAddress else { return nil }
        return memchr(base + start, Int32(UInt8(ascii: "\n")), end - start).map { UnsafeRawPointer($0) - base }
    }
}

extension FileHistory {
    private var blockEnd: Int { blockStart + block.count }

    private func lineInBlock(_ offset: Int) -> Range<Int>? {
        block.withUnsafeBytes { Self.newline($0, from: offset - blockStart, to: $0.count) }.map { offset..<blockStart + $0 + 1 }
    }

    /// Makes the block hold whole lines before `offset`.
    private func load(endingAt offset: Int) {
        if offset - 1 > blockStart, offset <= blockEnd { return }
        read(max(0, offset - Self.blockSize), count: min(Self.blockSize, offset))
        guard blockStart > 0, let newline = block.withUnsafeBytes({ Self.newline($0, from: 0, to: $0.count - 1) }) else { return }
        block.removeSubrange(...newline)
        blockStart += newline + 1
    }

    private func read(_ start: Int, count: Int) {
        block = file.bytes(at: start, count: min(count, end - start))
        blockStart = start
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
