import LaunchCore

/// One log as it was when the operator held the view: the lines that were kept, and before them what the file holds.
final class HeldLines {
    /// A place between two lines.
    enum Position: Hashable {
        /// In the file, before the kept lines: the offset at which a line begins.
        case file(Int)
        /// Before the kept line of this number.
        case line(Int)
    }

    /// The number of the first line that came after it was held.
    let lastNumber: Int
    /// Lines of one entry, a stack trace for one, that are looked through for its timestamp.
    private static let longestEntry = 50

    private let ring: LineRing
    private let origins: [String]
    let history: FileHistory?
    /// Stands before the oldest line kept where older ones are gone: says so, and where they are.
    private let edge: ViewLine?

    init(_ ring: consuming LineRing, lastNumber: Int, origins: [String], history: FileHistory?, elsewhere: String? = nil) {
        if history == nil, ring.first > 0, ring.first < ring.end {
            let text = "\(ring.first) lines before this one are no longer kept\(elsewhere.map { "; \($0)" } ?? "")"
            var line = ViewLine(
                bytes: Array(text.utf8), isMarker: true, arrival: Moment(milliseconds: ring.entry(ring.first).arrival))
            line.number = ring.first - 1
            edge = line
        } else {
            edge = nil
        }
        self.lastNumber = lastNumber
        self.ring = ring
        self.origins = origins
        self.history = history
    }

    var end: Position { .line(ring.end) }

    var beginning: Position {
        if let history, history.end > 0 { .file(0) } else { .line(edge?.number ?? ring.first) }
    }

    /// The line before a place, and the place before that line.
    func before(_ position: Position) -> (line: ViewLine, position: Position)? {
        switch position {
        case .line(let number) where number > ring.first: return (ViewLine(ring, number - 1, origins: origins), .line(number - 1))
        case .line(ring.first): return history.map { before($0, $0.end) } ?? edge.map { ($0, .line($0.number)) }
        case .line: return nil
        case .file(let offset): return history.flatMap { before($0, offset) }
        }
    }

    /// The line after a place, and the place after that line.
    func after(_ position: Position) -> (line: ViewLine, position: Position)? {
        switch position {
        case .line(let number) where number == edge?.number: return edge.map { ($0, .line(ring.first)) }
        case .line(let number): return number < ring.end ? (ViewLine(ring, number, origins: origins), .line(number + 1)) : nil
        case .file(let offset):
            guard let history, let range = history.line(startingAt: offset) else { return after(.line(ring.first)) }
            return (history.viewLine(range), range.upperBound >= history.end ? .line(ring.first) : .file(range.upperBound))
        }
    }

    /// The place before the line that begins at an offset of the file.
    func behind(_ offset: Int) -> Position {
        if let history, offset < history.end { .file(offset) } else { .line(ring.first) }
    }

    /// Where to look backwards from for the first line that is not before a moment: the end, or far less in a file in order of time.
    func place(notBefore moment: Moment, _ time: LineTime) -> Position {
        guard let history, ring.first < ring.end else { return end }
        for number in ring.first..<min(ring.end, ring.first + 50) {
            guard let first = time.of(Array(ring.line(number))) else { continue }
            return first < moment ? end : behind(history.offset(after: moment, time))
        }
        return end
    }

    /// A line's own time, or that of the line it belongs to, or when it was read.
    /// - Parameter place: the place before the line.
    func entryTime(_ line: ViewLine, _ place: Position, _ time: LineTime) -> Moment {
        if line.isMarker { return line.arrival }
        if let own = time.of(line.bytes) { return own }
        var position = place
        for _ in 0..<Self.longestEntry {
            guard let (earlier, next) = before(position) else { break }
            if let time = earlier.isMarker ? earlier.arrival : time.of(earlier.bytes) { return time }
            position = next
        }
        return line.arrival
    }

    private func before(_ history: FileHistory, _ offset: Int) -> (line: ViewLine, position: Position)? {
        history.line(endingAt: offset).map { (history.viewLine($0), .file($0.lowerBound)) }
    }

    /// Bytes of the file before a place.
    func fileBytes(before position: Position) -> Int {
        if case .file(let offset) = position { offset } else { history?.end ?? 0 }
    }

    /// Where in the file a place is, if only file lies before it.
    func fileOffset(_ position: Position) -> Int? {
        switch position {
        case .file(let offset): offset
        case .line(let number): number <= ring.first ? history?.end : nil
        }
    }
}
