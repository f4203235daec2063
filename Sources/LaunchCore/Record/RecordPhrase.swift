/// A record in words, with the names of the plan instead of ids: what the record on the screen and the report say.
public struct RecordPhrase: Sendable {
    private let plan: Plan
    private let state: LaunchState?

    /// - Parameter state: knows who skipped or aborted what, where the runner that recorded it only knows that an operator did.
    public init(plan: Plan, state: LaunchState? = nil) {
        self.plan = plan
        self.state = state
    }

    /// Without the author: `ticked Announce`, `error rate FIRES: error_rate 8.3%`.
    public func text(_ event: LaunchEvent) -> String {
        switch event {
        case .launchBegan(let name, _, _, _, _): "began the launch \(name)"
        case .planAccepted(_, let reason): "accepted the plan as it is now" + tail(reason)
        case .launchHeld(let reason): "put the launch on hold: \(reason)"
        case .launchReleased(let reason): "released the launch: \(reason)"
        case .launchFinished(let reason): "finished the launch: \(reason)"
        case .noteAdded(let text): text
        case .engineStarted(let pid, let host): "engine \(pid) watches on \(host)"
        case .engineStopped(let reason): "engine stopped: \(reason)"
        case .outcomeJudged(let outcome): self.outcome(outcome)
        case .notificationFailed(let name, let reason): "cannot notify \(name): \(reason)"
        case .notificationRecovered(let name): "notifies \(name) again"
        case .itemTicked, .itemUnticked, .itemSkipped, .decisionMade: checklist(event)
        case .serviceChanged, .deploymentChanged, .versionAnswers, .metricDeclared: status(event)
        case .triggerChanged, .triggerAcknowledged, .countdownStarted, .countdownHeld: trigger(event)
        case .windowOpened, .windowExtended, .windowClosed, .checkpointConfirmed, .checkpointMissed: window(event)
        case .rollbackAsked(let reason, _, _, _): "asks for the rollback, which another operator must confirm: \(reason)"
        case .rollbackLapsed(let by, let reason): "nobody confirmed the rollback that \(by) asked for; it has lapsed: \(reason)"
        case .runRequested, .runStarted, .stepStarted, .stepFinished, .linkBroke, .linkMended, .runInterrupted, .runResumed, .runFinished,
            .recoveryFailed:
            run(event)
        }
    }

    /// Without its author too, who is named only where he did not do what it tells: `... (noticed by li)`.
    public func text(_ record: Record) -> String {
        text(record.event) + (record.isOnlyNoticed ? " (noticed by \(record.by.name))" : "")
    }

    /// With its author in front, where that is a person: `li ticked Announce`.
    public func sentence(_ record: Record) -> String {
        record.by.role == .operator && !record.isOnlyNoticed ? "\(record.by.name) \(text(record))" : text(record)
    }

    private func outcome(_ outcome: Outcome) -> String {
        let judged = outcome.criteria + outcome.goals
        let counts = [
            ("met", judged.count { $0.met == true }), ("NOT MET", judged.count { $0.met == false }),
            ("open", judged.count { $0.met == nil }),
        ]
        let words = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        let what = outcome.window.map { "end of \(name(window: $0))" } ?? "end of the launch"
        return judged.isEmpty ? "measured at the \(what)" : "criteria and goals at the \(what): \(words)"
    }

    private func checklist(_ event: LaunchEvent) -> String {
        switch event {
        case .itemTicked(_, let text, let evidence): "ticked \(text)" + tail(evidence)
        case .itemUnticked(let item, let reason): "opened \(plan.item(item)?.text ?? item) again" + tail(reason)
        case .itemSkipped(let item, let reason): "skipped \(plan.item(item)?.text ?? item): \(reason)"
        case .decisionMade(let id, let go, let reason):
            "\(go ? "GO" : "NO-GO") for \(plan.decisions.first { $0.id == id }?.title ?? id)" + tail(reason)
        default: ""
        }
    }

    private func status(_ event: LaunchEvent) -> String {
        switch event {
        case .serviceChanged(let service, let state, let reason): "\(service) is \(state.rawValue)" + tail(reason)
        case .deploymentChanged(let name, let status, let version, let reason):
            "\(name) is \(status)" + (version.map { " at \($0)" } ?? "") + tail(reason)
        case .versionAnswers(let service, let version): "\(service) answers with version \(version)"
        case .metricDeclared(let metric, let reason): "declared \(metric)" + tail(reason)
        default: ""
        }
    }

    private func trigger(_ event: LaunchEvent) -> String {
        switch event {
        case .triggerChanged(let id, let state, let evidence):
            "\(name(trigger: id)) \(state == .firing ? "FIRES" : "is \(state.words)")"
                + tail(evidence.last.map { self.evidence($0, trigger: id) })
        case .triggerAcknowledged(let id, let reason): "acknowledged \(name(trigger: id)): \(reason)"
        case .countdownStarted(let id, let length):
            "\(name(trigger: id)) rolls back in \(Duration.milliseconds(length).launchText)"
        case .countdownHeld(let id, let reason): "held the rollback of \(name(trigger: id)): \(reason)"
        default: ""
        }
    }

