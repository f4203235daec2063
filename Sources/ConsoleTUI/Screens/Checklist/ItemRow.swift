import LaunchCore

/// An item of the checklist on one line: box, text, and at the right end what can be done or who did it.
struct ItemRow {
    let item: Item
    let snapshot: Snapshot

    func line(width: Int) -> Line {
        let state = snapshot.state.progress(of: item)
        let sign = Self.sign(item, state)
        var left = Line([.blanks(2 + 2 * item.depth)])
        left.append(sign)
        left.append(" ")
        left.append(item.text, state == .done || state == .skipped ? sign.role : .text)
        return .spread(left, right(state), over: width)
    }

    /// Only a task-list entry has a square box; a step or a thing to do by hand has a round one.
    static func sign(_ item: Item, _ state: ItemProgress.State) -> Sign {
        let sign = state.sign
        if item.kind == .box { return sign }
        let inner = sign.glyph.dropFirst().dropLast()
        return Sign("(\(inner))", sign.word, sign.role)
    }

    private func right(_ state: ItemProgress.State) -> Line {
        guard let progress = snapshot.state.items[item.id] else {
            return state == .done ? Line("done in the plan", .muted) : toDo
        }
        switch progress.state {
        case .open: return toDo
        case .running:
            var line = Line("◐ running ", .pending)
            line.append(Clock.length(snapshot.age(of: progress.at)), .muted)
            return line
        case .done: return told(progress, mark: Line())
        case .skipped: return told(progress, mark: Line("skipped: ", .muted))
        case .failed: return told(progress, mark: Line("✖ failed ", .bad))
        }
    }

    private func told(_ progress: ItemProgress, mark: Line) -> Line {
        var line = mark
        if let evidence = progress.evidence, !evidence.isEmpty { line.append("\(evidence) · ", .muted) }
        line.append(progress.by.name, .text)
        line.append(" " + snapshot.clock(progress.at), .muted)
        return line
    }

    /// What an open item offers: its command, or what ticks it.
    private var toDo: Line {
        var line = Line()
        if let owner = item.owner { line.append("\(owner)  ", .muted) }
        if let priority = item.priority { line.append("\(priority)  ", .warning) }
        if let estimate = item.estimate { line.append("~\(estimate.launchText)  ", .muted) }
        switch item.check {
        case .service(let name): line.append("when \(name) is up", .info)
        case .condition(let condition): line.append("when \(condition.text)", .info)
        case .deployment(let name): line.append("when \(name) is deployed", .info)
        case nil: break
        }
        guard let command = item.commands.first else { return line }
        if line.width > 0 { line.append("  ") }
        line.append("⏎", .key)
        line.append(item.commands.count > 1 ? " \(item.commands.count) commands" : " run", .hint)
        if let host = command.host { line.append(" @\(host)", .hint) }
        if item.commands.contains(where: \.destructive) { line.append(" ‼", .danger) }
        return line
    }
}
