/// When a scan must let go, so that the next key is not kept waiting.
struct ScanDeadline {
    /// Milliseconds of uptime.
    private let end: Int64

    init(after milliseconds: Int64) { end = SystemClock.uptimeMilliseconds + milliseconds }

    var isOver: Bool { SystemClock.uptimeMilliseconds >= end }
}
