import LaunchCore

/// Which log shows, and whether it follows or is held.
struct LogsState: Sendable {
    var selected: String?
    /// What was there when the operator scrolled up: it stays put, whatever is logged meanwhile. Nil while following.
    private(set) var held: LogTail?
    /// While held: the line after the last one shown, as an index into the held lines.
    private(set) var end = 0
    var wraps = false
    /// Cells scrolled to the right, where lines are not wrapped.
    var column = 0
    /// Shown lines have it, or lack it.
    private(set) var filter: Filter?
    /// While held: the line the search stands on.
    private(set) var match: Int?
    /// What the filter left of the newest lines, with what it was made from.
    private var filtered: (source: LogTail, result: LogTail)?

    struct Filter: Sendable {
        let pattern: TextPattern
        let keepsMatches: Bool

        var text: String { (keepsMatches ? "" : "!") + pattern.text }

        /// Marks of the console itself stay: they tell of what is missing.
        func keeps(_ line: LogLine) -> Bool { line.isMarker || pattern.matches(line.text) == keepsMatches }
    }

    /// The log as it is now, without what the filter takes out.
    func tail(_ snapshot: Snapshot) -> LogTail? {
        guard let tail = unfiltered(snapshot), let filter else { return unfiltered(snapshot) }
        if let filtered, filtered.source.isSameMoment(as: tail) { return filtered.result }
        return Self.filter(tail, filter)
    }

    private func unfiltered(_ snapshot: Snapshot) -> LogTail? { snapshot.logs.first { $0.name == selected } ?? snapshot.logs.first }

    private static func filter(_ tail: LogTail, _ filter: Filter) -> LogTail {
        var tail = tail
        tail.lines = tail.lines.filter(filter.keeps)
        return tail
    }

    /// Filters the newest lines once for all the drawing that follows.
    mutating func refresh(_ snapshot: Snapshot) {
        guard filter != nil, let source = unfiltered(snapshot), let result = tail(snapshot) else { return filtered = nil }
        filtered = (source, result)
    }

    /// Lines that came since it is held.
    func newLines(_ snapshot: Snapshot) -> Int {
        guard let held, let tail = unfiltered(snapshot) else { return 0 }
        return max(0, tail.total - held.total)
    }

    mutating func setFilter(_ filter: Filter?) {
        self.filter = filter
        filtered = nil
        follow()
    }

    mutating func select(_ name: String) {
        selected = name
        column = 0
        filtered = nil
        follow()
    }

    mutating func selectNext(_ snapshot: Snapshot, by step: Int) {
        guard let tail = unfiltered(snapshot), let index = snapshot.logs.firstIndex(where: { $0.name == tail.name }) else { return }
        let count = snapshot.logs.count
        select(snapshot.logs[(index + step + count) % count].name)
    }

    mutating func follow() {
        held = nil
        match = nil
    }

    mutating func move(_ motion: Motion, _ snapshot: Snapshot, height: Int) {
        guard let tail = held ?? tail(snapshot) else { return }
        let page = max(1, height - 1), count = tail.lines.count
        let start = held == nil ? count : end
        let target: Int
        switch motion {
        case .up: target = start - 1
        case .down: target = start + 1
        case .pageUp: target = start - page
        case .pageDown: target = start + page
        case .top: target = min(height, count)
        case .bottom: return follow()
        }
        // Beyond the end of what is held lies the present.
        if target >= count, motion == .down || motion == .pageDown { return follow() }
        hold(tail, end: max(min(height, count), min(target, count)))
    }

    private mutating func hold(_ tail: LogTail, end: Int) {
        held = tail
        self.end = end
    }

    /// Goes to the next line before (or after) the present place that answers `isWanted`.
    mutating func find(_ snapshot: Snapshot, height: Int, backwards: Bool, _ isWanted: (LogLine) -> Bool) -> Bool {
        guard let tail = held ?? tail(snapshot) else { return false }
        let lines = tail.lines
        let found: Int?
        if backwards {
            found = lines[..<(match ?? (held == nil ? lines.count : end))].lastIndex(where: isWanted)
        } else {
            let from = match.map { $0 + 1 } ?? (held == nil ? lines.count : max(0, end - height))
            found = lines[min(from, lines.count)...].firstIndex(where: isWanted)
        }
        guard let found else { return false }
        hold(tail, end: max(min(height, lines.count), min(lines.count, found + height / 2 + 1)))
        match = found
        return true
    }
}

extension LogTail {
    /// Whether nothing came in between; lines that came count in `total`, marks and older lines in the lines kept.
    fileprivate func isSameMoment(as other: LogTail) -> Bool {
        name == other.name && total == other.total && lines.count == other.lines.count && lines.last == other.lines.last
    }
}
