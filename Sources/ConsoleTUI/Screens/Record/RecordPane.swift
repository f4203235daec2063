import LaunchCore

/// Who did what and when, the newest at the bottom; what is said of it stands in the frame.
struct RecordPane {
    let snapshot: Snapshot

    private var page: RecordPage { snapshot.recordPage ?? RecordPage() }

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        let page = page
        var frame = PaneFrame(.record, rect, snapshot, isFocused: isFocused)
        frame.info = info(page)
        let inner = frame.draw(on: &grid)
        if let problem = page.problem { drawFoot(problem, rect, on: &grid) }
        if page.records.isEmpty { return grid.draw(Line(" \(reasonForNone(page))", .muted), in: inner.row(0)) }
        let columns = Columns(page, width: inner.width - 2)
        for (offset, record) in page.records.prefix(inner.height).enumerated() {
            let place = inner.row(offset)
            let isSelected = isFocused && record.seq == page.selected
            if isSelected { grid.put("▸", x: place.x, y: place.y, in: place, style: Style(.borderFocused, .bold)) }
            let room = Rect(x: place.x + 1, y: place.y, width: place.width - 2, height: 1)
            grid.draw(line(record, columns), in: room)
            if isSelected { grid.select(place) }
        }
        frame.drawScroll(first: page.before, shown: page.records.count, of: page.count, on: &grid)
    }

    /// How wide what stands before the words is.
    private struct Columns {
        let names: Int
        let showsKinds: Bool

        init(_ page: RecordPage, width: Int) {
            let widest = page.authors.map { TextWidth.of($0) }.max() ?? 0
            names = min(width >= 100 ? 16 : 8, widest)
            // Where there is little room, the sign alone tells the kind: the words are what one reads.
            showsKinds = width >= 70
        }
    }

    private func line(_ record: Record, _ columns: Columns) -> Line {
        let text = RecordText(plan: snapshot.plan, state: snapshot.state)
        let sign = text.sign(record.event)
        var line = Line(snapshot.clockWithSeconds(record.at), .muted)
        line.append(" ")
        let elapsed = snapshot.state.startedAt.map { Clock.shortSinceStart(record.at - $0) } ?? ""
        line.append(Line(elapsed).padded(to: 8, right: true))
        line.append(" ")
        line.append(Line(record.by.name, record.by.role == .operator ? .text : .muted).cut(to: columns.names).padded(to: columns.names))
        line.append(" \(sign.glyph) ", sign.role)
        if columns.showsKinds { line.append(Line(record.event.kind.rawValue, sign.role).padded(to: 11)) }
        line.append(text.phrase(record))
        return line
    }

    private func info(_ page: RecordPage) -> Line {
        var line = page.isFollowing ? Line() : Line("■ held", .warning, .bold)
        if page.newRecords > 0 { line.append(" +\(page.newRecords) new", .warning) }
        if let kind = page.filter.kind { line.append(separated(line) + Line(kind.rawValue, .key)) }
        if let author = page.filter.author { line.append(separated(line) + Line("by \(author)", .key)) }
        if let text = page.filter.text { line.append(separated(line) + Line("/\(text)", .key)) }
        if let progress = page.progress { line.append(separated(line) + Line("searching: \(progress)", .pending)) }
        let count = page.filter.isEmpty ? "\(page.total) records" : "\(page.count) of \(page.total) records"
        return line + separated(line) + Line(count, .muted)
    }

    private func separated(_ line: Line) -> Line { line.width > 0 ? Line(" · ") : Line() }

    private func reasonForNone(_ page: RecordPage) -> String {
        if page.progress != nil { return "nothing found yet" }
        if page.filter.isEmpty { return "nothing is recorded yet" }
        return "no record passes the filter; \(snapshot.key("record-all")) shows all"
    }

    private func drawFoot(_ problem: String, _ rect: Rect, on grid: inout Grid) {
        guard rect.width > 20, rect.height > 2 else { return }
        let edge = Rect(x: rect.x + 2, y: rect.maxY - 1, width: rect.width - 4, height: 1)
        grid.draw((Line(" \(problem)", .warning).cut(to: edge.width - 1) + Line(" ")), in: edge)
    }
}
