#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FileWatch {
    /// Waits until a file was touched or the time is over, for readers without a loop of their own.
    public func wait(atMost limit: Duration) {
        var entry = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, Int32(clamping: max(0, limit.milliseconds)))
        drain()
    }
}
