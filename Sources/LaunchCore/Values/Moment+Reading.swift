extension Moment {
    /// Reads RFC 3339: `2026-11-21T14:02:11Z`, `2026-11-21 14:02:11.042+01:00`. Nil for anything else, and for a time without its
    /// zone, which could be any of 38 moments.
    public init?(rfc3339 text: some StringProtocol) {
        var rest = Array(text.utf8)[...]

        func digits(_ count: Int) -> Int? {
            guard rest.count >= count else { return nil }
            var value = 0
            for byte in rest.prefix(count) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            rest.removeFirst(count)
            return value
        }
        func take(_ characters: String) -> UInt8? {
            guard let first = rest.first, characters.utf8.contains(first) else { return nil }
            return rest.removeFirst()
        }

        guard let year = digits(4), take("-") != nil, let month = digits(2), take("-") != nil, let day = digits(2), take("Tt ") != nil,
            let hour = digits(2), take(":") != nil, let minute = digits(2), take(":") != nil, let second = digits(2),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var thousandths = 0
        if take(".,") != nil {
            let fraction = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !fraction.isEmpty else { return nil }
            for place in 0..<3 { thousandths = thousandths * 10 + (place < fraction.count ? Int(Array(fraction)[place] - 48) : 0) }
            rest.removeFirst(fraction.count)
        }
        var offset = 0
        if take("Zz") == nil {
            guard let sign = take("+-"), let hours = digits(2) else { return nil }
            _ = take(":")
            guard let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
        }
        guard rest.isEmpty else { return nil }
        let seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + (minute - offset) * 60 + second
        self.init(milliseconds: Int64(seconds * 1000 + thousandths))
    }

    /// Days since 1970-01-01, by the civil-to-days rule (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    public static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
