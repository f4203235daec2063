/// Finds where the last lines of a file begin, reading backwards, whatever the file's size.
enum TailStart {
    /// Bytes looked at from the end, at most.
    static let farthest = 1 << 20
    private static let step = 64 << 10

    /// The offset at which the last `lines` lines begin, an unfinished last one not counted; or a place `farthest` before the end.
    static func offset(in file: OpenFile, size: Int, lines: Int) -> Int {
        var position = size, found = 0
        let lowest = max(0, size - farthest)
        while position > lowest {
            let start = max(lowest, position - step)
            let block = file.bytes(at: start, count: position - start)
            guard block.count == position - start else { break }
            for index in block.indices.reversed() where block[index] == UInt8(ascii: "\n") {
                found += 1
                if found > lines { return start + index + 1 }
            }
            position = start
        }
        return position
    }
}
