import LaunchCore

extension ScreenState {
    /// A click gives its pane the keys and selects its line; the wheel scrolls what is under it.
    mutating func handle(_ mouse: Mouse, _ snapshot: Snapshot) -> [ConsoleAction] {
        let layout = layout(snapshot)
        switch mouse.button {
        case .wheelUp, .wheelDown:
            if dialog == nil { focus(at: mouse.at, layout) }
            return (0..<3).flatMap { _ in move(mouse.button == .wheelUp ? .up : .down, snapshot) }
        case .left:
            if let command = command(at: mouse.at, layout, snapshot) {
                pending = []
                return perform(command, snapshot)
            }
            if dialog == nil { return click(at: mouse.at, layout, snapshot) }
        case .middle, .right: break
        }
        return []
    }

    /// The command whose hint, or whose row of the box of keys that can follow, is at a point; what is NEXT where the head says it.
    private func command(at point: Point, _ layout: Layout, _ snapshot: Snapshot) -> ConsoleCommand? {
        switch dialog {
        case .form?, .palette?, .prompt?: return nil
        case nil, .page?, .run?: break
        }
        if !pending.isEmpty {
            let box = SequenceBox(snapshot: snapshot, state: self)
            return box.command(at: point, above: layout.hint, on: Grid(width: width, height: height))
        }
        if layout.head.nextRow.map({ layout.header.y + $0 }) == point.y, layout.header.contains(point) { return table.named("next") }
        guard layout.hint.contains(point) else { return nil }
        let line = HintLine(snapshot: snapshot, state: self, context: context(snapshot))
        return line.command(at: point.x - layout.hint.x, width: layout.hint.width)
    }

    private mutating func focus(at point: Point, _ layout: Layout) {
        if let place = layout.panes.first(where: { $0.rect.contains(point) }), layout.form != .tiny { focus = place.pane }
    }

    private mutating func click(at point: Point, _ layout: Layout, _ snapshot: Snapshot) -> [ConsoleAction] {
        if layout.tabs.contains(point) {
            let bar = TabBar(snapshot: snapshot, tally: checklist.tally, focus: focusedPane(layout))
            if let pane = bar.pane(at: point.x, width: layout.tabs.width) { go(to: pane) }
            return []
        }
        focus(at: point, layout)
        let pane = focusedPane(layout), inner = layout.inner(of: pane)
        guard inner.contains(point) else { return [] }
        let line = point.y - inner.y
        switch pane {
        case .checklist: checklist.stand(on: checklist.firstShown(height: inner.height) + line, height: inner.height)
        case .status: status.select(line, in: StatusRow.rows(snapshot, width: inner.width - 2), height: inner.height)
        case .triggers:
            let width = inner.width - 2
            let rows = layout.form == .tiny ? TriggerRow.triggers(snapshot, width: width) : TriggerRow.rows(snapshot, width: width)
            triggers.select(line, in: rows, height: inner.height)
        case .record:
            let records = snapshot.recordPage?.records ?? []
            return records.indices.contains(line) ? [.record(.select(records[line].seq))] : []
        case .overview, .logs: break
        }
        return []
    }
}

extension ListState {
    /// Selects the entry on a line of the pane, counted from its first.
    fileprivate mutating func select<Content>(_ line: Int, in rows: [PaneRow<Content>], height: Int) {
        let index = firstShown(in: rows, height: height) + line
        if rows.indices.contains(index), let id = rows[index].id { selected = id }
    }
}
