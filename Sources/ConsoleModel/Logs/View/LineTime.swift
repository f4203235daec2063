import LaunchCore

/// Reads the timestamp off a line: ISO 8601, nginx's error log, the common log format, syslog, glog, seconds or milliseconds since 1970,
/// and the usual fields of JSON lines. A time without its zone is taken for this host's.
struct LineTime {
    /// Timestamps stand near the beginning of a line.
    private static let farthest = 100

    /// For what a timestamp leaves out: the year, the day.
    let now: Moment
    /// Seconds east of UTC.
    var zone: Int

    init(now: Moment) {
        self.now = now
        zone = Int(SystemClock.zoneOffset(at: now).milliseconds / 1000)
    }

    func of(_ line: [UInt8]) -> Moment? {
        if line.first == UInt8(ascii: "{") { return inJSON(line) }
        var reader = TimeReader(line, now: now, zone: zone)
        for index in 0..<min(line.count, Self.farthest) {
            let byte = line[index]
            let isDigit = byte &- 0x30 < 10, isLetter = (byte | 0x20) &- 0x61 < 26
            guard isDigit || isLetter, index == 0 || isBoundary(line[index - 1]) else { continue }
            if let time = isDigit ? reader.number(at: index) : reader.word(at: index) { return time }
        }
        return nil
    }

    /// Gives every line of several logs a time to be ordered by: its own, else that of the line before it, else when it was read.
    func fill(_ tails: inout [[ViewLine]]) {
        for log in tails.indices {
            var last: Moment?
            for index in tails[log].indices {
                let line = tails[log][index]
                last = line.isMarker ? line.arrival : of(line.bytes) ?? last ?? line.arrival
                tails[log][index].time = last
            }
        }
    }

    private func isBoundary(_ byte: UInt8) -> Bool { !(byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x2D) }

    private static let fields = ["time", "ts", "timestamp", "@timestamp", "t", "datetime", "date", "eventTime"].map {
        Array("\"\($0)\"".utf8)
    }

    private func inJSON(_ line: [UInt8]) -> Moment? {
        var reader = TimeReader(line, now: now, zone: zone)
        for index in line.indices.prefix(4096) where line[index] == UInt8(ascii: "\"") {
            guard let field = Self.fields.first(where: { line[index...].starts(with: $0) }) else { continue }
            var value = index + field.count
            while value < line.count, line[value] == UInt8(ascii: ":") || line[value] == UInt8(ascii: " ") { value += 1 }
            guard value > index + field.count else { continue }
            if value < line.count, line[value] == UInt8(ascii: "\"") { value += 1 }
            if let time = reader.number(at: value) { return time }
        }
        return nil
    }
}
