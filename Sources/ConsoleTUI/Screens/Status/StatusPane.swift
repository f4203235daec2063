import LaunchCore

/// Health of the services, rollout of the deployments, and what the launch is measured by.
struct StatusPane {
    let snapshot: Snapshot
    let state: ListState

    func draw(in rect: Rect, isFocused: Bool, on grid: inout Grid) {
        var frame = PaneFrame(.status, rect, snapshot, isFocused: isFocused, title: snapshot.plan.services.isEmpty ? "Status" : "Services")
        frame.info = summary
        let inner = frame.draw(on: &grid)
        let layout = StatusColumns(snapshot, width: inner.width - 2)
        ListPane(rows: StatusRow.rows(snapshot, width: inner.width - 2), state: state, isFocused: isFocused).draw(
            in: inner, frame: frame, on: &grid
        ) { row in
            if case .divider(let title, let info) = row { (title, info) } else { nil }
        } line: { row, width in
            layout.line(row, width: width)
        }
    }

    /// How many services are in which state, the bad ones first.
    private var summary: Line {
        var counts: [Sign: Int] = [:]
        for service in snapshot.plan.services { counts[ServiceView(service, snapshot).sign, default: 0] += 1 }
        var line = Line()
        for sign in [ServiceState.down.sign, ServiceState.degraded.sign, .stale, ServiceState.unknown.sign, .waiting, ServiceState.up.sign]
        {
            guard let count = counts[sign] else { continue }
            if line.width > 0 { line.append(" ") }
            line.append("\(sign.glyph)\(count)", sign.role)
        }
        return line
    }
}
