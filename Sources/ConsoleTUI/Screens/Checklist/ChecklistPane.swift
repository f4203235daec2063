import LaunchCore

/// The phases with their items and decisions.
struct ChecklistPane {
    let snapshot: Snapshot
    let state: ChecklistState

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        var frame = PaneFrame(.checklist, rect, snapshot, isFocused: isFocused)
        frame.info = info
        let inner = frame.draw(on: &grid)
        guard !state.rows.isEmpty else {
            grid.draw(Line(" no phases in the plan", .muted), in: inner.row(0))
            return
        }
        let first = state.firstShown(height: inner.height)
        let shown = min(inner.height, state.rows.count - first)
        for offset in 0..<max(0, shown) {
            let place = inner.row(offset)
            let isSelected = isFocused && first + offset == state.cursor
            if isSelected { grid.put("▸", x: place.x, y: place.y, in: place, style: Style(.borderFocused, .bold)) }
            let room = Rect(x: place.x + 1, y: place.y, width: place.width - 2, height: 1)
            grid.draw(line(state.outline.lines[state.rows[first + offset]], width: room.width), in: room)
            if isSelected { grid.select(place) }
        }
        frame.drawScroll(first: first, shown: shown, of: state.rows.count, on: &grid)
    }

    private var info: Line {
        let sum = state.tally.sum
        var line = Line()
        if sum.failed > 0 { line.append("✖ \(sum.failed) failed · ", .bad) }
        if sum.skipped > 0 { line.append("\(sum.skipped) skipped · ", .muted) }
        line.append("\(sum.closed)/\(sum.total)", sum.total > 0 && sum.isComplete ? .done : .text)
        return line
    }

    private func line(_ line: Outline.Line, width: Int) -> Line {
        switch line.entry {
        case .phase(let index): phase(index, width: width)
        case .section(let titles): Line("  " + Self.heading(titles, width: width - 2), .heading)
        case .item(let item): ItemRow(item: item, snapshot: snapshot).line(width: width)
        case .decision(let decision): DecisionRow(decision: decision, snapshot: snapshot).line(width: width)
        }
    }

    /// The headings above an item; where there is no room, the innermost stays.
    static func heading(_ titles: [String], width: Int) -> String {
        let titles = titles.map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
        let whole = titles.joined(separator: " › ")
        guard TextWidth.of(whole) > width, titles.count > 1, let inner = titles.last else { return whole }
        return "… › " + inner
    }

    private func phase(_ index: Int, width: Int) -> Line {
        let phase = snapshot.plan.phases[index]
        let count = state.tally.phases[index]
        let isCurrent = state.tally.current == index
        var left = Line(state.isOpen(phase) ? "▾ " : "▸ ", .muted)
        let sign = Self.sign(count, isCurrent: isCurrent)
        left.append(sign)
        left.append(" ")
        left.append(phase.title, count.total > 0 && count.isComplete && !isCurrent ? .done : .heading, isCurrent ? .bold : [])
        var right = Line()
        if let owner = phase.owner { right.append("\(owner)  ", .muted) }
        if let estimate = phase.estimate, !count.isComplete { right.append("~\(estimate.launchText)  ", .muted) }
        if count.total > 0 { right.append("\(count.closed)/\(count.total)", sign.role) } else { right.append("no items", .muted) }
        return .spread(left, right, over: width)
    }

    static func sign(_ count: Tally.Count, isCurrent: Bool) -> Sign {
        if count.total == 0, !isCurrent { return Sign("·", "no items", .muted) }
        if count.failed > 0 { return Sign("✖", "failed", .bad) }
        if count.running > 0 { return Sign("◐", "running", .pending) }
        if count.isComplete, !isCurrent { return Sign("✔", "done", .done) }
        if count.closed > 0 || isCurrent { return Sign("◐", "under way", .info) }
        return Sign("○", "to do", .muted)
    }
}
