import LaunchCore

/// How a sequence of keys that has begun can go on: a box above the hint line, a row for each key.
struct SequenceBox {
    let snapshot: Snapshot
    let state: ScreenState

    private struct Row {
        let key: String
        let node: KeyMap.Node
    }

    private var rows: [Row] {
        guard case .pending(let node)? = state.pendingAnswer(snapshot) else { return [] }
        return node.next.map { Row(key: $0.key.name, node: $0.value) }.sorted { $0.key < $1.key }
    }

    func draw(above hint: Rect, on grid: inout Grid) {
        let rows = rows
        guard let (rect, shown) = place(rows, above: hint, on: grid) else { return }
        grid.fill(rect)
        let title = state.pending.map(\.name).joined(separator: " ") + " …" + (group(rows).map { "  \($0)" } ?? "")
        let inner = grid.box(rect, title: .init(left: title, leftStyle: Style(.title, .bold)), style: Style(.borderFocused))
        for (offset, row) in rows.prefix(shown).enumerated() {
            grid.draw(line(row, rows), in: inner.row(offset).inset(columns: 1, rows: 0))
        }
        if shown < rows.count {
            grid.put(" … \(rows.count - shown) more ", endingAt: rect.maxX - 2, y: rect.maxY - 1, in: rect, style: Style(.hint))
        }
    }

    /// The command whose row is at a point; nil beside the box and where more keys follow.
    func command(at point: Point, above hint: Rect, on grid: Grid) -> ConsoleCommand? {
        let rows = rows
        guard let (rect, shown) = place(rows, above: hint, on: grid), rect.inset().contains(point) else { return nil }
        let index = point.y - rect.y - 1
        return index < shown ? rows[index].node.command : nil
    }

    private func place(_ rows: [Row], above hint: Rect, on grid: Grid) -> (Rect, shown: Int)? {
        let bottom = hint.isEmpty ? grid.height : hint.y
        let shown = min(rows.count, bottom - 4)
        guard shown > 0 else { return nil }
        let wanted = rows.map { line($0, rows).width }.max() ?? 0
        let width = min(grid.width, max(24, wanted + 4))
        return (Rect(x: grid.width - width, y: bottom - shown - 2, width: width, height: shown + 2), shown)
    }

    private func group(_ rows: [Row]) -> String? {
        let groups = Set(rows.map { $0.node.command?.group })
        return groups.count == 1 ? groups.first.flatMap(\.self) : nil
    }

    private func line(_ row: Row, _ rows: [Row]) -> Line {
        let keys = rows.map { TextWidth.of($0.key) }.max() ?? 0
        let titles = rows.map { TextWidth.of($0.node.command?.title ?? "…") }.max() ?? 0
        let why = row.node.command?.refusal(snapshot, state)
        var line = Line(row.key, .key, .bold).padded(to: keys + 2)
        line.append(Line(row.node.command?.title ?? "…", why == nil ? .text : .muted).padded(to: titles + 2))
        line.append(why.map { "not now: \($0)" } ?? row.node.command?.help ?? "more keys follow", .muted)
        return line
    }
}
