/// Brings the lines of one source into a `LogBuffer`. All of it happens on the reading thread.
protocol LogFollower: AnyObject {
    /// To be polled for reading; -1 for none.
    var descriptor: Int32 { get }
    /// The latest uptime in milliseconds at which `step` must be called again, whatever happens.
    var due: Int64 { get }
    /// Whether there is something to do at once.
    var isReady: Bool { get }

    func note(_ event: FileEvent)
    /// `descriptor` has something to read or has ended.
    func noteReadable()
    /// Reads what there is, a few megabytes at most.
    /// - Parameter scratch: memory for one read, at least 64 KiB.
    func step(_ scratch: UnsafeMutableRawBufferPointer, now: Int64)
    /// Lets go of everything.
    func end()
}
