extension Verdict {
    /// The one word for the launch, from the records, the newest readings and whether somebody watches. The first rule that holds
    /// speaks; the order is that of urgency.
    public static func judge(plan: Plan, state: LaunchState, live: LiveState, engineAlive: Bool, now: Now) -> Verdict {
        var verdict = VerdictRules(plan: plan, state: state, live: live, engineAlive: engineAlive, now: now).verdict
        verdict.oldestInput = oldestInput(plan: plan, live: live, now: now)
        return verdict
    }

    private static func oldestInput(plan: Plan, live: LiveState, now: Now) -> Duration? {
        let services = plan.services.compactMap { live.services[$0.name]?.at }
        let metrics = Set(plan.triggers.compactMap { $0.condition?.metric }).compactMap { live.metrics[$0]?.at }
        return (services + metrics).min().map { max(.zero, now.wall - $0) }
    }
}

private struct VerdictRules {
    let plan: Plan
    let state: LaunchState
    let live: LiveState
    let engineAlive: Bool
    let now: Now

    var verdict: Verdict {
        rollback ?? ended ?? asked ?? proposed ?? held ?? unknown ?? (state.startedAt == nil ? preparing : nil) ?? complete ?? go
    }

    private var rollback: Verdict? {
        guard let run = state.rollback else { return nil }
        let step = (run.current ?? 0) + 1
        switch run.state {
        case .requested: return Verdict(.rollingBack, reason: "requested by \(run.requestedBy.name)")
        case .running where run.waitsForPerson:
            let text = run.currentStep?.step.text ?? ""
            return Verdict(.rollingBack, reason: "step \(step) of \(run.steps.count) waits for somebody to do it: \(text)")
        case .running: return Verdict(.rollingBack, reason: "step \(step) of \(run.steps.count), by \(run.requestedBy.name)")
        case .interrupted: return Verdict(.rollingBack, reason: "INTERRUPTED AT STEP \(step): \(run.choicesText)")
        // After a release the launch goes on; until then the outcome stands.
        case .done: return state.held == nil ? nil : Recovery(plan: plan, state: state, live: live, now: now.wall).verdict(of: run)
        case .failed, .aborted: return state.held == nil ? nil : Verdict(.rollbackFailed, reason: run.ending ?? run.state.rawValue)
        }
    }

    private var ended: Verdict? { state.finished.map { Verdict(.complete, reason: $0.text) } }

    private var asked: Verdict? {
        state.request(at: now.wall).map {
            let left = max(.zero, $0.deadline - now.wall)
            return Verdict(
                .rollBackProposed, reason: "\($0.by.name) asks for it: \($0.reason); another operator confirms within \(left.roundedText)")
        }
    }

    /// What rolls back by itself goes first, and soonest first, whatever became of the others. An acknowledged trigger no longer asks
    /// for the rollback, but the launch does not go on either.
    private var proposed: Verdict? {
        let firing = state.firingTriggers(of: plan)
        guard let first = firing.first, let status = state.triggers[first.id] else { return nil }
        let more = firing.count > 1 ? " and \(firing.count - 1) more" : ""
        if let next = state.runningCountdowns(of: plan).first {
            let left = next.countdown.left(at: now.wall).roundedText
            return Verdict(.rollBackProposed, reason: "\(measured(next.trigger))\(more); rolls back by itself in \(left)")
        }
        if let acknowledged = status.acknowledged {
            return Verdict(.hold, reason: "\(measured(first)) firing\(more), acknowledged by \(acknowledged.by.name)")
        }
        if let held = status.countdown?.held {
            return Verdict(.rollBackProposed, reason: "\(measured(first))\(more); automatic rollback held by \(held.by.name)")
        }
        return Verdict(.rollBackProposed, reason: measured(first) + more)
    }

    /// `error rate 8.3% > 5%`
    private func measured(_ trigger: Trigger) -> String {
        guard let condition = trigger.condition, let value = live.triggers[trigger.id]?.value else { return trigger.text }
        return "\(condition.metric) \(condition.threshold.unit.display(value)) \(condition.comparison.rawValue) \(condition.threshold.text)"
    }

    private var held: Verdict? {
        if let held = state.held { return Verdict(.hold, reason: "\(held.text), by \(held.by.name)") }
        if let decision = plan.decisions.first(where: { state.answer(to: $0) == false }) {
            return Verdict(.hold, reason: "no-go: \(decision.title)")
        }
        return nil
    }

