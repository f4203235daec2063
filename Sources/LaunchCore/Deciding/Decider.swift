/// Turns a command into records, or refuses it in words. Pure: the journal calls it inside the transaction that appends the
/// result, so what it sees cannot change under it.
public struct Decider: Sendable {
    public let plan: Plan
    /// Newest readings, for what needs evidence; empty where there are none.
    public let live: LiveState

    public init(plan: Plan, live: LiveState = LiveState()) {
        self.plan = plan
        self.live = live
    }

    public func decide(_ command: LaunchCommand, by actor: Actor, in state: LaunchState, at now: Moment) -> Result<[LaunchEvent], Refusal> {
        do throws(Refusal) {
            return .success(try events(for: command, by: actor, in: state, at: now))
        } catch {
            return .failure(error)
        }
    }

    private func events(
        for command: LaunchCommand, by actor: Actor, in state: LaunchState, at now: Moment
    ) throws(Refusal) -> [LaunchEvent] {
        if case .begin = command { return try begin(state) }
        guard state.beganAt != nil else { throw Refusal("the launch has not begun", instead: "open it with `opsconsole watch`") }
        if let finished = state.finished, !command.isAllowedAfterTheEnd {
            throw Refusal("this launch is finished (\(finished.text))", instead: "begin a new one with `opsconsole begin`")
        }
        switch command {
        case .begin: return []
        case .acceptPlan(let reason):
            guard state.acceptedDigest != plan.digest else { throw Refusal("the plan has not changed", instead: "") }
            return [.planAccepted(digest: plan.digest, reason: reason)]
        case .tick, .untick, .skip, .decide: return try checklist(command, by: actor, in: state)
        case .run(let item, let texts, let runID): return try run(item: item, texts: texts, runID: runID, in: state)
        case .acknowledge, .holdCountdown, .hold, .release, .declare: return try judgement(command, in: state)
        case .openWindow, .extendWindow, .cutWindow, .confirmCheckpoint: return try window(command, in: state, at: now)
        case .rollback(let reason, let trigger, let runID, let blanks):
            if actor.role == .engine { try requireCountdown(trigger, in: state) }
            let request = RollbackRequest(
                reason: reason, trigger: trigger, blanks: blanks, by: actor, at: now, length: Self.approvalPatience)
            return try rollback(request, runID: runID, in: state)
        case .approveRollback(let runID): return try approveRollback(runID: runID, by: actor, in: state, at: now)
        case .rehearse(let runID): return try rehearse(runID: runID, in: state)
        case .carryOut(let name, let item, let reason, let runID, let blanks):
            return try carryOut(name, item: item, reason: reason, runID: runID, blanks: blanks, in: state)
        case .resume(let run, let choice, let reason):
            return try resume(run: run, choice: choice, reason: reason, in: state, at: now)
        case .note(let text):
            guard !text.isBlank else { throw Refusal("the note is empty", instead: "type what should be remembered") }
            return [.noteAdded(text: text)]
        case .finish(let reason):
            if let run = state.activeRun { throw busy(run) }
            return [.launchFinished(reason: reason)]
        }
    }

    private func begin(_ state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        guard state.beganAt == nil else { throw Refusal("the launch has begun already", instead: "") }
        return [.launchBegan(name: plan.name, id: plan.id, from: plan.fromVersion, to: plan.toVersion, digest: plan.digest)]
    }

    /// A plan that changed on disk may not run anything before somebody has accepted the change.
    func requireAcceptedPlan(_ state: LaunchState) throws(Refusal) {
        guard state.acceptedDigest == plan.digest else {
            throw Refusal(
                "the plan changed since the launch began",
                instead: "look at the change and accept it first: on the screen, or by `opsconsole accept`")
        }
    }

    func busy(_ run: Run) -> Refusal {
        Refusal("\(run.title) is \(run.state.rawValue), started by \(run.requestedBy.name)", instead: "wait for it, or resume or abort it")
    }
}

extension LaunchCommand {
    /// Looking back and writing down is always possible.
    var isAllowedAfterTheEnd: Bool {
        switch self {
        case .note, .acknowledge, .release: true
        default: false
        }
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Run {
    /// What it carries out, for a sentence: "the rollback".
    public var title: String {
        switch work {
        case .command: "the command \"\(steps.first?.step.text.prefix(40) ?? "")\""
        case .rollback: "the rollback"
        case .rehearsal: "the rehearsal"
        case .procedure(let name, _): "the procedure \(name)"
        }
    }
}
