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
    private var partialEntry = LineRing.Entry(arrival: 0, offset: 0)
    var status: String
    var isFollowing = false
    var counters = LineCounters()
    /// Milliseconds since boot; nil while it is being followed.
    var lostSince: Int64?
    /// Keeps the lines that pass the operator's filter; nil without one.
    var sieve: LineSieve?
    /// The files that lines were read from, by number.
    private(set) var files: [UInt8: LogFile] = [:]
    private var nextFile: UInt8 = 0
    /// What shows the lines that are no longer kept, where something does; printable.
    var elsewhere: String?
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
    /// Where lines come from.
    struct Origin {
        let file: UInt8
        let name: UInt16

        init(_ file: OpenFile?) {
            self.file = file?.number ?? LogFile.none
            name = file?.origin ?? 0
        }

        func entry(now: Now) -> LineRing.Entry {
            LineRing.Entry(arrival: now.wall.milliseconds, offset: 0, origin: name, file: file)
        }
    }

    mutating func append(
        _ block: UnsafeRawBufferPointer, through splitter: inout LineSplitter, _ origin: Origin, isNew: Bool, now: Now
    ) {
        var entry = origin.entry(now: now)
        splitter.feed(block) { line, missing, position in
            entry.missing = UInt32(clamping: missing)
            entry.offset = Int64(position)
            ring.append(line, entry)
            sieve?.take(line, entry)
            if isNew { counters.see(line) }
        }
        if isNew { counters.endBlock(now: now.uptime.milliseconds) }
    }

    mutating func showPartial(_ splitter: LineSplitter, _ origin: Origin, now: Now) {
        partial = splitter.partial
        partialMissing = splitter.partialMissing
        partialEntry = origin.entry(now: now)
        partialEntry.missing = UInt32(clamping: partialMissing)
        partialEntry.offset = Int64(splitter.partialPosition)
    }

    mutating func flush(_ splitter: inout LineSplitter, _ origin: Origin, now: Now) {
        var entry = origin.entry(now: now)
        splitter.flush { line, missing, position in
            entry.missing = UInt32(clamping: missing)
            entry.offset = Int64(position)
            ring.append(line, entry)
            sieve?.take(line, entry)
            counters.see(line)
        }
        counters.endBlock(now: now.uptime.milliseconds)
    }

    mutating func mark(_ text: String, isShared: Bool, now: Moment) {
        var text = text
        var entry = LineRing.Entry(arrival: now.milliseconds, offset: 0, isMarker: true)
        entry.isShared = isShared
        text.withUTF8 { ring.append(UnsafeRawBufferPointer($0), entry) }
        text.withUTF8 { sieve?.take(UnsafeRawBufferPointer($0), entry) }
    }

    mutating func number(of file: LogFile) -> UInt8 {
        nextFile = nextFile == LogFile.none - 1 ? 0 : nextFile + 1
        files[nextFile] = file
        return nextFile
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

    /// The newest lines that pass the filter, the oldest first, an unfinished one included.
    func viewLines(_ count: Int) -> [ViewLine] {
        var lines = sieve.map { $0.lines(count, origins: origins) } ?? ViewLine.lines(of: ring, count, origins: origins)
        if !partial.isEmpty, sieve?.filter.passes(partial) ?? true {
            var line = ViewLine(bytes: partial, missing: partialMissing, arrival: lines.last?.arrival ?? Moment(milliseconds: 0))
            line.number = sieve?.end ?? ring.end
            lines.append(line)
        }
        return lines.suffix(count)
    }

    /// Filters what comes from now on, and what came since.
    /// - Parameter since: the number of the first line that is filtered.
    /// - Returns: false, and nothing is changed, where lines since then are gone.
    mutating func filter(by filter: LineFilter, since number: Int) -> Bool {
        guard number >= ring.first else { return false }
        let sieve = LineSieve(filter)
        for number in number..<ring.end { sieve.take(ring.line(number), ring.entry(number)) }
        self.sieve = sieve
        return true
    }

    /// All that is kept, as it is now.
    /// - Parameter withPartial: whether a line that has no end yet is one of them.
    func freeze(withPartial: Bool) -> HeldLines {
        var copy = ring.copy()
        if withPartial, !partial.isEmpty { partial.withUnsafeBytes { copy.append($0, partialEntry) } }
        var history: FileHistory?
        if copy.first < copy.end, origins.count <= 1 {
            let oldest = copy.entry(copy.first)
            history = files[oldest.file].flatMap { FileHistory($0, end: Int(oldest.offset)) }
        }
        return HeldLines(copy, lastNumber: ring.end, origins: origins, history: history, elsewhere: elsewhere)
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
        if line.severity >= .error { line.at = LineTime(now: SystemClock.moment()).of(Array(ring.line(number))) }
        if origins.count > 1, !entry.isMarker, Int(entry.origin) < origins.count {
            line.text = "\(origins[Int(entry.origin)]): \(line.text)"
        }
        return line
    }
}
