import LaunchCore

/// One log at a time, its newest lines at the bottom.
struct LogsPane {
    let snapshot: Snapshot
    let state: LogsState
    var search: TextPattern?

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        let tail = state.tail(snapshot)
        var frame = PaneFrame(.logs, rect, isFocused: isFocused)
        frame.names = names(tail)
        frame.info = tail.map(info) ?? Line()
        let inner = frame.draw(on: &grid)
        guard let tail else {
            return grid.draw(Line(" no logs in the launch file", .muted), in: inner.row(0))
        }
        let shown = state.held ?? tail
        guard !shown.lines.isEmpty else {
            if let filter = state.filter {
                return grid.draw(Line(" no line kept passes the filter &\(filter.text)", .muted), in: inner.row(0))
            }
            return grid.draw(Line(" \(tail.isFollowing ? "nothing logged yet" : tail.status)", .muted), in: inner.row(0))
        }
        drawLines(shown, end: state.held == nil ? shown.lines.count : min(state.end, shown.lines.count), in: inner, on: &grid)
    }

    private func names(_ tail: LogTail?) -> Line {
        var line = Line()
        for log in snapshot.logs {
            let isShown = log.name == tail?.name
            line.append(isShown ? "[\(log.name)]" : " \(log.name) ", isShown ? .title : .muted, isShown ? .bold : [])
            if !log.isFollowing { line.append("○", .warning) }
        }
        return line
    }

    private func info(_ tail: LogTail) -> Line {
        var line = Line()
        if state.held != nil {
            line.append("■ held", .warning, .bold)
            let new = state.newLines(snapshot)
            if new > 0 { line.append(" +\(new) new", .warning) }
        } else {
            line.append(tail.isFollowing ? "following" : "○ \(tail.status)", tail.isFollowing ? .good : .warning)
        }
        line.append(" · \(tail.perSecond) lines/s", .muted)
        if tail.errors > 0 { line.append(" · ✖ \(tail.errors) errors", .logError) }
        if state.wraps { line.append(" · wrap", .muted) }
        if let filter = state.filter { line.append(" · &\(filter.text)", .key) }
        if let search { line.append(" · /\(search.text)", .key) }
        return line
    }

    /// From the bottom upwards, so that the newest line is in sight whatever the lines above it take.
    private func drawLines(_ tail: LogTail, end: Int, in inner: Rect, on grid: inout Grid) {
        let count = linesThatFit(tail, end: end, in: inner)
        var y = count.startsAtTop ? inner.y : inner.maxY - count.rows
        for index in count.first..<end {
            for line in lines(of: tail.lines[index], width: inner.width) {
                defer { y += 1 }
                guard y >= inner.y, y < inner.maxY else { continue }
                let row = Rect(x: inner.x, y: y, width: inner.width, height: 1)
                grid.draw(line, in: row)
                if let search { mark(search, in: line, row: row, on: &grid) }
                if index == state.match, state.held != nil { grid.select(row) }
            }
        }
    }

    private func linesThatFit(_ tail: LogTail, end: Int, in inner: Rect) -> (first: Int, rows: Int, startsAtTop: Bool) {
        var first = end, rows = 0
        while first > 0, rows < inner.height {
            first -= 1
            rows += lines(of: tail.lines[first], width: inner.width).count
        }
        return (first, rows, rows < inner.height)
    }

    private func lines(of line: LogLine, width: Int) -> [Line] {
        let sign = Self.sign(line)
        let text = Line(line.text, sign.role)
        if state.wraps { return (Line("\(sign.glyph) ", sign.role) + text).wrapped(to: width, indent: 2) }
        guard state.column > 0 else { return [Line("\(sign.glyph) ", sign.role) + text] }
        return [Line("\(sign.glyph)‹", sign.role) + text.dropping(state.column)]
    }

    static func sign(_ line: LogLine) -> Sign {
        if line.isMarker { return Sign("─", "marker", .logMarker) }
        switch line.severity {
        case .none, .info: return Sign(" ", "", .text)
        case .debug: return Sign(" ", "debug", .logDebug)
        case .warning: return Sign("▲", "warning", .logWarning)
        case .error: return Sign("✖", "error", .logError)
        case .fatal: return Sign("✖", "fatal", .logError)
        }
    }

    private func mark(_ search: TextPattern, in line: Line, row: Rect, on grid: inout Grid) {
        let text = line.text
        for range in search.find(text, 20) {
            let x = row.x + TextWidth.of(String(text[..<range.lowerBound]))
            let width = TextWidth.of(String(text[range]))
            grid.restyle(Rect(x: x, y: row.y, width: width, height: 1).intersection(row)) { $0.attributes.insert(.reverse) }
        }
    }
}
