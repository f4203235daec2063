extension LaunchState {
    mutating func evolveRun(_ record: Record) {
        if case .runRequested(let id, let work, let steps, let reason, let evidence) = record.event {
            var run = Run(id: id, work: work, steps: steps, reason: reason, evidence: evidence, by: record.by, at: record.at)
            if case .rollback(_, let trigger) = work {
                run.incident = incident(for: trigger)
                if let asked = request(at: record.at), record.by.role == .operator {
                    run.requestedBy = asked.by
                    run.confirmedBy = record.by
                }
                asked = nil
            }
            runs.append(run)
            if let item = work.item {
                items[item] = ItemProgress(state: .running, by: record.by, at: record.at, run: id)
            }
            // What counted down to a rollback has nothing to count down to any more.
            if work.isRollback { for trigger in triggers.keys { triggers[trigger]?.countdown = nil } }
            return
        }
        guard let id = record.event.run, let index = runs.lastIndex(where: { $0.id == id }) else { return }
        runs[index].evolve(record)
        if case .runFinished(_, let outcome, _) = record.event { finish(runs[index], outcome, record) }
    }

    /// The rollback that answered a trigger has cured what it fired for.
    mutating func resolve(_ trigger: String, at: Moment) {
        guard let index = runs.lastIndex(where: { $0.incident?.trigger == trigger && $0.incident?.resolvedAt == nil }) else { return }
        runs[index].incident?.resolvedAt = at
    }

    private mutating func finish(_ run: Run, _ outcome: RunOutcome, _ record: Record) {
        let reason = run.ending ?? outcome.rawValue
        if let item = run.work.item {
            let state: ItemProgress.State = outcome == .done ? .done : .failed
            items[item] = ItemProgress(state: state, by: run.requestedBy, at: record.at, evidence: reason, run: run.id)
        }
        // Nothing may be deployed again until somebody has looked: DESIGN section 7.
        if run.work.isRollback { held = Statement(text: "locked after the rollback (\(reason))", by: record.by, at: record.at) }
    }
}

extension Run {
    mutating func evolve(_ record: Record) {
        switch record.event {
        case .runStarted(_, let pid, let host):
            state = .running
            startedAt = startedAt ?? record.at
            resume = nil
            ending = nil
            self.pid = pid
            self.host = host
            for step in steps.indices { steps[step].brokenLink = nil }
        case .stepStarted(_, let step, let attempt):
            guard steps.indices.contains(step) else { return }
            state = .running
            current = step
            resume = nil
            ending = nil
            steps[step].startedAt = record.at
            steps[step].attempt = attempt
            steps[step].outcome = nil
            steps[step].skippedBy = nil
            steps[step].brokenLink = nil
        case .stepFinished(_, let step, let attempt, let outcome, let took, let outputBytes, let outputHash):
            guard steps.indices.contains(step) else { return }
            state = .running
            current = step
            resume = nil
            ending = nil
            steps[step].attempt = attempt
            steps[step].outcome = outcome.decided(as: decided)
            steps[step].skippedBy = outcome.isLeftOut ? decided?.by : nil
            steps[step].brokenLink = nil
            steps[step].took = .milliseconds(took)
            steps[step].outputBytes = outputBytes
            steps[step].outputHash = outputHash
        case .linkBroke(_, let step, let host, let reason, let begun):
            guard steps.indices.contains(step) else { return }
            steps[step].brokenLink = BrokenLink(host: host, reason: reason, begun: begun, since: record.at)
        case .linkMended(_, let step, _):
            guard steps.indices.contains(step) else { return }
            steps[step].mendedLinks += 1
            steps[step].brokenLink = nil
        case .runInterrupted(_, let step, let reason):
            state = .interrupted
            current = step
            resume = nil
            answer = nil
            ending = reason
        case .runResumed(_, _, let choice, let reason):
            resume = choice
            answer = Answer(choice, by: record.by)
            resumedAt = record.at
            decided = Statement(text: reason ?? "", by: record.by, at: record.at)
        case .runFinished(_, let outcome, let reason):
            switch outcome {
            case .done: state = .done
            case .failed: state = .failed
            case .aborted: state = .aborted
            }
            finishedAt = record.at
            ending = conclusion(outcome, reason)
        case .recoveryFailed(_, let trigger, let again, _):
            recoveryFailures.insert(RecoveryFailure(trigger: trigger, again: again))
        default: break
        }
    }
}

extension Run {
    /// Since when it waits for a runner to be started; nil where one has it or nobody asked. Whoever asked may have died before
    /// starting it.
    public var awaitsRunnerSince: Moment? {
        switch state {
        case .requested: requestedAt
        case .interrupted: resume == nil ? nil : resumedAt
        case .running, .done, .failed, .aborted: nil
        }
    }

    /// Why an interrupted run cannot simply be resumed; nil where it can. A step that still runs, has ended or never began is taken up
    /// by the runner as it stands; only one whose outcome nobody can know must not run a second time by itself.
    public var resumeRefusal: String? {
        guard let current, steps.indices.contains(current), case .unknown = steps[current].outcome, !steps[current].step.idempotent,
            steps[current].step.kind.isCommand
        else { return nil }
        return "step \(current + 1) may have run and is not idempotent"
    }
}

extension LaunchEvent {
    /// The run a record belongs to.
    var run: String? {
        switch self {
        case .runRequested(let run, _, _, _, _), .runStarted(let run, _, _), .stepStarted(let run, _, _),
            .stepFinished(let run, _, _, _, _, _, _), .linkBroke(let run, _, _, _, _), .linkMended(let run, _, _),
            .runInterrupted(let run, _, _), .runResumed(let run, _, _, _),
            .runFinished(let run, _, _), .recoveryFailed(let run, _, _, _):
            run
        default: nil
        }
    }
}
