import LaunchCore

/// Which log shows, and whether it follows or is held.
struct LogsState: Hashable, Sendable {
    var selected: String?
    /// What was there when the operator scrolled up: it stays put, whatever is logged meanwhile. Nil while following.
    var held: LogTail?
    /// While held: the line after the last one shown, as an index into the held lines.
    var end = 0
    var wraps = false
    /// Cells scrolled to the right, where lines are not wrapped.
    var column = 0
    var search: String?
    /// While held: the line the search stands on.
    var match: Int?

    func tail(_ snapshot: Snapshot) -> LogTail? { snapshot.logs.first { $0.name == selected } ?? snapshot.logs.first }

    /// Lines that came since it is held.
    func newLines(_ snapshot: Snapshot) -> Int {
        guard let held, let tail = tail(snapshot) else { return 0 }
        return max(0, tail.total - held.total)
    }

    mutating func select(_ name: String) {
        self = LogsState(selected: name, wraps: wraps, search: search)
    }

    mutating func selectNext(_ snapshot: Snapshot, by step: Int) {
        guard let tail = tail(snapshot), let index = snapshot.logs.firstIndex(where: { $0.name == tail.name }) else { return }
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
