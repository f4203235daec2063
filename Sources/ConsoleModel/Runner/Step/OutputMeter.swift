import CPosix
import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads a step's output after it was written: counts and hashes it, and gives the middle of an enormous one back to the disk, since
/// the step writes to the file itself and is not to be stopped for talking much.
final class OutputMeter {
    /// Kept at the beginning and at the end of an output that is over the limit.
    private static let head: Int64 = 1 << 20
    private static let tail: Int64 = 64 << 20

    private let file: Descriptor
    private let start: Int64
    private let limit: Int64
    /// Where in the file the next look begins.
    private(set) var position: Int64
    private var hash = SHA256()
    private var dropped: Int64 = 0

    /// - Parameter start: where in the file the output begins.
    init(path: String, from start: Int64, limit: Int64) throws(SystemError) {
        file = try Descriptor(opening: path, O_RDWR | O_NOFOLLOW)
        self.start = start
        self.limit = limit
        position = start
    }

    var bytes: Int { Int(position - start) }

    /// Takes in what was written meanwhile, at most `budget` bytes of it.
    ///
    /// - Parameter end: what lies behind it in the file belongs to nobody.
    func advance(to end: Int64 = .max, budget: Int = 256 << 20) {
        var left = budget
        let size = 1 << 18
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) { buffer in
            while left > 0, position < end {
                let wanted = min(size, Int(min(Int64(size), end - position)))
                let count = pread(file.number, buffer.baseAddress, wanted, off_t(position))
                guard count > 0 else { return }
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                position += Int64(count)
                left -= count
            }
        }
        shrink()
    }

    /// The hash of everything up to `end`; nil where the file is shorter than that by now.
    func finish(at end: Int64) -> String? {
        while position < end {
            let before = position
            advance(to: end)
            if position == before { return nil }
        }
        return position == end && end > start ? hash.finalize().map { byte in Self.hex(byte) }.joined() : nil
    }

    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private func shrink() {
        guard position - start > limit else { return }
        // Whole blocks, and not for every few bytes.
        let first = (start + Self.head + 4095) & ~4095
        let last = (position - min(Self.tail, limit / 2)) & ~4095
        guard last - first - dropped >= min(16 << 20, limit / 2) else { return }
        guard cposix_punch_hole(file.number, off_t(first), off_t(last - first)) == 0 else { return }
        dropped = last - first
        let words = Array("\n[opsconsole: \(dropped) bytes of output were dropped from here on to spare the disk]\n".utf8)
        _ = pwrite(file.number, words, words.count, off_t(first))
    }
}