    private func evidence(_ evidence: Evidence, trigger id: String) -> String {
        guard let value = evidence.value else { return evidence.failure ?? "no data" }
        let unit = plan.trigger(id)?.condition?.threshold.unit ?? plan.metric(evidence.metric)?.unit ?? .plain
        return "\(evidence.metric) \(unit.display(value))"
    }

    private func window(_ event: LaunchEvent) -> String {
        switch event {
        case .windowOpened(let id, let length): "\(name(window: id)) opened for \(Duration.milliseconds(length).launchText)"
        case .windowExtended(let id, let by, let reason):
            "\(name(window: id)) goes on \(Duration.milliseconds(by).launchText) longer: \(reason)"
        case .windowClosed(let id, let verdict, let seen, let expected, let reason):
            "\(name(window: id)) \(verdict.rawValue), \(seen)/\(expected) seen" + tail(reason)
        case .checkpointConfirmed(let id, let index, let note): "confirmed checkpoint \(index) of \(name(window: id))" + tail(note)
        case .checkpointMissed(let id, let index): "checkpoint \(index) of \(name(window: id)) was missed"
        default: ""
        }
    }

    private func run(_ event: LaunchEvent) -> String {
        switch event {
        case .runRequested(_, let work, let steps, let reason, _):
            switch work {
            case .command: "runs \(steps.first?.text ?? reason)"
            case .rollback: "ROLLS BACK: \(reason)"
            case .rehearsal: "rehearses the rollback"
            case .procedure(let name, _): "carries out \(plan.procedure(name)?.title ?? name)" + tail(reason)
            }
        case .runStarted(_, let pid, let host): "runner \(pid) started on \(host)"
        case .stepStarted(_, let step, let attempt): "step \(step + 1) started" + (attempt > 1 ? ", attempt \(attempt)" : "")
        case .stepFinished(let run, let step, let attempt, let outcome, let took, _, _):
            "step \(step + 1) \(known(run, step, attempt, outcome).words) in \(Duration.milliseconds(took).shortText)"
        case .linkBroke(_, let step, let host, let reason, let begun):
            "step \(step + 1): \(host) does not answer; the step \(BrokenLink.fate(begun))" + tail(reason)
        case .linkMended(_, let step, let host): "step \(step + 1): \(host) answers again"
        case .runInterrupted(_, let step, let reason): interrupted(step, reason)
        case .runResumed(_, let step, let choice, let reason): "chose to \(choice.rawValue) at step \(step + 1)" + tail(reason)
        case .recoveryFailed(_, _, _, let reason): "ROLLBACK FAILED: \(reason)"
        case .runFinished(let run, let outcome, let reason): "run \(outcome.rawValue)" + tail(state?.run(run)?.ending ?? reason)
        default: ""
        }
    }

    private func known(_ run: String, _ step: Int, _ attempt: Int, _ outcome: StepOutcome) -> StepOutcome {
        guard let steps = state?.run(run)?.steps, steps.indices.contains(step), steps[step].attempt == attempt else { return outcome }
        return steps[step].outcome ?? outcome
    }

    private func interrupted(_ step: Int?, _ reason: String) -> String {
        guard let step else { return "the run was INTERRUPTED" + tail(reason) }
        let place = "step \(step + 1)"
        // The runner's reason names the step itself.
        return "the run was INTERRUPTED at \(place)"
            + tail(reason.hasPrefix(place + ": ") ? String(reason.dropFirst(place.count + 2)) : reason)
    }

    private func name(trigger id: String) -> String { plan.trigger(id)?.text ?? id }
    private func name(window id: String) -> String { plan.window(id)?.name ?? id }

    private func tail(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        return ": \(text)"
    }
}

extension Record {
    /// Whoever's console wrote it down is no more to blame than a witness.
    fileprivate var isOnlyNoticed: Bool { if case .runInterrupted = event { by.role == .operator } else { false } }
}

extension StepOutcome {
    /// How a step ended, for a sentence.
    public var words: String {
        switch self {
        case .exit(let code): code == 0 ? "done" : "failed with exit \(code)"
        case .signal(let number): "ended by signal \(number)"
        case .timedOut: "timed out"
        case .verified(let evidence): "verified (\(evidence))"
        case .notVerified(let reason): "not verified (\(reason))"
        case .skipped(let reason):
            ["skipped by ", "aborted by ", Self.byHand].contains { reason.hasPrefix($0) } ? reason : "skipped (\(reason))"
        case .error(let reason): "failed (\(reason))"
        case .unknown(let reason): "has an unknown outcome (\(reason))"
        }
    }
}

extension TriggerState {
    /// As a word of a sentence.
    public var words: String {
        switch self {
        case .unwatched: "UNWATCHED"
        case .unknown: "without data"
        case .inactive: "quiet"
        case .pending, .firing, .resolved: rawValue
        }
    }
}
