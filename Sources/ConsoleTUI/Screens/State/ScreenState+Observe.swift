import LaunchCore

extension ScreenState {
    /// Takes in a newer snapshot: tells what others did and what happened by itself.
    public mutating func observe(previous: Snapshot, current: Snapshot) {
        checklist.refresh(current.plan, current.state)
        tour?.see(current)
        guard current.state.seq != previous.state.seq else { return }
        showNewRollback(previous, current)
        showOwnRun(previous, current)
        let text = RecordText(plan: current.plan, state: current.state)
        for record in current.records where record.seq > previous.state.seq {
            let step = record.event.concernedStep
            // What it tells takes the place of what was told of the same step: tried again and done, or given up over.
            if let step { toasts.removeAll { $0.concerns == step } }
            guard record.isNews(to: current.me) else { continue }
            toast(text.sentence(record), text.sign(record.event), now: current.now.wall, concerns: step)
        }
    }

    /// A rollback is never only a line somewhere: it shows itself when it begins, unless somebody is in the middle of typing. His next
    /// letters are not for it; it shows when he is done.
    private mutating func showNewRollback(_ previous: Snapshot, _ current: Snapshot) {
        guard let run = current.state.rollback, previous.state.rollback?.id != run.id else { return }
        switch dialog {
        case .form?, .prompt?, .palette?: waitingRun = run.id
        case nil, .page?, .run?: dialogs = [.run(RunView(run: run.id))]
        }
    }

    /// Shows what began while something was typed.
    mutating func showWaitingRun() {
        guard let run = waitingRun, dialogs.isEmpty else { return }
        (waitingRun, answered) = (nil, nil)
        dialogs = [.run(RunView(run: run))]
    }

    /// Whoever starts several steps wants to see them walked, and a command in a terminal waits for him.
    private mutating func showOwnRun(_ previous: Snapshot, _ current: Snapshot) {
        guard dialog == nil, let run = current.state.activeRun, previous.state.run(run.id) == nil,
            run.work.isProcedure || run.steps.contains(where: \.step.isInteractive),
            run.requestedBy.name == current.me.name, run.requestedBy.host == current.me.host
        else { return }
        show(.run(RunView(run: run.id)))
    }
}

extension LaunchEvent {
    /// The step whose end, or whose run's interruption there, this tells of.
    fileprivate var concernedStep: String? {
        switch self {
        case .stepFinished(let run, let step, _, _, _, _, _): "\(run)/\(step)"
        case .runInterrupted(let run, let step?, _): "\(run)/\(step)"
        default: nil
        }
    }
}

extension RunWork {
    fileprivate var isProcedure: Bool { if case .procedure = self { true } else { false } }
}

extension Record {
    /// Whether somebody should be told who did not do it and may look elsewhere.
    fileprivate func isNews(to me: Actor) -> Bool {
        switch event {
        case .triggerChanged(_, let state, _): return state == .firing || state == .resolved
        case .serviceChanged(_, let state, _): return state == .down || state == .up
        case .deploymentChanged, .engineStarted, .engineStopped, .stepStarted, .runStarted, .countdownStarted: return false
        case .stepFinished(_, _, _, let outcome, _, _, _): return !outcome.succeeded
        case .runFinished, .runInterrupted, .windowOpened, .windowClosed, .checkpointMissed: return true
        default: return by.role == .operator && (by.name != me.name || by.host != me.host)
        }
    }
}
