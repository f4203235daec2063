import LaunchCore

/// A line of a log taken out of where it was kept, as raw as it came.
struct ViewLine {
    var bytes: [UInt8]
    /// Bytes of the line that were not kept.
    var missing = 0
    var isMarker = false
    /// Stands in other logs, too.
    var isShared = false
    /// When it was read; of lines read back from a file, nothing is known but their own timestamps.
    var arrival: Moment
    /// Which of several files of its log it is from.
    var origin: String?
    /// Counts the lines of its log that are kept, or that pass its filter; only to be compared with the others of these.
    var number = 0
    /// Its own timestamp, or the one of the line it belongs to.
    var time: Moment?

    init(bytes: [UInt8], missing: Int = 0, isMarker: Bool = false, arrival: Moment, origin: String? = nil) {
        self.bytes = bytes
        self.missing = missing
        self.isMarker = isMarker
        self.arrival = arrival
        self.origin = origin
    }

    /// - Parameter number: of a line that the ring keeps.
    init(_ ring: borrowing LineRing, _ number: Int, origins: [String]) {
        let entry = ring.entry(number)
        self.init(
            bytes: Array(ring.line(number)), missing: Int(entry.missing), isMarker: entry.isMarker,
            arrival: Moment(milliseconds: entry.arrival),
            origin: origins.count > 1 && Int(entry.origin) < origins.count ? origins[Int(entry.origin)] : nil)
        isShared = entry.isShared
        self.number = number
    }

    static func lines(of ring: borrowing LineRing, _ count: Int, origins: [String]) -> [ViewLine] {
        var lines: [ViewLine] = []
        for number in max(ring.first, ring.end - count)..<ring.end { lines.append(ViewLine(ring, number, origins: origins)) }
        return lines
    }
}
