import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Waiting for one of a few descriptors.
enum PollSet {
    /// Waits until one is readable or closed, or the time is over. A signal may end it early, so that the caller looks again.
    static func wait(_ descriptors: [Descriptor], atMost limit: Duration) {
        var entries = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        let milliseconds = Int32(clamping: max(0, limit.milliseconds + (limit > .milliseconds(limit.milliseconds) ? 1 : 0)))
        _ = withExtendedLifetime(descriptors) { poll(&entries, nfds_t(entries.count), milliseconds) }
    }

    static func isReadable(_ descriptor: Descriptor) -> Bool {
        var entry = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }
}
