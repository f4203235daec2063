extension Moment {
    /// `2026-11-21T14:02:11.042Z`: RFC 3339 in UTC.
    public var rfc3339: String {
        let date = calendarDate
        return "\(date.year)-\(two(date.month))-\(two(date.day))T\(clock).\(three)Z"
    }

    private var clock: String {
        let second = Int((milliseconds.quotientAndFloorRemainder(by: 86_400_000).remainder) / 1000)
        return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    private var three: String {
        let rest = Int(milliseconds.quotientAndFloorRemainder(by: 1000).remainder)
        return String(1000 + rest).dropFirst().description
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The Gregorian date in UTC, by the days-to-civil rule (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    public var calendarDate: (year: Int, month: Int, day: Int) {
        let days = Int(milliseconds.quotientAndFloorRemainder(by: 86_400_000).quotient) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The time of day, `14:02:11`, in a zone `offset` from UTC.
    public func timeOfDay(offset: Duration) -> String { (self + offset).clock }
}

extension Int64 {
    fileprivate func quotientAndFloorRemainder(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        var (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 {
            quotient -= 1
            remainder += divisor
        }
        return (quotient, remainder)
    }
}
