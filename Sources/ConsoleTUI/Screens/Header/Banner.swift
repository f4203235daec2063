import LaunchCore

/// What must not be overlooked, below the verdict on every screen: nobody watching, a countdown, a rollback, a changed plan.
struct Banner {
    struct Row: Hashable {
        let line: Line
        let role: Role
    }

    /// What a countdown may take.
    enum Room: Hashable {
        /// One row of this many columns, before all other news.
        case tiny(width: Int)
        case one
        /// Three rows, for large digits.
        case large
    }

    let rows: [Row]
    /// One of the rows tells what to do, with its key.
    let saysNext: Bool

    init(_ snapshot: Snapshot, room: Room) {
        var rows: [Row] = []
        if let (trigger, countdown) = snapshot.nextCountdown { rows = Self.countdown(trigger, countdown, snapshot, room) }
        if snapshot.isUnwatched { rows.insert(Self.unwatched(snapshot), at: room.isTiny ? rows.count : 0) }
        if let asked = snapshot.state.request(at: snapshot.now.wall) { rows.append(Self.asked(asked, snapshot)) }
        if let silence = snapshot.runnerSilence {
            let words = "✖ \(silence.text(at: snapshot.now.wall)) · \(snapshot.key("output")) shows what to do"
            rows.append(Row(line: Line(words, .danger, .bold), role: .danger))
        }
        if let waiting = snapshot.waitingRecords {
            let words = "▲ \(waiting.text(in: snapshot.state, at: snapshot.now.wall)) · \(snapshot.key("output")) shows what to do"
            rows.append(Row(line: Line(words, .warning, .bold), role: .warning))
        }
        if let row = Self.run(snapshot) { rows.append(row) }
        let isChanged =
            snapshot.state.beganAt != nil && snapshot.state.acceptedDigest != snapshot.plan.digest && snapshot.state.finished == nil
        if isChanged { rows.append(Self.changed(snapshot)) }
        // A plan that changed is said above, with the key that accepts it.
        let notices = snapshot.notices.filter { !isChanged || !$0.hasPrefix("the plan changed on disk") }
        if let notice = notices.first {
            let more = notices.count > 1 ? " (+\(notices.count - 1) more)" : ""
            rows.append(Row(line: Line("▲ \(notice)\(more)"), role: .warning))
        }
        if let finished = snapshot.state.finished {
            rows.append(
                Row(
                    line: Line("✔ finished by \(finished.by.name) \(snapshot.clock(finished.at)): \(finished.text) · :begin starts anew"),
                    role: .verdictIdle))
        }
        self.rows = rows
        let run = snapshot.state.activeRun ?? snapshot.state.rollback
        let isRunNews = run.map { $0.work.isRollback || $0.state == .interrupted || $0.waitsForPerson } ?? false
        saysNext =
            snapshot.nextCountdown != nil || snapshot.state.request(at: snapshot.now.wall) != nil || isChanged
            || snapshot.state.finished != nil || isRunNews && Self.run(snapshot) != nil
    }

    func draw(in rect: Rect, on grid: inout Grid) {
        for (index, row) in rows.enumerated() where index < rect.height {
            let place = rect.row(index)
            grid.fill(place, style: Style(row.role))
            grid.draw(row.line.recoloured(row.role), in: place.inset(columns: Self.margin(rect.width), rows: 0))
        }
    }

    /// Blank columns at either side of the head's lines; none where every column counts.
    static func margin(_ width: Int) -> Int { width < 16 ? 0 : 1 }

    private static func changed(_ snapshot: Snapshot) -> Row {
        var text = "▲ the plan changed since it was accepted: nothing of it can run · \(snapshot.key("accept")) accepts it"
        if let first = snapshot.changes.first {
            text += " · \(first)" + (snapshot.changes.count > 1 ? " (+\(snapshot.changes.count - 1) more)" : "")
        }
        return Row(line: Line(text), role: .warning)
    }

    private static func unwatched(_ snapshot: Snapshot) -> Row {
        let since = snapshot.state.engine.flatMap { $0.stopped?.at }.map { " since \(snapshot.clock($0))" } ?? ""
        let next = snapshot.readOnly ? "what you see is old; start `opsconsole engine`" : "what you see is old; a console restarts it"
        return Row(line: Line("✖ NOBODY IS WATCHING\(since) · \(next)", .danger, .bold), role: .danger)
    }

