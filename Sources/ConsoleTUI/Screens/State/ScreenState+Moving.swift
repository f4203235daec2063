import LaunchCore

extension ScreenState {
    /// What the logs and the record show is not the screen's own: moving there is asked for.
    mutating func move(_ motion: Motion, _ snapshot: Snapshot) -> [ConsoleAction] {
        let layout = layout(snapshot)
        if moveDialog(motion, snapshot, in: layout.body) { return [] }
        let pane = focusedPane(layout)
        let height = layout.inner(of: pane).height, width = layout.inner(of: pane).width - 2
        switch pane {
        case .overview: scrollOverview(motion, snapshot, height: height)
        case .checklist: checklist.move(motion, height: height)
        case .status: status.move(motion, in: StatusRow.rows(snapshot, width: width), height: height)
        case .triggers:
            let rows = layout.form == .tiny ? TriggerRow.triggers(snapshot, width: width) : TriggerRow.rows(snapshot, width: width)
            triggers.move(motion, in: rows, height: height)
        case .logs: return [.log(scrolling(motion, snapshot.logPage, height: height))]
        case .record: return [.record(moving(motion, page: max(1, height - 1)))]
        }
        return []
    }

    private func scrolling(_ motion: Motion, _ page: LogPage?, height: Int) -> LogViewCommand {
        // A selection moves by lines, and lines that are broken take several rows each.
        let isSelecting = page?.selectedCount ?? 0 > 0
        let lines = max(1, (isSelecting ? page?.lines.count ?? 0 : height) - 1)
        return switch motion {
        case .up: .scroll(-1)
        case .down: .scroll(1)
        case .pageUp: .scroll(-lines)
        case .pageDown: .scroll(lines)
        case .top: .top
        case .bottom: .follow
        }
    }

    private func moving(_ motion: Motion, page: Int) -> RecordViewCommand {
        switch motion {
        case .up: .move(-1)
        case .down: .move(1)
        case .pageUp: .move(-page)
        case .pageDown: .move(page)
        case .top: .oldest
        case .bottom: .follow
        }
    }

    private mutating func moveDialog(_ motion: Motion, _ snapshot: Snapshot, in area: Rect) -> Bool {
        switch dialog {
        case .page(var page)?:
            page.scroll(motion, snapshot, width: area.width, height: area.height)
            dialog = .page(page)
        case .run(var view)?:
            let height = area.height - 2
            view.scroll(motion, count: view.lineCount(snapshot, width: area.width - 4, height: height), height: height)
            dialog = .run(view)
        case nil, .form?, .palette?, .prompt?: return false
        }
        return true
    }

    private mutating func scrollOverview(_ motion: Motion, _ snapshot: Snapshot, height: Int) {
        var list = ListState(top: overviewTop)
        list.scroll(motion, count: OverviewPane(snapshot: snapshot, checklist: checklist).lines(width: width - 4).count, height: height)
        overviewTop = list.top
    }

    /// Leads to a pane: on a dashboard it gets the focus there, else it is the one that shows.
    mutating func go(to pane: Pane) {
        focus = pane
        if pane == .overview { zoomed = false }
    }

    /// Shows the checklist with the cursor on an item.
    mutating func stand(onItem id: String, _ snapshot: Snapshot) {
        go(to: .checklist)
        let height = layout(snapshot).inner(of: .checklist).height
        _ = checklist.find(snapshot.plan, height: height) { if case .item(let item) = $0.entry { item.id == id } else { false } }
    }

    mutating func goToNextPane(by step: Int, _ snapshot: Snapshot) {
        let layout = layout(snapshot)
        let panes = layout.form == .dashboard ? layout.panes.map(\.pane) : Pane.allCases
        let index = panes.firstIndex(of: focusedPane(layout)) ?? 0
        focus = panes[(index + step + panes.count) % panes.count]
    }
}
