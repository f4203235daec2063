/// Finds where the last lines of a file begin, reading backwards, whatever the file's size.
enum TailStart {
    /// Bytes looked at from the end, at most.
    static let farthest = 4 << 20
    private static let step = 64 << 10

    /// The offset at which the last `lines` lines begin, an unfinished last one not counted; where they lie farther back than `farthest`,
    /// that at which the first line after that begins, or a place in the midst of a line longer than that.
    static func offset(in file: OpenFile, size: Int, lines: Int) -> Int {
        var position = size, found = 0, earliest: Int?
        let lowest = max(0, size - farthest)
        while position > lowest {
            let start = max(lowest, position - step)
            let block = file.bytes(at: start, count: position - start)
            guard block.count == position - start else { break }
            for index in block.indices.reversed() where block[index] == UInt8(ascii: "\n") {
                found += 1
                if found > lines { return start + index + 1 }
                if start + index + 1 < size { earliest = start + index + 1 }
            }
            position = start
        }
        return position == 0 ? 0 : earliest ?? position
    }
}
