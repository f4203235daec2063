import LaunchCore

/// Monitoring windows and rollback triggers.
struct TriggersPane {
    let snapshot: Snapshot
    let state: ListState

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        let frame = PaneFrame(.triggers, rect, snapshot, isFocused: isFocused, title: "Windows & triggers")
        let inner = frame.draw(on: &grid)
        draw(in: inner, frame: frame, isFocused: isFocused, rows: TriggerRow.rows(snapshot, width: inner.width - 2), on: &grid)
    }

    /// Without frame and windows, for the smallest screens.
    func drawBare(in rect: Rect, on grid: inout Grid) {
        draw(in: rect, frame: nil, isFocused: true, rows: TriggerRow.triggers(snapshot, width: rect.width - 2), on: &grid)
    }

    private func draw(in inner: Rect, frame: PaneFrame?, isFocused: Bool, rows: [PaneRow<TriggerRow>], on grid: inout Grid) {
        let columns = TriggerColumns(snapshot, width: inner.width - 2)
        ListPane(rows: rows, state: state, isFocused: isFocused).draw(in: inner, frame: frame, on: &grid) { row in
            if case .divider(let title, let info) = row { (title, info) } else { nil }
        } line: { row, width in
            columns.line(row, width: width)
        }
    }
}

/// The columns of the triggers, made from what stands in them now.
private struct TriggerColumns {
    let snapshot: Snapshot
    private let table: Table
    private let widths: [Int]
    private let curve: Int

    init(_ snapshot: Snapshot, width: Int) {
        self.snapshot = snapshot
        let curve = width >= 90 ? 24 : width >= 70 ? 12 : 6
        let views = snapshot.plan.triggers.map { TriggerView($0, snapshot) }
        var table = TriggerView.table(isUrgent: views.contains { $0.state == .pending || $0.state == .firing })
        // What nobody watches has no columns to keep in line.
        let watched = views.filter { $0.state != .unwatched }
        for view in watched.isEmpty ? views : watched { table.measure(view.cells(curve: curve)) }
        self.curve = curve
        self.table = table
        widths = table.widths(in: width)
    }

    func line(_ row: TriggerRow, width: Int) -> Line {
        switch row {
        case .windowHead(let window): WindowView(window, snapshot).head(width: width)
        case .windowTimeline(let window): WindowView(window, snapshot).timeline(width: width)
        case .windowFoot(let window): WindowView(window, snapshot).foot()
        case .trigger(let trigger): self.trigger(TriggerView(trigger, snapshot), width: width)
        case .detail(let line): line
        case .remark(let text): Line(text, .muted)
        case .divider: Line()
        }
    }

    private func trigger(_ view: TriggerView, width: Int) -> Line {
        guard view.state == .unwatched else { return table.line(view.cells(curve: max(0, widths[4])), widths: widths) }
        let left = Line("\(view.sign.glyph) ", view.sign.role) + Line(view.trigger.text, .muted)
        return .spread(left, Line(view.sign.word, view.sign.role), over: width)
    }
}