    private static func countdown(_ trigger: Trigger, _ countdown: Countdown, _ snapshot: Snapshot, _ room: Room) -> [Row] {
        let left = Clock.countdown(countdown.deadline - snapshot.now.wall)
        let title = "▲ AUTOMATIC ROLLBACK IN \(left)", hold = "\(snapshot.key("hold")) holds it"
        switch room {
        case .tiny(let width):
            // The figure is the last thing to be cut.
            let texts = [
                "\(title) · \(trigger.text) · \(hold)", "\(title) · \(hold)", "▲ ROLLBACK IN \(left) · \(hold)", "▲ ROLLBACK IN \(left)",
                "▲ BACK IN \(left)", "▲ \(left)", left,
            ]
            let text = texts.first { TextWidth.of($0) <= width } ?? "▲"
            return [Row(line: Line(text, .danger, .bold), role: .danger)]
        case .one: return [Row(line: Line("\(title) · \(trigger.text) · \(hold)", .danger, .bold), role: .danger)]
        case .large: break
        }
        let view = TriggerView(trigger, snapshot)
        var why = trigger.text
        if let metric = view.metric, let value = metric.value, let condition = trigger.condition {
            why += ": \(metric.display(value)), threshold \(condition.comparison.rawValue) \(condition.threshold.text)"
        }
        let words = [title, why, "\(hold), with a reason · \(snapshot.key("rollback")) opens the rollback card"]
        return zip(BigText.lines(left), words).enumerated().map { index, pair in
            Row(line: Line(" \(pair.0)   ", .danger, .bold) + Line(pair.1, .danger, index == 0 ? .bold : []), role: .danger)
        }
    }

    private static func asked(_ asked: RollbackRequest, _ snapshot: Snapshot) -> Row {
        let left = Clock.countdown(asked.deadline - snapshot.now.wall)
        let isMine = asked.by.name == snapshot.me.name
        let who = isMine ? "YOU ASK" : "\(asked.by.name.uppercased()) ASKS"
        let next = isMine ? "another operator must confirm it" : "\(snapshot.key("rollback")) confirms it"
        return Row(line: Line("▲ \(who) FOR THE ROLLBACK, \(left) left · \(next) · \(asked.reason)", .danger, .bold), role: .danger)
    }

    private static func run(_ snapshot: Snapshot) -> Row? {
        let state = snapshot.state
        guard let run = state.activeRun ?? state.rollback, !run.state.isOver || state.held != nil else { return nil }
        let what = run.title.uppercased().hasPrefix("THE ROLLBACK") ? "ROLLBACK" : run.title
        let step = (run.current ?? 0) + 1
        let place = "step \(step) of \(run.steps.count)"
        let output = snapshot.key("output")
        switch run.state {
        case .requested: return Row(line: Line("○ \(what) is starting · \(output) shows it", .verdictBusy, .bold), role: .verdictBusy)
        case .running where run.waitsForPerson:
            let text = run.currentStep?.step.text ?? ""
            return Row(
                line: Line("▲ \(what) \(place) waits for you, \(output) opens it: \(text)", .verdictBusy, .bold), role: .verdictBusy)
        case .running:
            let text = run.steps.indices.contains(step - 1) ? run.steps[step - 1].step.title : ""
            if let link = run.brokenLink {
                let words = link.text(snapshot.age(of: link.since))
                return Row(line: Line("▲ \(words) · \(what) \(place) · \(output) shows it", .warning, .bold), role: .warning)
            }
            let took = run.startedAt.map { Clock.length(snapshot.age(of: $0)) } ?? ""
            return Row(line: Line("◐ \(what) \(place), \(took) · \(output) shows it · \(text)", .verdictBusy, .bold), role: .verdictBusy)
        case .interrupted:
            let next = run.resume == nil ? run.choicesText : run.answer?.text ?? "it starts again"
            let line = Line(
                "■ \(what) INTERRUPTED AT STEP \(step) · \(output): \(next) · \(run.ending ?? "")", .danger, .bold)
            return Row(line: line, role: .danger)
        case .failed: return Row(line: Line("✖ \(what) FAILED at \(place) · \(output) shows what to do", .danger, .bold), role: .danger)
        case .done: return run.work.isRollback && snapshot.verdict.word == .rollbackFailed ? didNotHelp(snapshot) : nil
        case .aborted: return nil
        }
    }

    /// All of its steps are done, and a trigger still asks for it.
    private static func didNotHelp(_ snapshot: Snapshot) -> Row {
        let (output, release, again) = (snapshot.key("output"), snapshot.key("release"), snapshot.key("rollback"))
        let text =
            "✖ THE ROLLBACK DID NOT HELP · \(output) shows it · \(release) releases, then \(again) rolls back again"
        return Row(line: Line(text, .danger, .bold), role: .danger)
    }
}

extension Banner.Room {
    fileprivate var isTiny: Bool { if case .tiny = self { true } else { false } }
}

extension Snapshot {
    /// The countdown that ends first among those nobody holds.
    var nextCountdown: (Trigger, Countdown)? { state.runningCountdowns(of: plan).first }

    /// Whether a rollback was requested since the countdown began: then there is nothing left to count down to.
    func isAnswered(_ countdown: Countdown) -> Bool { state.rollback.map { $0.requestedAt >= countdown.startedAt } ?? false }
}