    /// Not knowing is a reason to hold, never to go.
    private var unknown: Verdict? {
        let watched = !plan.services.isEmpty || !plan.triggers.allSatisfy { $0.condition == nil }
        if watched, !engineAlive { return Verdict(.hold, reason: "NOBODY IS WATCHING") }
        let word: Verdict.Word = state.startedAt == nil ? .preparing : .hold
        if let accepted = state.acceptedDigest, accepted != plan.digest {
            return Verdict(word, reason: "the plan changed and is not accepted: no command of it runs")
        }
        for service in plan.services {
            let current = ServiceState.shown(state.services[service.name], live.services[service.name], now)
            if current.state == .down { return Verdict(word, reason: "\(service.name) is down") }
            if current.state == .unknown { return Verdict(word, reason: "\(service.name) unknown: \(current.reason)") }
        }
        if let failed = plan.deployments.first(where: { DeploymentJudge.isFailure(status: state.deployments[$0.name]?.status ?? "") }) {
            return Verdict(word, reason: "deployment \(failed.name) failed")
        }
        let blind = plan.triggers.filter { $0.condition != nil && (state.triggers[$0.id]?.state ?? .unknown) == .unknown }
        if let first = blind.first {
            let reason = live.triggers[first.id]?.reason.map { ", \($0)" } ?? ""
            return Verdict(word, reason: "trigger \(first.text) unknown\(reason)")
        }
        if let failed = plan.windows.first(where: { [.failed, .inconclusive].contains(state.windows[$0.id]?.state) }),
            let status = state.windows[failed.id]
        {
            return Verdict(word, reason: "window \(failed.name) \(status.state.rawValue): \(status.reason ?? "")")
        }
        return waiting
    }

    private var waiting: Verdict? {
        for phase in plan.gatedPhases.map({ plan.phases[$0] }) {
            guard let decision = phase.decisions.first(where: { state.answer(to: $0) == nil }), !phase.items.isEmpty,
                state.areSettled(phase.items)
            else { continue }
            let votes = state.decisions[decision.id]?.count ?? 0
            return Verdict(.hold, reason: "waits for a decision: \(decision.title) (\(votes) of \(decision.approvers))")
        }
        return nil
    }

    private var preparing: Verdict {
        let open = state.unsettled(of: plan).open
        return Verdict(.preparing, reason: open == 1 ? "1 item to do" : "\(open) items to do")
    }

    private var complete: Verdict? {
        let itemsDone = state.unsettled(of: plan) == (0, 0)
        let windowsDone = plan.windows.allSatisfy { state.windows[$0.id]?.state == .passed }
        let decided = plan.decisions.allSatisfy { state.answer(to: $0) == true }
        guard itemsDone, windowsDone, decided, !plan.items.isEmpty || !plan.windows.isEmpty else { return nil }
        return Verdict(.complete, reason: "all items done, all windows passed" + (leftHalfWay.map { "; \($0)" } ?? ""))
    }

    /// A rollback that went only half the way is not forgotten because somebody released the launch.
    private var leftHalfWay: String? {
        guard let run = state.rollback, let ended = run.finishedAt, let released = state.released else { return nil }
        let how: String
        switch run.state {
        case .failed: how = "failed"
        case .aborted: how = "was aborted"
        case .requested, .running, .interrupted, .done: return nil
        }
        let step = run.current.map { " at step \($0 + 1) of \(run.steps.count)" } ?? ""
        let ago = max(.zero, now.wall - ended).roundedText
        return "the rollback \(how)\(step) \(ago) ago and was released by \(released.by.name): \(released.text)"
    }

    private var go: Verdict {
        let pending = plan.triggers.filter { state.triggers[$0.id]?.state == .pending }
        if let first = pending.first {
            let when = live.triggers[first.id]?.firesIn(at: now.wall).map { ", fires in \($0.roundedText) if it stays" } ?? ""
            return Verdict(.go, reason: ["\(measured(first)) pending\(when)", leftHalfWay].compactMap(\.self).joined(separator: "; "))
        }
        let unwatched = plan.triggers.count { $0.condition == nil }
        let watched = plan.triggers.count - unwatched
        var parts: [String] = []
        if watched > 0 { parts.append(watched == 1 ? "1 trigger quiet" : "\(watched) triggers quiet") }
        if unwatched > 0 { parts.append("\(unwatched) UNWATCHED") }
        let watch = parts.isEmpty ? "nothing is watched" : parts.joined(separator: ", ")
        return Verdict(.go, reason: [leftHalfWay, watch].compactMap(\.self).joined(separator: "; "))
    }
}

extension ServiceState {
    /// The state to show: what the records say, or unknown when the newest reading is stale or there is none.
    public static func shown(_ recorded: ServiceStatus?, _ reading: ServiceReading?, _ now: Now) -> (state: ServiceState, reason: String) {
        guard let reading else { return (.unknown, "not measured yet") }
        let age = now.wall - reading.at
        // One second of grace: the reading travels from the engine to this screen.
        guard age.milliseconds <= reading.staleAfter + 1000 else { return (.unknown, "STALE, newest answer \(age.roundedText) ago") }
        return (reading.state, reading.reason ?? recorded?.reason ?? "")
    }
}
