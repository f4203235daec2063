import LaunchCore

/// What a line of the pane with windows and triggers tells of.
enum TriggerRow {
    case windowHead(Window)
    case windowTimeline(Window)
    case windowFoot(Window)
    case trigger(Trigger)
    case detail(Line)
    case divider(String, Line)
    case remark(String)

    /// Open windows first, or the one that comes next; then the triggers, the urgent ones first; then the other windows.
    ///
    /// - Parameter width: where details break.
    static func rows(_ snapshot: Snapshot, width: Int = .max) -> [PaneRow<TriggerRow>] {
        let windows = snapshot.plan.windows
        var first = windows.filter { snapshot.state.windows[$0.id]?.state == .open }
        if first.isEmpty, let next = windows.first(where: { snapshot.state.windows[$0.id] == nil }) { first = [next] }
        let later = windows.filter { window in !first.contains { $0.id == window.id } }
        var rows = first.flatMap { entry(of: $0, snapshot) }
        if windows.isEmpty { rows.append(PaneRow(nil, .remark("no monitoring window in the plan"))) }
        rows.append(PaneRow(nil, .divider("Triggers", summary(snapshot))))
        rows += triggers(snapshot, width: width)
        if !later.isEmpty {
            rows.append(PaneRow(nil, .divider("Other windows", Line())))
            rows += later.map { PaneRow("window/\($0.id)", .windowHead($0)) }
        }
        return rows
    }

    static func triggers(_ snapshot: Snapshot, width: Int = .max) -> [PaneRow<TriggerRow>] {
        var rows: [PaneRow<TriggerRow>] = []
        for view in sorted(snapshot) {
            let id = "trigger/\(view.trigger.id)"
            rows.append(PaneRow(id, .trigger(view.trigger)))
            guard let (text, role) = view.detail else { continue }
            let lines = Line("  \(text)", role).wrapped(to: width, indent: 2).prefix(3)
            rows += lines.enumerated().map { PaneRow(id, .detail($0.element), part: $0.offset + 1) }
        }
        if snapshot.plan.triggers.isEmpty { rows.append(PaneRow(nil, .remark("no rollback trigger in the plan"))) }
        return rows
    }

    /// The most urgent first, else in the order of the plan.
    static func sorted(_ snapshot: Snapshot) -> [TriggerView] {
        let views = snapshot.plan.triggers.map { TriggerView($0, snapshot) }
        return (0...4).flatMap { rank in views.filter { $0.rank == rank } }
    }

    private static func entry(of window: Window, _ snapshot: Snapshot) -> [PaneRow<TriggerRow>] {
        let id = "window/\(window.id)"
        guard snapshot.state.windows[window.id]?.state == .open else { return [PaneRow(id, .windowHead(window))] }
        return [
            PaneRow(id, .windowHead(window)), PaneRow(id, .windowTimeline(window), part: 1), PaneRow(id, .windowFoot(window), part: 2),
        ]
    }

    /// How many triggers are in which state; the unwatched ones are always told.
    static func summary(_ snapshot: Snapshot) -> Line {
        var counts: [Sign: Int] = [:]
        for trigger in snapshot.plan.triggers { counts[TriggerView(trigger, snapshot).sign, default: 0] += 1 }
        var line = Line()
        let order: [Sign] =
            [TriggerState.firing.sign, TriggerState.pending.sign, TriggerState.unknown.sign, .stale, TriggerState.unwatched.sign]
            + [TriggerState.inactive.sign, TriggerState.resolved.sign]
        for sign in order {
            guard let count = counts[sign] else { continue }
            if line.width > 0 { line.append(" · ", .muted) }
            line.append("\(count) \(sign.word)", sign.role)
        }
        return line
    }
}
