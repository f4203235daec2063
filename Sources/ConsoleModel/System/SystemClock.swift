import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine's two clocks. The only place that reads them; everybody else is handed a `Now`.
public enum SystemClock {
    #if os(Linux)
        // Linux's monotonic clock already stands still in suspend.
        private static let steady = CLOCK_MONOTONIC
    #else
        private static let steady = CLOCK_UPTIME_RAW
    #endif

    public static func now() -> Now {
        let uptime = read(steady)
        return Now(wall: moment(), uptime: .seconds(Int64(uptime.tv_sec)) + .nanoseconds(Int64(uptime.tv_nsec)))
    }

    public static func moment() -> Moment {
        let time = read(CLOCK_REALTIME)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
