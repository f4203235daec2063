import LaunchCore

/// Logs, one or several as one, the newest lines at the bottom; what is said of them stands in the frame.
struct LogsPane {
    let snapshot: Snapshot
    let state: LogsState

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        var frame = PaneFrame(.logs, rect, snapshot, isFocused: isFocused)
        guard let page = snapshot.logPage, !page.names.isEmpty else {
            let inner = frame.draw(on: &grid)
            return grid.draw(Line(" no logs in the launch file", .muted), in: inner.row(0))
        }
        let words = LogsFrame(snapshot: snapshot, page: page, state: state).words(width: frame.room)
        (frame.names, frame.info) = (words.names, words.info)
        let inner = frame.draw(on: &grid)
        drawFoot(page, rect, on: &grid)
        guard !page.lines.isEmpty else { return grid.draw(Line(" \(reasonForNoLines(page))", .muted), in: inner.row(0)) }
        drawLines(page, in: inner, on: &grid)
    }

    private func tails(_ page: LogPage) -> [LogTail] { snapshot.logs.filter { page.names.contains($0.name) } }

    private func reasonForNoLines(_ page: LogPage) -> String {
        if page.show != nil || page.hide != nil { return page.progress ?? page.problem ?? "no line passes the filter" }
        return tails(page).first { !$0.isFollowing }?.status ?? "nothing logged yet"
    }

    /// Set into the lower edge: what came of the last search, and how many lines came in each of the last sixty seconds.
    private func drawFoot(_ page: LogPage, _ rect: Rect, on grid: inout Grid) {
        guard rect.width > 20, rect.height > 2 else { return }
        let edge = Rect(x: rect.x + 2, y: rect.maxY - 1, width: rect.width - 4, height: 1)
        if let problem = page.problem { grid.draw((Line(" \(problem)", .warning).cut(to: edge.width - 1) + Line(" ")), in: edge) }
        guard page.rates.contains(where: { $0 > 0 }), edge.width >= 70, page.problem.map(TextWidth.of) ?? 0 < edge.width - 70 else {
            return
        }
        let curve = Line(" 1 min ", .muted) + LogHistogram(rates: page.rates, errors: page.errorRates).line + Line(" ")
        grid.draw(curve, in: Rect(x: edge.maxX - curve.width, y: edge.y, width: curve.width, height: 1))
    }

    /// From the bottom upwards, so that the newest line is in sight whatever the lines above it take.
    private func drawLines(_ page: LogPage, in inner: Rect, on grid: inout Grid) {
        let names = LogRow.names(page.names)
        let column = state.column(page, width: inner.width)
        var rows: [(index: Int, line: Line)] = []
        for index in page.lines.indices.reversed() where rows.count < inner.height {
            let row = LogRow(line: page.lines[index], names: names)
            var lines = state.wraps ? row.wrapped(width: inner.width) : [row.scrolled(by: column)]
            if index == page.lines.count - 1 { lines.removeLast(min(page.hiddenRows, lines.count - 1)) }
            rows += lines.reversed().map { (index, $0) }
        }
        rows = Array(rows.prefix(inner.height).reversed())
        for (offset, row) in rows.enumerated() {
            let place = inner.row(offset)
            grid.draw(row.line, in: place)
            let isChosen = page.lines[row.index].isSelected || row.index == page.cursor ?? page.found
            if isChosen, !page.isFollowing { grid.select(place) }
        }
    }
}
