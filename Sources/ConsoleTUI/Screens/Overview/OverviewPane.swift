import LaunchCore

/// The launch on one page, for screens too narrow to show the panes side by side: what is next, and what is wrong.
struct OverviewPane {
    let snapshot: Snapshot
    let checklist: ChecklistState

    func draw(in rect: Rect, top: Int, isFocused: Bool, on grid: inout Grid) {
        let frame = PaneFrame(.overview, rect, snapshot, isFocused: isFocused)
        let inner = frame.draw(on: &grid).inset(columns: 1, rows: 0)
        let lines = lines(width: inner.width)
        let first = max(0, min(top, lines.count - inner.height))
        let shown = min(inner.height, lines.count - first)
        for offset in 0..<max(0, shown) { grid.draw(lines[first + offset], in: inner.row(offset)) }
        frame.drawScroll(first: first, shown: shown, of: lines.count, on: &grid)
    }

    func lines(width: Int) -> [Line] {
        watching(width: width) + [Line()] + phases(width: width) + [Line()] + status(width: width) + errors(width: width)
    }

    private func heading(_ title: String, _ info: Line, width: Int) -> Line { .spread(Line(title, .heading, .bold), info, over: width) }

    private func phases(width: Int) -> [Line] {
        let tally = checklist.tally, plan = snapshot.plan
        let names = min(width / 2, plan.phases.map { TextWidth.of($0.title) }.max() ?? 0)
        var lines = [heading("Checklist", Line("\(tally.sum.closed)/\(tally.sum.total)"), width: width)]
        for (index, phase) in plan.phases.enumerated() {
            let count = tally.phases[index], isCurrent = tally.current == index
            let sign = ChecklistPane.sign(count, isCurrent: isCurrent)
            var line = Line("\(sign.glyph) ", sign.role)
            line.append(Line(phase.title, isCurrent ? .text : .muted, isCurrent ? .bold : []).cut(to: names).padded(to: names))
            line.append("  ")
            line.append(Curve.bar(count.total == 0 ? 0 : Double(count.closed) / Double(count.total), width: 10, role: sign.role))
            line.append(" \(count.closed)/\(count.total)", sign.role)
            if isCurrent, let next = next(in: phase) { line.append("  next: \(next)", .muted) }
            lines.append(line)
        }
        if plan.phases.isEmpty { lines.append(Line("  The plan has no phases.", .muted)) }
        return lines
    }

    private func next(in phase: Phase) -> String? {
        if let item = phase.allItems.first(where: { snapshot.state.progress(of: $0) == .open }) { return item.text }
        return phase.decisions.first { snapshot.state.answer(to: $0) == nil }.map { "decide \($0.title)" }
    }

    private func status(width: Int) -> [Line] {
        var lines = [heading("Services", Line(), width: width)]
        let views = snapshot.plan.services.map { ServiceView($0, snapshot) }
        var row = Line()
        for view in views {
            let word = Line("\(view.sign.glyph) ", view.sign.role) + Line(view.service.name) + Line(" \(view.sign.word)   ", view.sign.role)
            if row.width > 0, row.width + word.width > width {
                lines.append(row)
                row = Line()
            }
            row.append(word)
        }
        lines.append(views.isEmpty ? Line("  none watched", .muted) : row)
        for view in views {
            if let (text, role) = view.detail { lines.append(Line("  \(view.service.name): \(text)", role)) }
        }
        for deployment in snapshot.plan.deployments {
            let cells = DeploymentView(deployment, snapshot).cells(bar: 10)
            lines.append(cells.filter { $0.width > 0 }.reduce(Line()) { $0.width > 0 ? $0 + Line(" ") + $1 : $1 })
        }
        return lines
    }

    private func watching(width: Int) -> [Line] {
        var lines: [Line] = []
        for window in snapshot.plan.windows where snapshot.state.windows[window.id]?.state == .open {
            let view = WindowView(window, snapshot)
            lines += [view.head(width: width), view.timeline(width: width), view.foot()]
        }
        lines.append(heading("Triggers", TriggerRow.summary(snapshot), width: width))
        for view in TriggerRow.sorted(snapshot) where view.rank < 3 {
            let left = Line("\(view.sign.glyph) ", view.sign.role) + Line(view.trigger.text) + Line(" \(view.sign.word)", view.sign.role)
            lines.append(.spread(left, view.measured, over: width))
            if let (text, role) = view.detail { lines.append(Line("  \(text)", role)) }
        }
        return lines
    }

    /// The newest errors: what a log has to say on a page like this.
    private func errors(width: Int) -> [Line] {
        let latest = snapshot.logs.flatMap { log in log.lines.suffix(200).filter { $0.severity >= .error }.suffix(3).map { (log.name, $0) }
        }
        // Logs are read at different paces: which error is the newest, the lines say. One that does not say comes before those that do.
        let errors = latest.enumerated().sorted {
            ($0.element.1.at?.milliseconds ?? .min, $0.offset) < ($1.element.1.at?.milliseconds ?? .min, $1.offset)
        }.map(\.element)
        guard !errors.isEmpty else { return [] }
        return [Line(), heading("Newest errors", Line(), width: width)]
            + errors.suffix(3).map { Line("✖ \($0.0) ", .logError) + Line($0.1.text, .text) }
    }
}
