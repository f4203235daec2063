import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension SystemClock {
    /// How far this host's time zone is east of UTC at a moment.
    public static func zoneOffset(at moment: Moment) -> Duration {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return .seconds(Int64(parts.tm_gmtoff))
    }
}
