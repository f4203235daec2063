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
    private static let longestLine = 4 << 20

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
            if let pattern, Self.place(of: pattern, in: lines) == nil { return nil }
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

    /// The first line from `offset` on that is wanted, in the block of lines after it.
    func firstLine(from offset: Int, matching pattern: Pattern?, isWanted: (UnsafeRawBufferPointer) -> Bool) -> Found {
        guard loadWholeLines(from: offset) else { return .none(from: end) }
        let found = block.withUnsafeBytes { block -> Range<Int>? in
            let lines = UnsafeRawBufferPointer(rebasing: block[(offset - blockStart)...])
            var start = 0
            if let pattern {
                guard let place = Self.place(of: pattern, in: lines) else { return nil }
                start = Self.lineStart(lines, before: place)
            }
            return Self.lines(lines, start..<lines.count) { _, text in isWanted(text) }
        }
        return found.map { .line(offset + $0.lowerBound..<offset + $0.upperBound) } ?? .none(from: blockEnd)
    }

    /// Where the first match begins; the beginning where the pattern had to be stopped, so that line by line tells.
    private static func place(of pattern: Pattern, in lines: UnsafeRawBufferPointer) -> Int? {
        do { return try pattern.firstMatch(inBlock: lines) } catch { return 0 }
    }

    /// An offset soon after the first line that is not before a moment, in a file whose lines are in order of time.
    func offset(after moment: Moment, _ time: LineTime) -> Int {
        var low = 0, high = end
        while high - low > Self.blockSize {
            let middle = low + (high - low) / 2
            guard let (found, offset) = firstTime(from: middle, time), offset < high else { break }
            if found < moment { low = offset } else { high = middle }
        }
        return min(end, line(startingAt: high).map(\.upperBound) ?? end)
    }

    /// The first timestamp at or soon after an offset, and where its line begins.
    private func firstTime(from offset: Int, _ time: LineTime) -> (Moment, Int)? {
        var place = line(startingAt: offset)?.upperBound
        for _ in 0..<100 {
            guard let start = place, let range = line(startingAt: start) else { return nil }
            if let found = time.of(viewLine(range).bytes) { return (found, start) }
            place = range.upperBound
        }
        return nil
    }

    private static func lastLine(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ isWanted: (UnsafeRawBufferPointer) -> Bool
    ) -> Range<Int>? {
        var last: Range<Int>?
        _ = lines(bytes, range) { line, text in
            if isWanted(text) { last = line }
            return false
        }
        return last
    }

    /// The first line that `isLast` says so of; it gets each line with its end, and its text.
    private static func lines(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ isLast: (Range<Int>, UnsafeRawBufferPointer) -> Bool
    ) -> Range<Int>? {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = newline(bytes, from: start, to: range.upperBound).map { $0 + 1 } ?? range.upperBound
            var text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if text.last == UInt8(ascii: "\n") { text = .init(rebasing: text.dropLast()) }
            if text.last == UInt8(ascii: "\r") { text = .init(rebasing: text.dropLast()) }
            if isLast(start..<end, .init(rebasing: text.prefix(LineSplitter.longestLine))) { return start..<end }
            start = end
        }
        return nil
    }

    /// Where the line begins that `place` is in.
    private static func lineStart(_ bytes: UnsafeRawBufferPointer, before place: Int) -> Int {
        var start = min(place, bytes.count)
        while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start
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
        for size in [Self.blockSize, Self.longestLine] {
            read(max(0, offset - size), count: min(size, offset))
            if blockStart == 0 { return }
            if let newline = block.withUnsafeBytes({ Self.newline($0, from: 0, to: $0.count - 1) }) {
                block.removeSubrange(...newline)
                blockStart += newline + 1
                return
            }
        }
    }

    /// Makes the block hold whole lines from `offset` on. False where there are none.
    private func loadWholeLines(from offset: Int) -> Bool {
        if offset >= blockStart, offset < blockEnd, block.last == UInt8(ascii: "\n") { return true }
        guard offset < end else { return false }
        for size in [Self.blockSize, Self.longestLine] {
            read(offset, count: size)
            if blockEnd >= end { break }
            if let newline = block.lastIndex(of: UInt8(ascii: "\n")) {
                block.removeSubrange((newline + 1)...)
                break
            }
        }
        return !block.isEmpty
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
