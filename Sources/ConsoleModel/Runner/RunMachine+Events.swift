import LaunchCore

extension RunMachine {
    /// The attempt under way has only now begun: its time counts from here.
    mutating func began(at now: Now) -> [RunAction] {
        guard case .stepping(var attempt) = phase else { return [] }
        attempt.deadline = now.uptime + .milliseconds(steps[attempt.step].timeout)
        phase = .stepping(attempt)
        return []
    }

    /// The attempt under way has ended, or nobody can know.
    mutating func ended(_ report: StepReport, at now: Now) -> [RunAction] {
        switch phase {
        case .stepping(let attempt):
            if case .verified(let evidence) = report.outcome { verified.append(evidence) }
            let record = finished(attempt, report, now)
            if report.outcome.succeeded { return [record] + advance(now) }
            if case .unknown(let reason) = report.outcome { return [record] + unknown(reason, now) }
            return [record] + failed(report.outcome, now)
        case .stopping(let attempt, let reason, _, _): return stopped(attempt, reason, report, now)
        default: return []
        }
    }

    /// The attempt under way has certainly never begun and never will.
    mutating func neverRan(at now: Now) -> [RunAction] {
        switch phase {
        case .stepping: return proceed(now)
        case .stopping(let attempt, .timeout, _, _):
            let outcome = StepOutcome.error(reason: "its time was over before it began" + (obstacle.map { ": \($0)" } ?? ""))
            return [finished(attempt, StepReport(outcome), now)] + failed(outcome, now)
        case .stopping(let attempt, let reason, _, _):
            return stopped(attempt, reason, StepReport(.error(reason: "it was never started")), now)
        default: return []
        }
    }

    /// The attempt under way cannot be reached any more. It has no end in the record: whoever resumes the run reads on.
    mutating func cutOff(_ why: String, at now: Now) -> [RunAction] {
        switch phase {
        case .stepping: return interrupt("step \(position + 1): \(why)")
        case .stopping(let attempt, let reason, _, _): return cutOff(attempt, reason, why, now)
        default: return []
        }
    }

    mutating func answered(_ answer: VerifyAnswer, at now: Now) -> [RunAction] {
        guard case .verifying(let attempt, nil, _) = phase else { return [] }
        isMeasurable = true
        switch answer {
        case .holds(let evidence):
            verified.append(evidence)
            return [finished(attempt, StepReport(.verified(evidence: evidence)), now)] + advance(now)
        case .fails(let reason):
            phase = .verifying(attempt, askAt: now.uptime + timing.verifyEvery, newest: reason)
            return tick(at: now)
        case .unmeasurable(let reason):
            isMeasurable = false
            phase = .verifying(attempt, askAt: now.uptime + timing.verifyEvery, newest: "it could not be measured here: \(reason)")
            return tick(at: now)
        }
    }

    /// An operator decided while the run goes on.
    mutating func chose(_ choice: ResumeChoice, at now: Now) -> [RunAction] {
        switch (phase, choice) {
        case (.over, _), (.beginning, _): return []
        case (.asking(let attempt), .skip):
            return [finished(attempt, StepReport(.skipped(reason: "done by hand")), now)] + advance(now)
        case (.stepping(let attempt), .abort): return signal(attempt, .aborted, now)
        case (.stopping(let attempt, _, let killAt, let giveUpAt), .abort):
            phase = .stopping(attempt, .aborted, killAt: killAt, giveUpAt: giveUpAt)
            return []
        case (.asking(let attempt), .abort), (.verifying(let attempt, _, _), .abort):
            return [finished(attempt, StepReport(.skipped(reason: Self.abortWords)), now)] + finish(.aborted, abortedAtStep)
        case (.pausing, .abort): return finish(.aborted, abortedAtStep)
        default: return []
        }
    }

    /// Time went by.
    mutating func tick(at now: Now) -> [RunAction] {
        switch phase {
        case .stepping(let attempt) where now.uptime >= attempt.deadline: return signal(attempt, .timeout, now)
        case .stopping(let attempt, let reason, let killAt?, _) where now.uptime >= killAt:
            phase = .stopping(attempt, reason, killAt: nil, giveUpAt: now.uptime + timing.killPatience)
            return [.signal(.kill, reason)]
        case .stopping(let attempt, let reason, nil, let giveUpAt) where now.uptime >= giveUpAt: return giveUp(attempt, reason, now)
        case .pausing(let until) where now.uptime >= until: return proceed(now)
        case .verifying(let attempt, _, let newest) where now.uptime >= attempt.deadline && !isMeasurable:
            // Whether it worked is for a person to see.
            let record = finished(attempt, StepReport(.unknown(reason: newest)), now)
            return [record] + interrupt("step \(position + 1): \(newest)")
        case .verifying(let attempt, _, let newest) where now.uptime >= attempt.deadline:
            let outcome = StepOutcome.notVerified(reason: newest)
            return [finished(attempt, StepReport(outcome), now)] + failed(outcome, now)
        case .verifying(let attempt, let askAt?, let newest) where now.uptime >= askAt:
            phase = .verifying(attempt, askAt: nil, newest: newest)
            return [.verify(step: attempt.step, since: now.wall - (now.uptime - attempt.since))]
        default: return []
        }
    }

    private mutating func unknown(_ reason: String, _ now: Now) -> [RunAction] {
        if mayRunAgain { return proceed(now) }
        return interrupt("step \(position + 1): \(reason)")
    }
}
