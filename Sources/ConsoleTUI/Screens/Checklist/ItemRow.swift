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
        return .spread(left, firstThatFits: rights(state), over: width)
    }

    /// Only a task-list entry has a square box; a step or a thing to do by hand has a round one.
    static func sign(_ item: Item, _ state: ItemProgress.State) -> Sign {
        let sign = state.sign
        if item.kind == .box { return sign }
        let inner = sign.glyph.dropFirst().dropLast()
        return Sign("(\(inner))", sign.word, sign.role)
    }

    /// What stands at the right end, the fullest words first.
    private func rights(_ state: ItemProgress.State) -> [Line] {
        guard let progress = snapshot.state.items[item.id] else {
            return state == .done ? [Line("done in the plan", .muted), Line("done", .muted)] : toDo
        }
        switch progress.state {
        case .open: return toDo
        case .running: return [Line("◐ running ", .pending) + Line(Clock.length(snapshot.age(of: progress.at)), .muted)]
        case .done: return told(progress, mark: Line())
        case .skipped: return told(progress, mark: Line("skipped: ", .muted))
        case .failed: return told(progress, mark: Line("✖ failed ", .bad))
        }
    }

    private func told(_ progress: ItemProgress, mark: Line) -> [Line] {
        let who = Line(progress.by.name) + Line(" " + snapshot.clock(progress.at), .muted)
        guard let evidence = progress.evidence, !evidence.isEmpty else { return [mark + who] }
        return [mark + Line("\(evidence) · ", .muted) + who, mark + who]
    }

    /// What an open item offers: its command, or what ticks it.
    private var toDo: [Line] {
        var about = Line()
        if let owner = item.owner { about.append("\(owner)  ", .muted) }
        if let priority = item.priority { about.append("\(priority)  ", .warning) }
        if let estimate = item.estimate { about.append("~\(estimate.launchText)  ", .muted) }
        // A launch that is over runs nothing any more.
        if snapshot.state.finished != nil { return [about, Line()] }
        if let command = item.commands.first {
            return [about + run(command, withHost: true), run(command, withHost: true), run(command, withHost: false)]
        }
        if let procedure = item.procedure {
            let run = offer("run \(procedure)")
            return [about + run, run]
        }
        switch item.check {
        case .service(let name): return [about + Line("when \(name) is up", .info), Line("by itself", .info)]
        case .condition(let condition): return [about + Line("when \(condition.text)", .info), Line("by itself", .info)]
        case .deployment(let name): return [about + Line("when \(name) is deployed", .info), Line("by itself", .info)]
        case nil: return [about, Line()]
        }
    }

    /// Without its key on a console that only looks.
    private func offer(_ words: String) -> Line {
        snapshot.readOnly ? Line(words, .hint) : Line(snapshot.key("open"), .key) + Line(" " + words, .hint)
    }

    private func run(_ command: Command, withHost: Bool) -> Line {
        let isOne = item.commands.count == 1
        var line = isOne && snapshot.readOnly ? Line("a command", .hint) : offer(isOne ? "run" : "\(item.commands.count) commands")
        if withHost, let host = command.host { line.append(" @\(host)", .hint) }
        if item.commands.contains(where: \.destructive) { line.append(" !!", .danger) }
        return line
    }
}
