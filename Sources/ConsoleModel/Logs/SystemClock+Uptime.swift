extension SystemClock {
    /// Milliseconds since boot.
    static var uptimeMilliseconds: Int64 { now().uptime.milliseconds }
}
