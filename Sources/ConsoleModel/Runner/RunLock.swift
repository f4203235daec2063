import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The lock of a run or of the launch's runner, held while the process lives. Unlike a `Lease` it is also held where the disk is too
/// full to write down by whom: a rollback does not wait for room. Its file's time of change is the runner's heartbeat.
final class RunLock {
    private let file: Descriptor

    private init(_ file: Descriptor) { self.file = file }

    /// Nil when somebody else has it.
    static func acquire(_ path: String, as holder: Lease.Holder, mode: mode_t) throws(SystemError) -> RunLock? {
        let file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
        guard try FileLock.take(file, path) else { return nil }
        let text = Array(holder.text.utf8)
        if pwrite(file.number, text, text.count, 0) == text.count { ftruncate(file.number, off_t(text.count)) }
        return RunLock(file)
    }

    func beat() { futimens(file.number, nil) }
}
