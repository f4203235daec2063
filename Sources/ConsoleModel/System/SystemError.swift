#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A system call that failed, in words for the operator: `cannot open /srv/x: Permission denied`.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried: `open`, `lock`, `create`.
    public var action: String
    public var path: String
    /// The `errno` of the call.
    public var number: Int32

    public init(_ action: String, _ path: String, number: Int32 = errno) {
        self.action = action
        self.path = path
        self.number = number
    }

    /// The system's words for the number: `No space left on device`.
    public var reason: String { String(cString: strerror(number)) }
    public var description: String { "cannot \(action) \(path): \(reason)" }
}
