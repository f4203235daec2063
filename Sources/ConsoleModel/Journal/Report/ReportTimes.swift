import LaunchCore

/// Moments of a report as its reader says them: in one time zone, which the report names.
struct ReportTimes {
    /// East of UTC.
    let offset: Duration

    /// `UTC`, `UTC+02:00`
    var zone: String {
        let minutes = abs(offset.milliseconds) / 60_000
        guard minutes > 0 else { return "UTC" }
        return "UTC\(offset < .zero ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// `2026-11-21 14:02:11`: with the day, for a launch may go on for days.
    func clock(_ moment: Moment) -> String {
        let date = (moment + offset).calendarDate
        return "\(date.year)-\(two(Int64(date.month)))-\(two(Int64(date.day))) \(moment.timeOfDay(offset: offset))"
    }

    /// `T+00:42:17`, `T-00:10:00`
    func sinceStart(_ length: Duration?) -> String {
        guard let length else { return "" }
        let seconds = abs(length.milliseconds) / 1000
        return "T\(length < .zero ? "-" : "+")\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
