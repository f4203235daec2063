import LaunchCore

/// Who did what and when, the newest first.
struct RecordPane {
    let snapshot: Snapshot
    let state: ListState

    static func rows(_ snapshot: Snapshot) -> [PaneRow<Record>] {
        snapshot.records.reversed().map { PaneRow("record/\($0.seq)", $0) }
    }

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        var frame = PaneFrame(.record, rect, isFocused: isFocused)
        frame.info = Line("\(snapshot.state.seq) records", .muted)
        let inner = frame.draw(on: &grid)
        let rows = Self.rows(snapshot)
        if rows.isEmpty { return grid.draw(Line(" nothing is recorded yet", .muted), in: inner.row(0)) }
        let names = min(16, snapshot.records.map { TextWidth.of($0.by.name) }.max() ?? 0)
        ListPane(rows: rows, state: state, isFocused: isFocused).draw(in: inner, frame: frame, on: &grid) { _ in
            nil
        } line: { record, _ in
            line(record, names: names)
        }
    }

    private func line(_ record: Record, names: Int) -> Line {
        let text = RecordText(plan: snapshot.plan)
        let sign = text.sign(record.event)
        var line = Line(snapshot.clockWithSeconds(record.at), .muted)
        line.append(" ")
        line.append(Line(record.by.name, record.by.role == .operator ? .text : .muted).cut(to: names).padded(to: names))
        line.append(" \(sign.glyph) ", sign.role)
        line.append(text.phrase(record.event))
        return line
    }
}
