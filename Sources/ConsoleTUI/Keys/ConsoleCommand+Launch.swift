import LaunchCore

extension ConsoleCommand {
    static let launch: [ConsoleCommand] = [
        ConsoleCommand(
            "rollback", keys: ["R"], title: "roll back",
            help: "Opens the rollback card: why, back to what, every step. Only the word typed there starts it.",
            in: [.everywhere, .run, .page], risk: .runs, hint: 13,
            disabled: { snapshot, _ in
                snapshot.plan.rollback?.steps.isEmpty ?? true
                    ? "the plan has no rollback procedure; add `rollback: steps:` to the launch file" : nil
            }
        ) { state, snapshot in
            if let run = snapshot.state.rollback, !run.state.isOver {
                state.show(.run(RunView(run: run.id)))
            } else if let procedure = snapshot.plan.rollback {
                let asked = snapshot.state.request(at: snapshot.now.wall).flatMap { $0.by.name == snapshot.me.name ? nil : $0 }
                let trigger = asked.map { $0.trigger.flatMap(snapshot.plan.trigger) } ?? state.rollbackTrigger(snapshot)
                state.open(RollbackCard(procedure: procedure, trigger: trigger, asked: asked), snapshot)
            }
            return []
        },
        ConsoleCommand(
            "hold", keys: ["h"], title: "hold", help: "Holds the countdown to a rollback if one runs, else the launch; with a reason.",
            in: [.everywhere, .run, .page], risk: .records, hint: 24,
            disabled: { snapshot, _ in
                snapshot.nextCountdown == nil ? snapshot.state.held.map { "the launch is on hold already (\($0.text))" } : nil
            }
        ) { state, snapshot in
            state.openHold(snapshot)
            return []
        },
        ConsoleCommand(
            "release", keys: ["u"], title: "release", help: "Releases a launch that is on hold or locked after a rollback, with a reason.",
            in: [.everywhere, .run, .page], risk: .records, hint: 6,
            disabled: { snapshot, _ in snapshot.state.held == nil ? "the launch is not on hold" : nil }
        ) { state, snapshot in
            guard let held = snapshot.state.held else { return [] }
            let lines = [Line("■ \(held.text)", .warning), Line("\(held.by.name) \(snapshot.clock(held.at))", .muted)]
            state.open(ReasonCard(title: "Release the launch", verb: "release", lines: lines) { .launch(.release(reason: $0)) }, snapshot)
            return []
        },
        ConsoleCommand(
            "accept", keys: ["A"], title: "accept plan", help: "Accepts the plan as it is now, after it changed on disk.", risk: .records,
            hint: 3,
            disabled: { snapshot, _ in
                snapshot.state.beganAt == nil || snapshot.state.acceptedDigest == snapshot.plan.digest ? "the plan has not changed" : nil
            }
        ) { state, snapshot in
            let changes =
                snapshot.changes.isEmpty ? ["what changed is not known here: it changed before this console was opened"] : snapshot.changes
            let lines =
                [Line("From now on its commands can run as they are now. What changed:"), Line()]
                + changes.map { Line("▲ \($0)", .warning) }
            state.open(
                ConfirmCard(title: "Accept the changed plan", verb: "accept", lines: lines, actions: [.launch(.acceptPlan())]), snapshot)
            return []
        },
        ConsoleCommand("note", keys: ["n"], title: "note", help: "Writes a note into the record.", risk: .records, hint: 40) {
            state, snapshot in
            state.openNote(snapshot)
            return []
        },
        ConsoleCommand(
            "rehearse", keys: [], title: "rehearse", help: "Walks the rollback with harmless stand-ins and records that it was rehearsed.",
            risk: .runs, disabled: { snapshot, _ in snapshot.plan.rollback == nil ? "the plan has no rollback procedure" : nil }
        ) { state, snapshot in
            let lines = [Line("Every step is walked with a stand-in that changes nothing; the record keeps that it was done.")]
            state.open(
                ConfirmCard(title: "Rehearse the rollback", verb: "rehearse", lines: lines, actions: [.launch(.rehearse(runID: ""))]),
                snapshot)
            return []
        },
        ConsoleCommand(
            "finish", keys: [], title: "finish", help: "Ends the launch: the engine stops watching, the record stays.", risk: .records,
            disabled: { snapshot, _ in snapshot.state.finished == nil ? nil : "it is finished already" }
        ) { state, snapshot in
            let lines = [
                Line("The verdict is \(snapshot.verdict.word.rawValue): \(snapshot.verdict.reason)"),
                Line("Nothing is watched any more after this.", .warning),
            ]
            state.open(ReasonCard(title: "Finish the launch", verb: "finish", lines: lines) { .launch(.finish(reason: $0)) }, snapshot)
            return []
        },
        ConsoleCommand(
            "begin", keys: [], title: "begin anew", help: "Begins a new launch from the same file; the finished one is kept.",
            risk: .records,
            hint: 2, disabled: { snapshot, _ in snapshot.state.finished == nil ? "this launch is not finished" : nil }
        ) { state, snapshot in
            let lines = [Line("A new launch begins from the same file; this one stays in its folder.")]
            state.open(ConfirmCard(title: "Begin a new launch", verb: "begin", lines: lines, actions: [.beginAnew]), snapshot)
            return []
        },
    ]
}

extension ScreenState {
    /// What a rollback would be about: the trigger selected if it fires, else the first that fires.
    fileprivate func rollbackTrigger(_ snapshot: Snapshot) -> Trigger? {
        if let (trigger, _) = snapshot.nextCountdown { return trigger }
        return TriggerRow.sorted(snapshot).first { $0.state == .firing && $0.trigger.action != .watch }?.trigger
    }

    fileprivate mutating func openHold(_ snapshot: Snapshot) {
        if let (trigger, countdown) = snapshot.nextCountdown {
            let left = Clock.countdown(countdown.deadline - snapshot.now.wall)
            let lines =
                [
                    Line("▲ \(trigger.text): the rollback starts in \(left)", .bad, .bold),
                    Line("Held, it waits for an operator; it does not stop firing.", .muted),
                ] + others(snapshot)
            let card = ReasonCard(title: "Hold the automatic rollback", verb: "hold it", lines: lines) {
                .launch(.holdCountdown(trigger: trigger.id, reason: $0))
            }
            return open(card, snapshot)
        }
        let lines = [Line("No command can be run until it is released.", .muted)]
        open(ReasonCard(title: "Hold the launch", verb: "hold", lines: lines) { .launch(.hold(reason: $0)) }, snapshot)
    }

    /// What holding the one leaves running.
    private func others(_ snapshot: Snapshot) -> [Line] {
        snapshot.state.runningCountdowns(of: snapshot.plan).dropFirst().map { trigger, countdown in
            Line("▲ Not held by this: \(trigger.text), in \(Clock.countdown(countdown.deadline - snapshot.now.wall))", .bad)
        }
    }

    mutating func openNote(_ snapshot: Snapshot) {
        let card = ReasonCard(
            title: "Note", verb: "write it down", lines: [], label: "Note", requirement: .needed("type what should be remembered")
        ) { .launch(.note($0)) }
        open(card, snapshot)
    }
}
