import LaunchCore

/// The two lines on top of every screen: which launch, since when, who is there; and below, over the whole width, the verdict.
struct VerdictLine {
    let snapshot: Snapshot

    func draw(in rect: Rect, on grid: inout Grid) {
        grid.draw(identity(width: rect.width - 2), in: rect.row(0).inset(columns: 1, rows: 0))
        let bar = rect.row(1)
        let role = snapshot.verdict.word.sign.role
        if isFlashing {
            grid.fill(rect.row(0), style: Style(role))
            grid.draw(identity(width: rect.width - 2).recoloured(role), in: rect.row(0).inset(columns: 1, rows: 0))
        }
        grid.fill(bar, style: Style(role))
        grid.draw(verdict(width: bar.width - 2).recoloured(role), in: bar.inset(columns: 1, rows: 0))
    }

    /// For a moment after a trigger fired the whole head of the screen takes the colour of the verdict: it is seen from across the room.
    private var isFlashing: Bool {
        snapshot.plan.triggers.contains { trigger in
            guard trigger.action != .watch, let status = snapshot.state.triggers[trigger.id], status.state == .firing else { return false }
            return (.zero..<Self.flash).contains(snapshot.now.wall - status.since)
        }
    }

    private static let flash: Duration = .seconds(3)

    private func verdict(width: Int) -> Line {
        let verdict = snapshot.verdict
        let sign = verdict.word.sign
        var left = Line("\(sign.glyph) \(sign.word)", sign.role, .bold)
        left.append("  \(verdict.reason)", sign.role)
        guard let oldest = verdict.oldestInput else { return left.cut(to: width) }
        let label = width >= 70 ? "oldest input " : ""
        return .spread(left, Line(label + Clock.roughAge(oldest), sign.role), over: width)
    }

    /// What there is no room for goes, the least needed first: versions, other operators, the engine's good health.
    private func identity(width: Int) -> Line {
        let name = Line(snapshot.state.name ?? snapshot.plan.name, .title, .bold)
        for detail in [3, 2, 1] {
            let right = people(withOthers: detail >= 2, withEngine: true), rest = time(withVersions: detail >= 3)
            let room = width - 2 - right.width - rest.width
            if name.width <= room || detail == 1, room >= 8 { return .spread(name.cut(to: room) + rest, right, over: width) }
        }
        return .spread(name.cut(to: width / 3) + time(withVersions: false), people(withOthers: false, withEngine: false), over: width)
    }

    private func time(withVersions: Bool) -> Line {
        var line = Line()
        if withVersions {
            switch (snapshot.plan.fromVersion, snapshot.plan.toVersion) {
            case (let from?, let to?): line.append("   \(from) → \(to)")
            case (nil, let version?), (let version?, nil): line.append("   \(version)")
            case (nil, nil): break
            }
        }
        line.append("   ")
        line.append(Clock.sinceStart(snapshot.state.startedAt.map { snapshot.now.wall - $0 }), .text, .bold)
        return line
    }

    private func people(withOthers: Bool, withEngine: Bool) -> Line {
        var line = Line()
        if snapshot.readOnly { line.append(" READ-ONLY ", .danger, .bold) }
        if snapshot.isUnwatched {
            line.append(line.width > 0 ? " " : "")
            line.append(" ✖ NOBODY IS WATCHING ", .danger, .bold)
        } else if withEngine {
            if line.width > 0 { line.append("  ") }
            line.append("engine ", .muted)
            line.append(snapshot.engine.alive ? "● watching" : "○ ended", snapshot.engine.alive ? .good : .muted)
        }
        guard withOthers else { return line }
        let others = snapshot.operators.filter { $0 != snapshot.me.name }
        line.append(others.isEmpty ? " · alone" : " · with " + others.joined(separator: ", "), others.isEmpty ? .muted : .text)
        return line
    }
}

extension Snapshot {
    /// True when there is something to watch and no engine does.
    var isUnwatched: Bool { !engine.alive && state.finished == nil }
}
