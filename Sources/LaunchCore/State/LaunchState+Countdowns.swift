extension LaunchState {
    /// The countdown of a trigger that fires, held or not; nil once a rollback answered it.
    public func countdown(of trigger: String) -> Countdown? {
        guard finished == nil, let status = triggers[trigger], status.state == .firing, let countdown = status.countdown,
            !hasActed(on: countdown)
        else { return nil }
        return countdown
    }

    /// Those nobody holds, the one due next first.
    public func runningCountdowns(of plan: Plan) -> [(trigger: Trigger, countdown: Countdown)] {
        plan.triggers.compactMap { trigger in
            countdown(of: trigger.id).flatMap { $0.held == nil ? (trigger, $0) : nil }
        }.sorted { $0.countdown.deadline < $1.countdown.deadline }
    }

    /// What a rollback now would answer: the trigger whose countdown is due next, else the first that fires and asks for one, those
    /// not acknowledged before the others.
    public func triggerToAnswer(of plan: Plan) -> Trigger? {
        runningCountdowns(of: plan).first?.trigger ?? firingTriggers(of: plan).first
    }

    /// Those that ask for a rollback, those not acknowledged first.
    func firingTriggers(of plan: Plan) -> [Trigger] {
        let firing = plan.triggers.filter { $0.action != .watch && triggers[$0.id]?.state == .firing }
        return firing.filter { triggers[$0.id]?.acknowledged == nil } + firing.filter { triggers[$0.id]?.acknowledged != nil }
    }
}

extension Countdown {
    /// As a countdown shows: the last second is one, not none.
    public func left(at now: Moment) -> Duration { .seconds((max(.zero, deadline - now).milliseconds + 999) / 1000) }
}
