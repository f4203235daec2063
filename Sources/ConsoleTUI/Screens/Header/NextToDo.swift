import LaunchCore

/// The one thing to do next, with the key that does it or leads to it.
struct NextToDo: Hashable {
    enum Way: Hashable {
        /// A console command by name.
        case command(String)
        /// An item of the checklist, by id.
        case item(String)
        /// Nothing to press: it comes by itself, or there is nothing.
        case none
    }

    let way: Way
    let text: String

    /// What waits longest for somebody goes first: a run that stands, a plan nobody accepted, a rollback, a hold, a checkpoint, the checklist.
    init(_ snapshot: Snapshot, _ checklist: ChecklistState) {
        let (way, text) =
            Self.finished(snapshot) ?? Self.run(snapshot) ?? Self.plan(snapshot) ?? Self.rollback(snapshot) ?? Self.held(snapshot)
            ?? Self.checkpoint(snapshot) ?? Self.work(snapshot, checklist) ?? Self.waiting(snapshot)
            ?? (.command("finish"), "nothing is left to do: finish the launch")
        self.way = way
        self.text = text
    }

    /// The key that does it; nil where there is nothing to press.
    func key(_ snapshot: Snapshot) -> String? {
        switch way {
        case .command(let name): snapshot.readOnly && name != "output" ? nil : snapshot.key(name)
        case .item: snapshot.optionalKey("next")
        case .none: nil
        }
    }

    private static func finished(_ snapshot: Snapshot) -> (Way, String)? {
        snapshot.state.finished == nil ? nil : (.command("begin"), "it is finished; a new launch begins from the same file")
    }

    private static func run(_ snapshot: Snapshot) -> (Way, String)? {
        if snapshot.verdict.word == .rollbackFailed { return (.command("output"), "look what is left to do by hand") }
        guard let run = snapshot.state.activeRun else { return nil }
        let step = (run.current ?? 0) + 1
        if run.state == .interrupted, run.resume == nil { return (.command("output"), "step \(step): \(run.choicesText)") }
        if run.waitsForPerson { return (.command("output"), "do step \(step) by hand: \(run.currentStep?.step.text ?? "")") }
        return run.work.isRollback ? (.command("output"), "watch the rollback") : nil
    }

    private static func plan(_ snapshot: Snapshot) -> (Way, String)? {
        let isChanged = snapshot.state.beganAt != nil && snapshot.state.acceptedDigest != snapshot.plan.digest
        return isChanged ? (.command("accept"), "look at what changed in the plan, and accept it") : nil
    }

    private static func rollback(_ snapshot: Snapshot) -> (Way, String)? {
        guard snapshot.verdict.word == .rollBackProposed else { return nil }
        if snapshot.nextCountdown != nil { return (.command("hold"), "hold the rollback, or let it begin") }
        if let asked = snapshot.state.request(at: snapshot.now.wall), asked.by.name == snapshot.me.name {
            return (.none, "another operator must confirm the rollback")
        }
        return (.command("rollback"), "roll back, or acknowledge it with \(snapshot.key("acknowledge"))")
    }

    private static func held(_ snapshot: Snapshot) -> (Way, String)? {
        snapshot.state.held.map { _ in (.command("release"), "release it, when it may go on") }
    }

    private static func checkpoint(_ snapshot: Snapshot) -> (Way, String)? {
        for window in snapshot.plan.windows {
            if let due = WindowView(window, snapshot).due { return (.command("confirm"), "confirm checkpoint \(due) of \(window.name)") }
        }
        return nil
    }

    /// The first thing in the checklist that is for a person; what ticks itself is waited for.
    private static func work(_ snapshot: Snapshot, _ checklist: ChecklistState) -> (Way, String)? {
        guard let phase = checklist.tally.current, checklist.outline.starts.indices.contains(phase + 1) else { return nil }
        var awaited: String?
        var decision: Decision?
        for line in checklist.outline.lines[checklist.outline.starts[phase]..<checklist.outline.starts[phase + 1]] {
            switch line.entry {
            case .phase, .section: break
            case .decision(let each): if decision == nil, snapshot.state.answer(to: each) != true { decision = each }
            case .item(let item):
                let progress = snapshot.state.progress(of: item)
                guard progress != .done, progress != .skipped else { continue }
                if progress != .running, item.check == nil { return (.item(item.id), item.text) }
                awaited = awaited ?? (progress == .running ? "it runs: \(item.text)" : "it ticks itself: \(item.text)")
            }
        }
        if let awaited { return (.none, awaited) }
        return decision.map { (.command("decide"), "decide \($0.title)") }
    }

    private static func waiting(_ snapshot: Snapshot) -> (Way, String)? {
        for window in snapshot.plan.windows {
            let view = WindowView(window, snapshot)
            if let next = view.untilNext { return (.none, "checkpoint of \(window.name) in \(Clock.countdown(next))") }
            if let left = view.left { return (.none, "\(window.name) ends in \(Clock.countdown(left))") }
        }
        let later = snapshot.plan.windows.first { WindowView($0, snapshot).state == .scheduled }
        return later.map { (.command("window-open"), "open the window \($0.name)") }
    }
}
