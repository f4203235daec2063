import LaunchCore

/// How the lines of logs are shown; which of them, the page in the snapshot says.
struct LogsState: Hashable, Sendable {
    var wraps = false {
        didSet { (column, leftAlone) = (0, nil) }
    }
    /// Cells scrolled to the right by keys, where lines are not wrapped.
    private(set) var column = 0
    /// The line found for which the lines are not scrolled any more: keys did since.
    private var leftAlone: UInt64?

    mutating func scroll(by cells: Int, _ page: LogPage?, width: Int) {
        column = max(0, column(page, width: width) + cells)
        leftAlone = page.flatMap { page in page.found.map { page.lines[$0].id } }
    }

    /// Cells scrolled to the right, with what was found in sight.
    func column(_ page: LogPage?, width: Int) -> Int {
        guard !wraps, let page, let match = page.match, let found = page.found, page.lines.indices.contains(found) else { return column }
        let line = page.lines[found]
        guard line.id != leftAlone else { return column }
        return LogRow(line: line, names: LogRow.names(page.names)).column(showing: match, from: column, width: width)
    }
}
