import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Values from many threads for one that takes them all at once.
public final class Inbox<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    private let arrival: WakePipe

    /// - Throws: when the process has no descriptors left.
    public init() throws(SystemError) { arrival = try WakePipe() }

    /// From any thread; never blocks.
    public func put(_ value: Value) {
        values.withLock { $0.append(value) }
        arrival.signal()
    }

    /// Lets `take` return although there is nothing; from any thread.
    public func wake() { arrival.signal() }

    /// Takes all there is: at once where there is something or `other` is readable, else after at most `patience`. One thread only.
    public func take(within patience: Duration, or other: Int32? = nil) -> [Value] {
        var entries = [arrival.readEnd, other ?? -1].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Rounded up: a wait that ends a little early would only be followed by another.
        poll(&entries, nfds_t(entries.count), Int32(clamping: max(0, patience.milliseconds + 1)))
        if entries[0].revents != 0 { arrival.drain() }
        return values.withLock { values in
            defer { values = [] }
            return values
        }
    }
}
