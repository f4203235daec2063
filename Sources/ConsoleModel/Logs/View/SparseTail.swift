import LaunchCore

/// What a slow link shows of logs that are followed: lines stay as long as there is room for them, and of those that came since, only the
/// newest few are sent, behind a word on how many were left out.
struct SparseTail {
    enum Row {
        case line(ViewLine, log: Int)
        /// So many lines are not shown here.
        case gap(Int)
    }

    private let height: Int
    /// The newest last; never more than the screen has.
    private(set) var rows: [Row] = []
    /// The number of the newest line seen of each log.
    private var seen: [Int: Int] = [:]

    init(height: Int) { self.height = height }

    var hasGaps: Bool { rows.contains { if case .gap = $0 { true } else { false } } }

    /// What is shown, without the gaps.
    var lines: [(line: ViewLine, log: Int)] {
        rows.compactMap { if case .line(let line, let log) = $0 { (line, log) } else { nil } }
    }

    func isOf(_ height: Int) -> Bool { self.height == height }

    /// - Parameters:
    ///   - newest: as many of the newest lines as the screen has room for, the oldest first.
    ///   - most: how many of them may be new to the screen; the word on the others is one of them.
    mutating func take(_ newest: [(line: ViewLine, log: Int)], most: Int) {
        let fresh = newest.filter { $0.line.number > seen[$0.log] ?? -1 }
        update(newest)
        let isFirst = rows.isEmpty
        var missed = isFirst ? 0 : missing(before: fresh)
        for (line, log) in newest { seen[log] = max(seen[log] ?? -1, line.number) }
        var kept = fresh[...]
        if !isFirst, missed > 0 || kept.count > most {
            kept = kept.suffix(max(1, most - 1))
            missed += fresh.count - kept.count
            rows.append(.gap(missed))
        }
        rows = (rows + kept.map { .line($0.line, log: $0.log) }).suffix(height)
    }

    /// A line may have had no end yet when it was shown.
    private mutating func update(_ newest: [(line: ViewLine, log: Int)]) {
        for (line, log) in newest where line.number == seen[log] {
            let place = rows.lastIndex { if case .line(let old, log) = $0 { old.number == line.number } else { false } }
            if let place { rows[place] = .line(line, log: log) }
        }
    }

    /// Lines that came and went between two looks.
    private func missing(before fresh: [(line: ViewLine, log: Int)]) -> Int {
        var first: [Int: Int] = [:]
        for (line, log) in fresh where first[log] == nil { first[log] = line.number }
        return first.reduce(0) { $0 + max(0, $1.value - (seen[$1.key] ?? $1.value - 1) - 1) }
    }
}
