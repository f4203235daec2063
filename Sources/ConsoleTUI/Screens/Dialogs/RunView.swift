import LaunchCore

/// A run while it goes on and after: its steps, the end of the output, and what can be done about it.
struct RunView: Sendable {
    let run: String
    /// Lines scrolled down from the top; nil follows the output.
    var top: Int?

    func draw(in area: Rect, _ snapshot: Snapshot, on grid: inout Grid) {
        grid.fill(area)
        guard let run = snapshot.state.run(run) else { return }
        let sign = run.state.sign
        let inner = grid.box(
            area, title: .init(left: "\(run.heading) \(sign.glyph) \(sign.word)", leftStyle: Style(.title, .bold)),
            style: Style(run.state == .interrupted || run.state == .failed ? .danger : .borderFocused)
        ).inset(columns: 1, rows: 0)
        let lines = lines(run, snapshot, width: inner.width, height: inner.height)
        let first = first(of: lines.count, height: inner.height)
        for offset in 0..<min(inner.height, lines.count - first) { grid.draw(lines[first + offset], in: inner.row(offset)) }
        let below = lines.count - first - inner.height
        guard first > 0 || below > 0 else { return }
        let words = (first > 0 ? " ↑\(first) more" : "") + (below > 0 ? " ↓\(below) more" : "") + " "
        grid.put(words, endingAt: area.maxX - 2, y: area.maxY - 1, in: area, style: Style(.hint))
    }

    private func first(of count: Int, height: Int) -> Int {
        let most = max(0, count - height)
        return min(top ?? most, most)
    }

    mutating func scroll(_ motion: Motion, count: Int, height: Int) {
        var list = ListState(top: first(of: count, height: height))
        list.scroll(motion, count: count, height: height)
        top = list.top >= count - height ? nil : list.top
    }

    func lineCount(_ snapshot: Snapshot, width: Int, height: Int) -> Int {
        snapshot.state.run(run).map { lines($0, snapshot, width: width, height: height).count } ?? 0
    }

    private func lines(_ run: Run, _ snapshot: Snapshot, width: Int, height: Int) -> [Line] {
        var about = Line("\(run.reason)")
        let who = run.requestedBy.name + (run.confirmedBy.map { ", confirmed by \($0.name)" } ?? "")
        about.append(" · \(who) \(snapshot.clockWithSeconds(run.requestedAt))", .muted)
        if let started = run.startedAt { about.append(" · \(Clock.length((run.finishedAt ?? snapshot.now.wall) - started))", .muted) }
        if let pid = run.pid, let host = run.host { about.append(" · runner \(pid) on \(host)", .muted) }
        return about.wrapped(to: width) + [Line()] + StepList(snapshot: snapshot).lines(run, width: width)
            + output(run, snapshot, width: width) + ending(run, snapshot, width: width) + waiting(run, snapshot, width: width)
    }

    private func waiting(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        guard let waiting = snapshot.waitingRecords, waiting.run == run.id else { return [] }
        let words = waiting.text(in: snapshot.state, at: snapshot.now.wall)
        return [Line()] + Line("▲ \(words)", .warning, .bold).wrapped(to: width, indent: 2)
            + Line("  \(waiting.whatToDo)").wrapped(to: width, indent: 2)
    }

    private func ending(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        let step = (run.current ?? 0) + 1
        switch run.state {
        case .requested: return [Line(), Line("○ waits for its runner to start", .pending)]
        case .running where snapshot.runnerSilence?.pid == run.pid && run.pid != nil:
            return snapshot.runnerSilence.map { silence($0, snapshot, width: width) } ?? []
        case .running where run.brokenLink != nil: return run.brokenLink.map { brokenLink($0, snapshot, width: width) } ?? []
        case .running:
            if run.terminal != nil { return [Line(), Line("▲ it runs in a terminal: T attaches, Ctrl-] comes back", .warning, .bold)] }
            guard run.waitsForPerson else { return run.resume.map { [Line(), Line("◐ to \($0.rawValue), as asked", .pending)] } ?? [] }
            return [Line(), Line("▲ step \(step) waits for you: do it, then \(snapshot.key("skip-step")) goes on", .warning, .bold)]
        case .interrupted:
            let why = Line("■ INTERRUPTED AT STEP \(step): ", .bad, .bold) + Line(run.ending ?? "nobody knows why")
            if let choice = run.resume {
                return [Line()] + why.wrapped(to: width) + [
                    Line("  \(run.answer?.text ?? "\(choice.rawValue) was chosen"); it starts again", .pending)
                ]
            }
            return [Line()] + why.wrapped(to: width) + choices(run, snapshot, width: width)
                + (run.isLost ? whatToDo(run, snapshot, width: width) : [])
        case .done: return over(run, Line("✔ \(run.ending ?? "done")", .good, .bold), snapshot, width: width)
        case .aborted: return over(run, Line("✖ aborted: \(run.ending ?? "")", .warning, .bold), snapshot, width: width)
        case .failed: return over(run, Line("✖ \(run.ending ?? "failed")", .bad, .bold), snapshot, width: width)
        }
    }

