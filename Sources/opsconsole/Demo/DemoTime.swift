import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Moments as the demo's logs and files write them.
enum DemoTime {
    /// `14:02:11`, local time.
    static func local(_ moment: Moment) -> String { format(moment, "%H:%M:%S", localtime_r) }

    /// `2026-11-21T14:02:11Z`
    static func stamp(_ moment: Moment) -> String { format(moment, "%Y-%m-%dT%H:%M:%SZ", gmtime_r) }

    private static func format(
        _ moment: Moment, _ pattern: String, _ split: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
    ) -> String {
        var seconds = time_t(moment.milliseconds / 1000)
        var parts = tm()
        guard split(&seconds, &parts) != nil else { return "" }
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, pattern, &parts)
        return String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
