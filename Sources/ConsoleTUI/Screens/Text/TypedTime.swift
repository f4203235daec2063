import LaunchCore

/// A time as somebody in a hurry types it.
enum TypedTime {
    /// `14:02` and `14:02:11` are of today, or of yesterday where that would lie in the future; `5m` is so long ago; with a date, and
    /// with a zone where it is not the operator's own. Nil for anything else.
    static func read(_ text: String, now: Moment, secondsEast: Int) -> Moment? {
        if let ago = Duration(launchText: text.hasPrefix("-") ? String(text.dropFirst()) : text) { return now - ago }
        if let moment = Moment(rfc3339: text) { return moment }
        let zone = zoneText(secondsEast)
        if let moment = Moment(rfc3339: text + zone) ?? Moment(rfc3339: text + ":00" + zone) { return moment }
        let today = (now + .seconds(secondsEast)).calendarDate
        let date = "\(today.year)-\(Clock.two(Int64(today.month)))-\(Clock.two(Int64(today.day)))T"
        let clock = text.firstIndex(of: ":").map { text.distance(from: text.startIndex, to: $0) } == 1 ? "0" + text : text
        guard let moment = Moment(rfc3339: date + clock + zone) ?? Moment(rfc3339: date + clock + ":00" + zone) else { return nil }
        return moment > now ? moment - .seconds(86_400) : moment
    }

    private static func zoneText(_ secondsEast: Int) -> String {
        let minutes = Int64(abs(secondsEast) / 60)
        return "\(secondsEast < 0 ? "-" : "+")\(Clock.two(minutes / 60)):\(Clock.two(minutes % 60))"
    }
}
