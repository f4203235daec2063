import LaunchCore

/// The panes by number, where one shows at a time; each tells of trouble in it.
struct TabBar {
    let snapshot: Snapshot
    let tally: Tally
    let focus: Pane

    func draw(in rect: Rect, on grid: inout Grid) {
        guard !rect.isEmpty else { return }
        grid.draw(tabs(width: rect.width).reduce(Line()) { $0 + $1.line }, in: rect)
    }

    /// The pane whose tab is at a column.
    func pane(at column: Int, width: Int) -> Pane? {
        var x = 0
        return tabs(width: width).first { tab in
            x += tab.line.width
            return column < x
        }?.pane
    }

    private enum Detail { case badges, names, closeNames, keys }

    /// Badges give way first, then a blank after each name, then the names of the panes that have no focus.
    private func tabs(width: Int) -> [(pane: Pane, line: Line)] {
        for detail in [Detail.badges, .names, .closeNames] {
            let tabs = tabs(detail)
            if tabs.reduce(0, { $0 + $1.line.width }) <= width { return tabs }
        }
        return tabs(.keys)
    }

    private func tabs(_ detail: Detail) -> [(pane: Pane, line: Line)] {
        Pane.allCases.map { pane in
            let isFocused = pane == focus
            var tab = Line(isFocused ? "[" : " ", .borderFocused, .bold)
            let key = snapshot.optionalKey(pane.command)
            tab.append(key ?? "", .key)
            if isFocused || detail != .keys || key == nil {
                tab.append(" \(pane.title)", isFocused ? .title : .muted, isFocused ? .bold : [])
            }
            if detail == .badges, let badge = badge(pane) {
                tab.append(" ")
                tab.append(badge)
            }
            if isFocused || detail != .closeNames { tab.append(isFocused ? "]" : " ", .borderFocused, .bold) }
            return (pane, tab)
        }
    }

    private func badge(_ pane: Pane) -> Line? {
        switch pane {
        case .overview, .record: return nil
        case .checklist: return Line("\(tally.sum.closed)/\(tally.sum.total)", tally.sum.failed > 0 ? .bad : .muted)
        case .status:
            let down = snapshot.plan.services.count { ServiceView($0, snapshot).reading?.state == .down }
            return down > 0 ? Line("✖\(down)", .bad) : nil
        case .triggers:
            let states = snapshot.plan.triggers.map { TriggerView($0, snapshot).state }
            let firing = states.count { $0 == .firing }
            if firing > 0 { return Line("▲\(firing)", .bad) }
            let pending = states.count { $0 == .pending }
            return pending > 0 ? Line("◔\(pending)", .pending) : nil
        case .logs:
            let errors = snapshot.logs.map(\.errors).max() ?? 0
            return errors > 0 ? Line("✖\(errors)", .logError) : nil
        }
    }
}
