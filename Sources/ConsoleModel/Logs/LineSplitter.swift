#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cuts a stream of bytes into lines. A line ends at LF; a CR right before it belongs to the end. What has no end yet waits.
struct LineSplitter {
    /// Bytes of a line that are kept; the rest is counted and left out.
    static let longestLine = 64 << 10

    /// The beginning of a line whose end has not come, at most `longestLine` bytes of it.
    private(set) var partial: [UInt8] = []
    private(set) var partialMissing = 0
    /// Where in the stream the next byte stands; for whoever skips to say.
    var position = 0
    /// Where the beginning that waits stands in the stream.
    private(set) var partialPosition = 0

    var hasPartial: Bool { !partial.isEmpty }

    /// Takes a line that ended, without its end.
    /// - Parameter missing: how many bytes of it were left out.
    /// - Parameter position: where in the stream it began.
    typealias Taking = (_ line: UnsafeRawBufferPointer, _ missing: Int, _ position: Int) -> Void

    mutating func feed(_ block: UnsafeRawBufferPointer, line: Taking) {
        guard let base = block.baseAddress else { return }
        var start = 0
        while start < block.count, let newline = memchr(base + start, Int32(UInt8(ascii: "\n")), block.count - start) {
            let end = UnsafeRawPointer(newline) - base
            let piece = UnsafeRawBufferPointer(start: base + start, count: end - start)
            if partial.isEmpty { Self.emit(piece, missing: 0, at: position + start, line) } else { finishPartial(with: piece, line) }
            start = end + 1
        }
        if start < block.count, partial.isEmpty { partialPosition = position + start }
        position += block.count
        if start < block.count { keep(UnsafeRawBufferPointer(start: base + start, count: block.count - start)) }
    }

    /// Takes what waits for its end as a whole line: nothing will follow it.
    mutating func flush(line: Taking) {
        guard hasPartial else { return }
        finishPartial(with: UnsafeRawBufferPointer(start: nil, count: 0), line)
    }

    private mutating func keep(_ piece: UnsafeRawBufferPointer) {
        let room = max(0, Self.longestLine - partial.count)
        partial.append(contentsOf: piece.prefix(room))
        partialMissing += max(0, piece.count - room)
    }

    private mutating func finishPartial(with piece: UnsafeRawBufferPointer, _ line: Taking) {
        keep(piece)
        partial.withUnsafeBytes { Self.emit($0, missing: partialMissing, at: partialPosition, line) }
        partial.removeAll(keepingCapacity: partial.count <= 4096)
        partialMissing = 0
    }

    private static func emit(_ piece: UnsafeRawBufferPointer, missing: Int, at position: Int, _ line: Taking) {
        let kept = min(piece.count, longestLine)
        let cut = missing + piece.count - kept
        let hasReturn = cut == 0 && kept > 0 && piece[kept - 1] == UInt8(ascii: "\r")
        line(UnsafeRawBufferPointer(rebasing: piece[..<(hasReturn ? kept - 1 : kept)]), cut, position)
    }
}
