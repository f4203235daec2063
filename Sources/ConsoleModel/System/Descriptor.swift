#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file that is closed with its last owner. Never inherited by the commands this process starts.
public final class Descriptor: Sendable {
    public let number: Int32

    /// Takes over `number`: nobody else may close it.
    public init(owning number: Int32) { self.number = number }

    /// - Parameter mode: the permissions of a file it creates; set in full, whatever the process's umask says.
    public convenience init(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) {
        let existed = flags & O_CREAT != 0 && access(path, F_OK) == 0
        var number: Int32
        repeat { number = open(path, flags | O_CLOEXEC, mode) } while number < 0 && errno == EINTR
        guard number >= 0 else { throw SystemError("open", path) }
        self.init(owning: number)
        guard flags & O_CREAT != 0, !existed else { return }
        fchmod(number, mode)
        if let owner = FileOwner(forNew: path) { fchown(number, owner.user, owner.group) }
    }

    deinit { close(number) }

    /// At most `limit` bytes from the start of the file.
    public func contents(limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var result: Int
            repeat { result = pread(number, buffer.baseAddress, limit, 0) } while result < 0 && errno == EINTR
            count = max(0, result)
        }
    }
}
