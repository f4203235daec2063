import LaunchCore

/// The head of every screen: which launch and who is there, the verdict with T+, and what to do next; as large as there is room for.
struct Head {
    /// What of it there is room for.
    enum Form: Hashable {
        /// The one row there is belongs to a countdown.
        case none
        case verdict
        /// The launch, and below it the verdict.
        case short
        /// And below that what to do next.
        case full
        /// Verdict and T+ three rows high, and what to do next unless the banner says it.
        case large(saysNext: Bool)

        /// - Parameters:
        ///   - isCountingDown: whether the banner shows a countdown, which is the last thing to go.
        ///   - saysNext: false where the banner says what to do: then it has the row.
        init(width: Int, height: Int, isCountingDown: Bool, saysNext: Bool) {
            if width < Layout.smallestWidth || height < Layout.smallestHeight {
                let rows = height - (isCountingDown ? 1 : 0)
                self = rows >= 2 ? .short : rows == 1 ? .verdict : .none
            } else if width >= Layout.dashboardWidth, height >= Layout.largeHeight {
                self = .large(saysNext: saysNext)
            } else {
                self = height >= 24 && saysNext ? .full : .short
            }
        }

        var height: Int {
            switch self {
            case .none: 0
            case .verdict: 1
            case .short: 2
            case .full: 3
            case .large(let saysNext): saysNext ? 5 : 4
            }
        }

        /// The row that says what to do next; nil where none does.
        var nextRow: Int? {
            switch self {
            case .none, .verdict, .short: nil
            case .full: 2
            case .large(let saysNext): saysNext ? BigText.height + 1 : nil
            }
        }
    }

    let snapshot: Snapshot
    let checklist: ChecklistState
    let form: Form

    func draw(in rect: Rect, on grid: inout Grid) {
        let role = snapshot.verdict.word.sign.role
        let bar = form == .verdict ? rect : Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: max(0, rect.height - 1))
        if form != .verdict, !rect.isEmpty { drawIdentity(in: rect.row(0), role, on: &grid) }
        grid.fill(bar, style: Style(role))
        let inner = bar.inset(columns: Banner.margin(rect.width), rows: 0), line = VerdictLine(snapshot: snapshot)
        switch form {
        case .none: break
        case .verdict, .short: grid.draw(line.withAge(width: inner.width).recoloured(role), in: inner.row(0))
        case .full:
            grid.draw(line.withoutAge(width: inner.width).recoloured(role), in: inner.row(0))
            grid.draw(Line.spread(next(role), line.age(isLong: true), over: inner.width).recoloured(role), in: inner.row(1))
        case .large(let saysNext):
            line.drawLarge(in: inner, on: &grid)
            if saysNext { grid.draw(next(role), in: inner.row(BigText.height)) }
        }
    }

    private func next(_ role: Role) -> Line {
        let next = NextToDo(snapshot, checklist)
        var line = Line("NEXT  ", role)
        if let key = next.key(snapshot) {
            line.append(" \(key) ", role, [.bold, .reverse])
            line.append("  ", role)
        }
        line.append(next.text, role, .bold)
        return line
    }

    private func drawIdentity(in row: Rect, _ role: Role, on grid: inout Grid) {
        let inner = row.inset(columns: Banner.margin(row.width), rows: 0), line = IdentityLine(snapshot: snapshot).line(width: inner.width)
        guard isFlashing else { return grid.draw(line, in: inner) }
        grid.fill(row, style: Style(role))
        grid.draw(line.recoloured(role), in: inner)
    }

    /// For a moment after a trigger fired the whole head of the screen takes the colour of the verdict: it is seen from across the room.
    private var isFlashing: Bool {
        snapshot.plan.triggers.contains { trigger in
            guard trigger.action != .watch, let status = snapshot.state.triggers[trigger.id], status.state == .firing else { return false }
            return (.zero..<Self.flash).contains(snapshot.now.wall - status.since)
        }
    }

    private static let flash: Duration = .seconds(3)
}
