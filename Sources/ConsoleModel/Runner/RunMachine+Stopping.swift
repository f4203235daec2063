import LaunchCore

extension RunMachine {
    /// Ends an attempt that another runner began.
    mutating func stop(_ attempt: Attempt, _ reason: StopReason, _ now: Now) -> [RunAction] {
        [.takeUp(step: attempt.step, attempt: attempt.number)] + signal(attempt, reason, now)
    }

    mutating func signal(_ attempt: Attempt, _ reason: StopReason, _ now: Now) -> [RunAction] {
        phase = .stopping(attempt, reason, killAt: now.uptime + timing.grace, giveUpAt: now.uptime + timing.grace + timing.killPatience)
        return [.signal(.term, reason)]
    }

    mutating func skip(_ attempt: Attempt, _ now: Now) -> [RunAction] {
        attempts[position] = attempt.number
        return [finished(attempt, StepReport(.skipped(reason: "skipped by an operator")), now)] + advance(now)
    }

    mutating func stopped(_ attempt: Attempt, _ reason: StopReason, _ report: StepReport, _ now: Now) -> [RunAction] {
        var report = report
        switch reason {
        // It was over before it could be told to end, and only heard of now.
        case .timeout where report.outcome.succeeded: return [finished(attempt, report, now)] + advance(now)
        case .timeout:
            // A verification that did not come about in its time says what it last saw.
            if case .notVerified = report.outcome {} else { report.outcome = .timedOut }
            return [finished(attempt, report, now)] + failed(report.outcome, now)
        case .again: return [finished(attempt, report, now)] + proceed(now)
        case .skipped:
            report.outcome = .skipped(reason: "skipped by an operator; it ended with: \(report.outcome.text)")
            return [finished(attempt, report, now)] + advance(now)
        case .aborted: return [finished(attempt, report, now)] + finish(.aborted, abortedAtStep)
        }
    }

    /// Its host cannot be reached. An operator who skips it or ends the run goes on without it; nothing else may run beside it.
    mutating func cutOff(_ attempt: Attempt, _ reason: StopReason, _ why: String, _ now: Now) -> [RunAction] {
        let report = StepReport(.unknown(reason: why))
        switch reason {
        case .timeout, .again: return interrupt("step \(position + 1): \(why)")
        case .skipped: return stopped(attempt, reason, report, now)
        case .aborted: return [finished(attempt, report, now)] + finish(.aborted, "\(abortedAtStep); that step may still be running")
        }
    }

    /// Not even KILL ended it: it hangs in the system. Nothing may run beside it.
    mutating func giveUp(_ attempt: Attempt, _ reason: StopReason, _ now: Now) -> [RunAction] {
        if let obstacle { return cutOff(attempt, reason, obstacle, now) }
        let why = "it does not end, not even when killed"
        let outcome = StepOutcome.unknown(reason: why)
        let record = finished(attempt, StepReport(outcome), now)
        if reason == .aborted { return [record] + finish(.aborted, "\(abortedAtStep); that step may still be running") }
        return [record] + interrupt("step \(position + 1): \(why)")
    }

    var abortedAtStep: String { "\(Self.abortWords) at step \(position + 1) of \(steps.count)" }
}
