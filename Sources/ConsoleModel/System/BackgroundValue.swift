import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A value that is made on another thread, for a loop that has better things to do than to wait for it.
public final class BackgroundValue<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let pipe: WakePipe

    /// Begins at once.
    ///
    /// - Throws: when the process has no descriptor or thread left.
    public init(_ make: @escaping @Sendable () -> Value) throws(SystemError) {
        let pipe = try WakePipe()
        self.pipe = pipe
        try startThread { [self] in
            let value = make()
            made.withLock { $0 = value }
            pipe.signal()
        }
    }

    /// Readable once the value is there, until `drainWake`. It is open as long as this object is kept.
    public var wakeDescriptor: Int32 { pipe.readEnd }

    public func drainWake() { pipe.drain() }

    /// Nil while it is being made.
    public var value: Value? { made.withLock { $0 } }

    /// Waits for it, at most that many milliseconds.
    public func wait(milliseconds: Int32) -> Value? {
        if let value { return value }
        var descriptor = pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)
        poll(&descriptor, 1, milliseconds)
        return value
    }
}
