#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Room on the disk that is taken when a run begins and given back piece by piece, so that a step can begin after the one before it has
/// filled the disk with its output.
final class DiskReserve {
    private static let whole = 1 << 20
    /// What the files of one attempt need, each of them a block at least.
    private static let piece = 64 << 10

    private let file: Descriptor?

    /// Nothing is kept where the disk is full already.
    init(path: String, mode: mode_t) {
        file = try? Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
        // The name is not needed: the room goes with the runner.
        unlink(path)
        guard let file else { return }
        let zeros = [UInt8](repeating: 0, count: Self.piece)
        for _ in 0..<(Self.whole / Self.piece) where write(file.number, zeros, zeros.count) < zeros.count { return }
    }

    /// Gives back what the next attempt needs.
    func release() {
        guard let file else { return }
        let size = Int(lseek(file.number, 0, SEEK_END))
        ftruncate(file.number, off_t(max(0, size - Self.piece)))
    }
}
