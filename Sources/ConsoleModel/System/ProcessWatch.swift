import CPosix

/// Becomes readable when a process ends, whether or not it is a child of this one.
public struct ProcessWatch: Sendable {
    public let descriptor: Descriptor

    /// Nil where the process is gone already, or the system cannot do it.
    public init?(_ pid: Int32) {
        let number = cposix_watch_end(pid)
        guard number >= 0 else { return nil }
        descriptor = Descriptor(owning: number)
    }
}
