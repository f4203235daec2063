import LaunchCore

/// Times as people read them at a glance.
enum Clock {
    /// `T+00:42:17`, `T+2d 03:04:05`, `T-00:10:00`; `T+--:--:--` before T0.
    static func sinceStart(_ elapsed: Duration?) -> String {
        guard let elapsed else { return "T+--:--:--" }
        let total = abs(elapsed.milliseconds) / 1000
        let days = total / 86_400
        let sign = elapsed < .zero ? "T-" : "T+"
        let clock = "\(two(total / 3600 % 24)):\(two(total / 60 % 60)):\(two(total % 60))"
        return days > 0 ? "\(sign)\(days)d \(clock)" : sign + clock
    }

    /// Time since T0 in eight cells at most: `+2:17`, `-10:00`, `+1:02:17`, `+2d 03h`.
    static func shortSinceStart(_ elapsed: Duration) -> String {
        let total = abs(elapsed.milliseconds) / 1000
        let sign = elapsed < .zero && total > 0 ? "-" : "+"
        if total >= 360_000 { return "\(sign)\(total / 86_400)d \(two(total / 3600 % 24))h" }
        if total >= 3600 { return "\(sign)\(total / 3600):\(two(total / 60 % 60)):\(two(total % 60))" }
        return "\(sign)\(total / 60):\(two(total % 60))"
    }

    /// `0:27`, `17:43`, `1:02:03`, `2d 01:02:03`; nothing below zero.
    static func countdown(_ left: Duration) -> String {
        let total = max(0, (left.milliseconds + 999) / 1000)
        if total >= 86_400 { return "\(total / 86_400)d \(two(total / 3600 % 24)):\(two(total / 60 % 60)):\(two(total % 60))" }
        if total >= 3600 { return "\(total / 3600):\(two(total / 60 % 60)):\(two(total % 60))" }
        return "\(total / 60):\(two(total % 60))"
    }

    /// The age of a value in one unit: `0s`, `59s`, `2m`, `3h`, `4d`.
    static func age(_ age: Duration) -> String {
        let total = max(0, age.milliseconds) / 1000
        switch total {
        case ..<60: return "\(total)s"
        case ..<3600: return "\(total / 60)m"
        case ..<86_400: return "\(total / 3600)h"
        default: return "\(total / 86_400)d"
        }
    }

    /// The age of a value for a row of many: `<10s`, `10s`, `20s`, `1m`. A figure that turns every second on every row draws the eye
    /// from what matters, and costs a slow link more than all else; that a value is too old is told by its sign and in full.
    static func roughAge(_ age: Duration) -> String {
        let total = max(0, age.milliseconds) / 1000
        if total < 10 { return "<10s" }
        return Self.age(total < 60 ? .seconds(total / 10 * 10) : age)
    }

    /// How long an answer took: `<10ms`, `81ms`, `4.1s`.
    static func latency(_ length: Duration) -> String { length < .milliseconds(10) ? "<10ms" : length.shortText }

    /// A short length of time: `81ms`, `4.1s`, `2m05s`, `1h02m`.
    static func length(_ length: Duration) -> String { length.shortText }

    static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Snapshot {
    /// `14:02`, or `11-20 14:02` on another day than today, in the operator's time zone.
    func clock(_ moment: Moment) -> String { String(clockWithSeconds(moment).dropLast(3)) }

    /// `14:02:11`, or `11-20 14:02:11`.
    func clockWithSeconds(_ moment: Moment) -> String {
        let offset = Duration.seconds(secondsEast)
        let clock = moment.timeOfDay(offset: offset)
        let day = (moment + offset).calendarDate
        if day == (now.wall + offset).calendarDate { return clock }
        return "\(Clock.two(Int64(day.month)))-\(Clock.two(Int64(day.day))) \(clock)"
    }

    func age(of moment: Moment) -> Duration { now.wall - moment }
}
