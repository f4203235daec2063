import LaunchCore

/// Reads one timestamp at a place of a line.
struct TimeReader {
    private let line: [UInt8]
    private let now: Moment
    private let zone: Int
    private var index = 0

    init(_ line: [UInt8], now: Moment, zone: Int) {
        self.line = line
        self.now = now
        self.zone = zone
    }

    /// A timestamp that begins with a digit.
    mutating func number(at start: Int) -> Moment? {
        let digits = line[min(start, line.count)...].prefix(20).prefix { $0 &- 0x30 < 10 }.count
        index = start
        switch digits {
        case 4: return calendar()
        case 2: return commonLog(start) ?? timeOfDay(start)
        case 10, 13, 16: return sinceEpoch(digits)
        default: return nil
        }
    }

    /// A timestamp that begins with a letter: `Jan  2 03:04:05`, `E0102 03:04:05`.
    mutating func word(at start: Int) -> Moment? {
        index = start
        if let month = month(), take(" ") {
            _ = take(" ")
            guard let day = digits(2) ?? digits(1), take(" ") else { return nil }
            return inThisYear(month, day)
        }
        index = start + 1
        guard start == 0, "IWEF".utf8.contains(line[0]), let month = digits(2), let day = digits(2), take(" ") else { return nil }
        return inThisYear(month, day)
    }

    /// `2026-01-02T03:04:05.678+01:00`, `2026/01/02 03:04:05`.
    private mutating func calendar() -> Moment? {
        guard let year = digits(4), take("-") || take("/"), let month = digits(2), take("-") || take("/"), let day = digits(2),
            take("T") || take(" ") || take("t") || take("_")
        else { return nil }
        return clock(year, month, day)
    }

    /// `02/Jan/2026:03:04:05 +0000`
    private mutating func commonLog(_ start: Int) -> Moment? {
        index = start
        guard let day = digits(2), take("/"), let month = month(), take("/"), let year = digits(4), take(":") else { return nil }
        return clock(year, month, day)
    }

    /// `03:04:05`, of today.
    private mutating func timeOfDay(_ start: Int) -> Moment? {
        index = start
        let today = (now + .seconds(zone)).calendarDate
        return clock(today.year, today.month, today.day)
    }

    private mutating func sinceEpoch(_ count: Int) -> Moment? {
        guard let value = digits(count), index >= line.count || !isLetter(line[index]) else { return nil }
        let milliseconds: Int? =
            switch count {
            case 10: value * 1000 + (take(".") ? thousandths() : 0)
            case 13: value
            default: value / 1000
            }
        // Other numbers of ten digits are not times: between 2001 and 2100.
        guard let milliseconds, (1_000_000_000_000..<4_102_444_800_000).contains(milliseconds) else { return nil }
        return Moment(milliseconds: Int64(milliseconds))
    }

    /// Syslog leaves the year out: the one that makes it not lie in the future.
    private mutating func inThisYear(_ month: Int, _ day: Int) -> Moment? {
        let rest = index
        let year = (now + .seconds(zone)).calendarDate.year
        guard let time = clock(year, month, day) else { return nil }
        guard time > now + .seconds(86_400) else { return time }
        index = rest
        return clock(year - 1, month, day)
    }

    private mutating func clock(_ year: Int, _ month: Int, _ day: Int) -> Moment? {
        guard let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2), (1...12).contains(month),
            (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        let fraction = take(".") || take(",") ? thousandths() : 0
        let seconds = Moment.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - (offset() ?? zone)
        return Moment(milliseconds: Int64(seconds * 1000 + fraction))
    }

    /// `Z`, `+01:00`, ` +0100`: seconds east of UTC.
    private mutating func offset() -> Int? {
        let start = index
        if take("Z") { return 0 }
        _ = take(" ")
        let isWest = index < line.count && line[index] == UInt8(ascii: "-")
        guard take("+") || take("-"), let hours = digits(2) else {
            index = start
            return nil
        }
        _ = take(":")
        guard let minutes = digits(2), hours < 24, minutes < 60 else {
            index = start
            return nil
        }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    private mutating func thousandths() -> Int {
        var value = 0, place = 0
        while index < line.count, line[index] &- 0x30 < 10 {
            if place < 3 { value = value * 10 + Int(line[index] &- 0x30) }
            place += 1
            index += 1
        }
        while place < 3 {
            value *= 10
            place += 1
        }
        return value
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].map { Array($0.utf8) }

    private mutating func month() -> Int? {
        guard index + 3 <= line.count, let place = Self.months.firstIndex(where: { line[index...].starts(with: $0) }) else { return nil }
        index += 3
        return place + 1
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard index + count <= line.count else { return nil }
        var value = 0
        for place in index..<index + count {
            guard line[place] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(line[place] &- 0x30)
        }
        index += count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < line.count, UInt32(line[index]) == character.value else { return false }
        index += 1
        return true
    }

    private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
