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
        return .spread(left, firstThatFits: rights(sign), over: width)
    }

    static func sign(_ answer: Bool?) -> Sign {
        switch answer {
        case true?: Sign("✔", "GO", .good)
        case false?: Sign("✖", "NO-GO", .bad)
        case nil: Sign("◇", "waiting", .pending)
        }
    }

    /// How it stands, with who voted where there is room.
    private func rights(_ sign: Sign) -> [Line] {
        let votes = snapshot.state.decisions[decision.id] ?? []
        var head = Line(sign.word, sign.role, .bold)
        if votes.isEmpty {
            if decision.approvers > 1 { head.append(" for \(decision.approvers) approvers", .muted) }
            return [head + Line("  ") + Line(snapshot.key("decide"), .key) + Line(" decide", .hint), Line(sign.word, sign.role, .bold)]
        }
        if decision.approvers > 1 { head.append(" \(votes.count { $0.go }) of \(decision.approvers)") }
        let full = votes.reduce(head) { line, vote in
            let reason = vote.go ? "" : vote.reason.map { "\($0), " } ?? ""
            return line + Line(" · \(reason)", .muted) + Line(vote.by.name) + Line(" " + snapshot.clock(vote.at), .muted)
        }
        return [full, head]
    }
}
