import LaunchCore

/// The lines, counts and status of one log.
///
/// Unchecked, because of the ring's bare memory: it belongs to this value alone, which only the lock gives access to.
struct LogContents: ~Copyable, @unchecked Sendable {
    static let byteCapacity = 4 << 20
    static let lineCapacity = 1 << 16

    var ring = LineRing(byteCapacity: byteCapacity, lineCapacity: lineCapacity)
    /// The beginning of a line whose end has not come yet; shown as the newest line.
    var partial: [UInt8] = []
    var partialMissing = 0
    var status: String
    var isFollowing = false
    var counters = LineCounters()
    /// Milliseconds since boot; nil while it is being followed.
    var lostSince: Int64?
    /// Names of the files the lines come from, where there are several.
    var origins: [String] = []
    /// False until the log was looked at once.
    var isSettled = false
    /// The newest lines as they were last asked for, and the number behind the last of them.
    var shown: [LogLine] = []
    var shownEnd = 0

    init(status: String) { self.status = status }
}

extension LogContents {
    mutating func append(_ block: UnsafeRawBufferPointer, through splitter: inout LineSplitter, origin: UInt16, isNew: Bool, now: Int64) {
        splitter.feed(block) { line, missing in
            ring.append(line, missing: missing, origin: origin)
            if isNew { counters.see(line) }
        }
        if isNew { counters.endBlock(now: now) }
    }

    mutating func showPartial(_ splitter: LineSplitter) {
        partial = splitter.partial
        partialMissing = splitter.partialMissing
    }

    mutating func flush(_ splitter: inout LineSplitter, origin: UInt16, now: Int64) {
        splitter.flush { line, missing in
            ring.append(line, missing: missing, origin: origin)
            counters.see(line)
        }
        counters.endBlock(now: now)
        partial = []
        partialMissing = 0
    }

    mutating func mark(_ text: String) {
        var text = text
        text.withUTF8 { ring.append(UnsafeRawBufferPointer($0), isMarker: true) }
    }

    /// - Returns: whether that is news.
    mutating func setStatus(_ status: String, isFollowing: Bool, now: Int64) -> Bool {
        guard status != self.status || isFollowing != self.isFollowing else { return false }
        lostSince = isFollowing ? nil : lostSince ?? now
        self.status = status
        self.isFollowing = isFollowing
        return true
    }

    mutating func origin(named name: String) -> UInt16 {
        if let known = origins.firstIndex(of: name) { return UInt16(known) }
        guard origins.count < Int(UInt16.max) else { return UInt16.max }
        origins.append(name)
        if origins.count == 2 { shown = [] }
        return UInt16(origins.count - 1)
    }

    func newestLines(_ count: Int) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var number = ring.end
        while number > ring.first, lines.count < count {
            number -= 1
            if !ring.entry(number).isMarker { lines.append(Array(ring.line(number))) }
        }
        return lines.reversed()
    }

    mutating func tail(_ count: Int, name: String, now: Int64) -> LogTail {
        refreshShown(count)
        var lines = shown
        if !partial.isEmpty {
            lines.append(partial.withUnsafeBytes { LogText.line($0, missing: partialMissing) })
            if lines.count > count { lines.removeFirst() }
        }
        return LogTail(
            name: name, status: status, isFollowing: isFollowing, lines: lines, total: counters.total,
            errors: counters.errors,
            perSecond: counters.perSecond(now: now))
    }

    /// Converts the lines that came since the last call, and older ones where more are asked for.
    private mutating func refreshShown(_ count: Int) {
        let start = max(ring.first, ring.end - count)
        let shownStart = shownEnd - shown.count
        if start < shownStart || start >= shownEnd {
            shown = []
            shownEnd = start
        } else {
            shown.removeFirst(start - shownStart)
        }
        for number in shownEnd..<ring.end { shown.append(logLine(number)) }
        shownEnd = ring.end
    }

    private func logLine(_ number: Int) -> LogLine {
        let entry = ring.entry(number)
        var line = LogText.line(ring.line(number), missing: Int(entry.missing), isMarker: entry.isMarker)
        if origins.count > 1, !entry.isMarker, Int(entry.origin) < origins.count {
            line.text = "\(origins[Int(entry.origin)]): \(line.text)"
        }
        return line
    }
}