    private func silence(_ silence: RunnerSilence, _ snapshot: Snapshot, width: Int) -> [Line] {
        [Line()] + Line("✖ \(silence.text(at: snapshot.now.wall))", .bad, .bold).wrapped(to: width, indent: 2)
            + Line("  \(silence.whatToDo)").wrapped(to: width, indent: 2)
    }

    private func brokenLink(_ link: BrokenLink, _ snapshot: Snapshot, width: Int) -> [Line] {
        [Line()] + Line("▲ \(link.text(snapshot.age(of: link.since)))", .warning, .bold).wrapped(to: width, indent: 2)
            + Line("  \(link.reason)", .muted).wrapped(to: width, indent: 2)
    }

    private func over(_ run: Run, _ how: Line, _ snapshot: Snapshot, width: Int) -> [Line] {
        [Line()] + how.wrapped(to: width) + didNotHelp(run, snapshot, width: width) + lengths(run) + whatToDo(run, snapshot, width: width)
            + lock(run, snapshot, width: width)
    }

    /// All steps are done, and a trigger still asks for it.
    private func didNotHelp(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        guard run.state == .done, run.id == snapshot.state.rollback?.id, snapshot.verdict.word == .rollbackFailed else { return [] }
        let (release, again) = (snapshot.key("release"), snapshot.key("rollback"))
        let next =
            "  Look why. Then \(release) releases the launch and \(again) rolls back again; or acknowledge the trigger, with a reason."
        return Line("✖ It did not help: \(snapshot.verdict.reason)", .bad, .bold).wrapped(to: width, indent: 2)
            + Line(next).wrapped(to: width, indent: 2)
    }

    /// What the report will say of it, too.
    private func lengths(_ run: Run) -> [Line] {
        let texts = run.incidentLengths.map { "\($0.name) \(Clock.length($0.length))" }
        return texts.isEmpty ? [] : [Line("  Time to: ", .muted) + Line(texts.joined(separator: " · "))]
    }

    private func choices(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        var texts = [
            ("retry", "retry: run it again although it may have run"), ("skip-step", "skip it and go on with the next one"),
            ("abort", "abort the run"),
        ]
        if run.resumeRefusal == nil { texts.insert(("resume", "resume: " + run.resumeText), at: 0) }
        return (run.resumeRefusal.map { Line("  It cannot be resumed: \($0)", .warning).wrapped(to: width, indent: 4) } ?? [])
            + texts.map { Line("  \(snapshot.key($0.0)) ", .key, .bold) + Line($0.1, .text) }
    }

    /// For the operator who now has to do by hand what is left.
    private func whatToDo(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        let left = run.remainingCommands(in: snapshot.place)
        guard run.work != .rehearsal, run.state != .done, !left.isEmpty else { return [] }
        let words =
            run.state == .interrupted
            ? "  Or abort it and paste what is left, in this order (\(snapshot.key("copy-commands")) copies it); step "
                + "\((run.current ?? 0) + 1) may have run, or run still:"
            : "  Look at the output; then paste what is left, in this order (\(snapshot.key("copy-commands")) copies it):"
        var lines = [Line(), Line("What to do", .heading)] + Line(words).wrapped(to: width, indent: 2)
        for text in left {
            for part in text.split(separator: "\n") { lines += (Line("    ") + Line(String(part), .code)).wrapped(to: width, indent: 6) }
        }
        if run.work.isRollback, run.state.isOver {
            lines.append(Line("  \(snapshot.key("rollback")) rolls back again from the first step.", .muted))
        }
        return lines
    }

    private func lock(_ run: Run, _ snapshot: Snapshot, width: Int) -> [Line] {
        guard run.work.isRollback, snapshot.state.held != nil else { return [] }
        return Line("  ■ The launch is locked against deploying again; \(snapshot.key("release")), with a reason, releases it.", .warning)
            .wrapped(
                to: width, indent: 4)
    }
}

extension Run {
    /// What became of the step it stands at is not known, as when its host lets us in no more.
    fileprivate var isLost: Bool {
        if case .unknown? = currentStep?.outcome { return true }
        return brokenLink != nil
    }

    var heading: String {
        switch work {
        case .command: "Command"
        case .rollback(let number, _): number > 1 ? "Rollback \(number)" : "Rollback"
        case .rehearsal: "Rehearsal"
        case .procedure(let name, _): "Procedure \(name)"
        }
    }
}
