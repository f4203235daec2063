import LaunchCore

/// Which launch this is, from what to what, whether it is watched, and who is there.
struct IdentityLine {
    let snapshot: Snapshot

    /// What there is no room for goes, the least needed first: versions, other operators, the engine's good health.
    func line(width: Int) -> Line {
        let name = Line(snapshot.state.name ?? snapshot.plan.name, .title, .bold)
        for detail in [3, 2, 1] {
            let right = people(withOthers: detail >= 2, withEngine: true), rest = detail >= 3 ? versions : Line()
            let room = width - 2 - right.width - rest.width
            if name.width <= room || detail == 1, room >= 8 { return .spread(name.cut(to: room) + rest, right, over: width) }
        }
        let right = people(withOthers: false, withEngine: false)
        return .spread(name.cut(to: max(width / 3, width - right.width - 1)), right, over: width)
    }

    private var versions: Line {
        switch (snapshot.plan.fromVersion, snapshot.plan.toVersion) {
        case (let from?, let to?): Line("   \(from) → \(to)")
        case (nil, let version?), (let version?, nil): Line("   \(version)")
        case (nil, nil): Line()
        }
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
