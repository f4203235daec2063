import LaunchCore

/// A go/no-go gate on one line.
struct DecisionRow {
    let decision: Decision
    let snapshot: Snapshot

    func line(width: Int) -> Line {
        let sign = Self.sign(snapshot.state.answer(to: decision))
        var left = Line("  ")
        left.append(sign)
        left.append(" ")
        left.append(decision.title, .text, .bold)
        return .spread(left, votes(sign), over: width)
    }

    static func sign(_ answer: Bool?) -> Sign {
        switch answer {
        case true?: Sign("✔", "GO", .good)
        case false?: Sign("✖", "NO-GO", .bad)
        case nil: Sign("◇", "waiting", .pending)
        }
    }

    private func votes(_ sign: Sign) -> Line {
        let votes = snapshot.state.decisions[decision.id] ?? []
        var line = Line(sign.word, sign.role, .bold)
        if sign.word == "waiting", votes.isEmpty {
            line.append(decision.approvers > 1 ? " for \(decision.approvers) approvers  " : "  ", .muted)
            line.append("d", .key)
            line.append(" decide", .hint)
            return line
        }
        if decision.approvers > 1 { line.append(" \(votes.count { $0.go }) of \(decision.approvers)", .text) }
        for vote in votes {
            line.append(" · ", .muted)
            if !vote.go, let reason = vote.reason { line.append("\(reason), ", .muted) }
            line.append(vote.by.name, .text)
            line.append(" " + snapshot.clock(vote.at), .muted)
        }
        return line
    }
}
