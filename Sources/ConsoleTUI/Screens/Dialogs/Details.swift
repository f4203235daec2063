import LaunchCore

/// Everything known of one thing, as a page of text.
struct Details {
    let snapshot: Snapshot
    let width: Int

    var gone: [Line] { [Line("It is not in the plan any more.", .warning)] }

    /// `label    words`, broken where they are long.
    func row(_ label: String, _ words: Line) -> [Line] {
        words.width == 0 ? [] : (Line(label, .muted).padded(to: 14) + words).wrapped(to: width, indent: 14)
    }

    func row(_ label: String, _ words: String?, _ role: Role = .text) -> [Line] { row(label, Line(words ?? "", role)) }

    func row(_ label: String, _ sign: Sign) -> [Line] { row(label, Line("\(sign.glyph) \(sign.word)", sign.role, .bold)) }

    /// The section of the plan it stands in, as it is meant to look.
    func source(_ location: SourceLocation) -> [Line] {
        let head = [Line(), Line("\(location.file):\(location.line)", .heading)]
        guard let lines = snapshot.sources[location.file], (1...max(1, lines.count)).contains(location.line) else { return head }
        guard let section = snapshot.plan.document(location.file)?.section(at: location.line) else {
            return head + excerpt(lines, around: location.line)
        }
        let range = max(0, section.firstLine - 1)..<min(lines.count, max(section.lastLineOfTree, section.firstLine))
        return head + RenderedPlan.lines(Array(lines[range]), first: range.lowerBound + 1, marked: location.line, width: width)
    }

    /// Of a file that is no plan: the lines around it, as they are.
    private func excerpt(_ lines: [String], around line: Int) -> [Line] {
        guard line <= lines.count else { return [] }
        return (max(1, line - 3)...min(lines.count, line + 12)).map { number in
            let isIt = number == line
            return Line(isIt ? "▸" : " ", .borderFocused) + Line("\(number)".leftPadded(to: 5) + "  ", .muted)
                + Line(lines[number - 1], isIt ? .text : .muted)
        }
    }

    /// Whole plans, as they are meant to look.
    var plans: [Line] {
        let documents = snapshot.plan.documents.flatMap { document in
            [Line(document.path, .heading)]
                + RenderedPlan.lines(snapshot.sources[document.path] ?? document.lines, first: 1, marked: nil, width: width) + [Line()]
        }
        return documents.isEmpty ? [Line("The launch has no Markdown plan.", .muted)] : documents
    }

    func item(_ item: Item) -> [Line] {
        let sign = ItemRow.sign(item, snapshot.state.progress(of: item))
        var lines = row("State", sign)
        lines += row("Text", item.text)
        if let progress = snapshot.state.items[item.id] {
            lines += row("By", "\(progress.by.name) on \(progress.by.host) at \(snapshot.clockWithSeconds(progress.at))")
            lines += row("Evidence", progress.evidence)
        }
        lines += row("Section", item.section.joined(separator: " › ")) + row("Owner", item.owner) + row("Priority", item.priority)
        lines += row("Estimate", item.estimate?.launchText)
        for command in item.commands {
            lines += row("Command", Line(command.text, .code)) + row("", "on \(command.host ?? "this host")", .muted)
        }
        if let name = item.procedure {
            lines += row("Procedure", name)
            for step in snapshot.plan.procedure(name)?.steps ?? [] { lines += row("", Line(step.text, .code)) }
        }
        return lines + source(item.location)
    }

    func window(_ window: Window) -> [Line] {
        let view = WindowView(window, snapshot)
        var lines = [view.head(width: width)]
        if view.status != nil { lines += [view.timeline(width: width), view.foot()] }
        lines.append(Line())
        lines +=
            row("Lasts", window.lasts.launchText)
            + row("Looks", window.every.map { "every \($0.launchText)" } ?? "the plan gives no cadence")
        lines += row("Reason", view.status?.reason)
        for watch in window.watch { lines += row("Watch", watch) }
        return lines + source(window.location)
    }

    func criterion(_ criterion: Criterion) -> [Line] {
        row("Criterion", criterion.text) + row("Measured by", criterion.condition?.text ?? "a person") + source(criterion.location)
    }

    func goal(_ goal: Goal) -> [Line] {
        row("Goal", goal.name) + row("Plan says", goal.current) + row("Target", goal.target) + row("Metric", goal.metric)
            + source(goal.location)
    }
}
