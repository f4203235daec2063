import LaunchCore

extension RunMachine {
    /// Takes the run up where the records say it stands.
    ///
    /// - Parameter choice: the operator's decision about an interrupted run; nil for one that was never started.
    mutating func begin(_ run: Run, choice: ResumeChoice?, at now: Now) -> [RunAction] {
        guard case .beginning = phase else { return [] }
        if choice == .abort { return abortAtStart(run, now) }
        guard run.steps.indices.contains(position) else { return finish(.done, "all \(steps.count) steps are done") }
        guard run.startedAt != nil || run.state == .interrupted else { return proceed(now) }
        switch choice {
        case nil: return interrupt("its runner ended at step \(position + 1)")
        case .resume: return resume(run, now)
        case .retry: return isUnderWay(run) ? stop(takenUp(run, now), .again, now) : proceed(now)
        case .skip: return isUnderWay(run) ? stop(takenUp(run, now), .skipped, now) : skip(takenUp(run, now), now)
        case .abort: return []
        }
    }

    private mutating func resume(_ run: Run, _ now: Now) -> [RunAction] {
        let progress = run.steps[position]
        mayRunAgain = progress.step.idempotent
        if isUnderWay(run) {
            let attempt = takenUp(run, now)
            phase = .stepping(attempt)
            return [.start(step: position, attempt: attempt.number)]
        }
        switch progress.outcome {
        // It changes nothing, and can be looked at again.
        case .unknown where !progress.step.kind.isCommand: return proceed(now)
        case .unknown where !mayRunAgain: return interrupt(Self.mayHaveRun)
        // It ended just before its runner did, and that was not taken further.
        case let outcome? where !progress.step.idempotent && outcome.mayHaveRun: return failed(outcome, now)
        default: return proceed(now)
        }
    }

    private mutating func abortAtStart(_ run: Run, _ now: Now) -> [RunAction] {
        guard steps.indices.contains(position), isUnderWay(run) else { return finish(.aborted, Self.abortWords) }
        return stop(takenUp(run, now), .aborted, now)
    }

    /// A command was started and nothing says that it ended.
    private func isUnderWay(_ run: Run) -> Bool {
        let progress = run.steps[position]
        return progress.step.kind.isCommand && progress.startedAt != nil && progress.outcome == nil
    }

    /// The attempt another runner began. Its time goes on from when it began; what was over in time on another host is heard of later.
    private func takenUp(_ run: Run, _ now: Now) -> Attempt {
        let progress = run.steps[position]
        let age = progress.startedAt.map { max(.zero, now.wall - $0) } ?? .zero
        let patience = progress.step.host == nil ? Duration.zero : timing.linkQuiet
        return Attempt(
            step: position, number: max(1, progress.attempt), since: now.uptime - age,
            deadline: max(now.uptime + patience, now.uptime - age + .milliseconds(progress.step.timeout)))
    }

    static let mayHaveRun = "it may have run, nobody can know, and it is not idempotent: look, then retry, skip or abort"
    static let abortWords = "aborted by an operator"
}

extension StepOutcome {
    /// False only where it certainly did nothing.
    var mayHaveRun: Bool { if case .error = self { false } else { true } }
}
