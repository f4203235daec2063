#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Locks of an open file description, on the whole file. Unlike `flock` they can be asked about, and unlike classic record locks they
/// do not vanish when another part of the process closes the same file.
enum FileLock {
    // The C headers show these only with extensions that the module map leaves off.
    #if os(Linux)
        private static let ask: Int32 = 36
        private static let set: Int32 = 37
    #else
        private static let ask: Int32 = 92
        private static let set: Int32 = 90
    #endif

    /// False when somebody else has it.
    static func take(_ file: Descriptor, _ path: String) throws(SystemError) -> Bool {
        var lock = wholeFile(F_WRLCK)
        if fcntl(file.number, set, &lock) == 0 { return true }
        if errno == EAGAIN || errno == EACCES { return false }
        throw SystemError("lock", path)
    }

    static func isTaken(_ file: Descriptor, _ path: String) throws(SystemError) -> Bool {
        var lock = wholeFile(F_WRLCK)
        guard fcntl(file.number, ask, &lock) == 0 else { throw SystemError("look at the lock of", path) }
        return Int32(lock.l_type) != Int32(F_UNLCK)
    }

    static func release(_ file: Descriptor) {
        var lock = wholeFile(F_UNLCK)
        _ = fcntl(file.number, set, &lock)
    }

    private static func wholeFile(_ kind: some BinaryInteger) -> flock {
        var lock = flock()
        lock.l_type = Int16(truncatingIfNeeded: kind)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }
}
