import LaunchCore

extension LogView {
    /// The newest lines as far as a slow link takes them.
    /// - Parameter most: rows that may be new.
    func sparsePage(_ newest: [(line: ViewLine, log: Int)], most: Int) -> LogPage {
        var tail = sparse.flatMap { $0.isOf(height) ? $0 : nil } ?? SparseTail(height: height)
        var lines = most
        if let rows {
            var left = most
            lines =
                newest.reversed().prefix { line in
                    left -= rows(pageLine(line.line, log: line.log))
                    return left >= 0
                }.count
        }
        tail.take(newest, most: lines)
        sparse = tail
        var page = LogPage()
        page.isSparse = tail.hasGaps
        page.lines = lastThatFit(
            tail.rows.map { row in
                switch row {
                case .line(let line, let log): pageLine(line, log: log)
                case .gap(let count): LogPage.Line(LogLine("\(count) lines left out: the link is slow", isMarker: true))
                }
            })
        return page
    }
}
