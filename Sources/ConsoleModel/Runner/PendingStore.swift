#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of lines that can be written although the disk is full: its blocks are taken at the beginning.
final class PendingStore {
    private static let capacity = 64 * 1024

    private let file: Descriptor?

    /// Without a file, where it cannot be made, nothing is kept; the runner's memory is then all there is.
    init(path: String, mode: mode_t) {
        file = try? Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
        guard let file, lseek(file.number, 0, SEEK_END) < Self.capacity else { return }
        let zeros = [UInt8](repeating: 0, count: Self.capacity)
        // Only behind what is there.
        let size = Int(max(0, lseek(file.number, 0, SEEK_END)))
        _ = pwrite(file.number, zeros, Self.capacity - size, off_t(size))
        fsync(file.number)
    }

    func lines() -> [String] { file.map(Self.lines) ?? [] }

    /// What another process keeps there; nothing is made.
    static func read(_ path: String) -> [String] { (try? Descriptor(opening: path, O_RDONLY | O_NOFOLLOW)).map(lines) ?? [] }

    private static func lines(_ file: Descriptor) -> [String] {
        var first: UInt8 = 0
        // Nearly always there is nothing: that costs one byte.
        guard pread(file.number, &first, 1, 0) == 1, first != 0 else { return [] }
        return String(decoding: file.contents(limit: capacity).prefix { $0 != 0 }, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Replaces what is there; what does not fit is left out.
    func write(_ lines: [some Sequence<UInt8>]) {
        guard let file else { return }
        var bytes: [UInt8] = []
        for line in lines {
            let line = Array(line) + [UInt8(ascii: "\n")]
            if bytes.count + line.count >= Self.capacity { break }
            bytes += line
        }
        bytes.append(0)
        _ = pwrite(file.number, bytes, bytes.count, 0)
        fsync(file.number)
    }

    func clear() {
        guard let file else { return }
        _ = pwrite(file.number, [0], 1, 0)
    }
}
