extension Decider {
    /// How long a rollback that one operator asked for waits for the second.
    public static let approvalPatience: Duration = .seconds(300)

    func rollback(_ request: RollbackRequest, runID: String, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        let (actor, now) = (request.by, request.at)
        let events = try start(request, runID: runID, in: state)
        // What the plan lets happen by itself was agreed upon when it was written.
        guard plan.rollback?.approvals ?? 1 > 1, actor.role == .operator else { return events }
        if let asked = state.request(at: now) {
            throw Refusal(
                asked.by.name == actor.name ? "you asked for it already" : "\(asked.by.name) asked for it already",
                instead: asked.by.name == actor.name ? Self.howToConfirm : "confirm it with R or `opsconsole rollback --approve`")
        }
        return [
            .rollbackAsked(
                reason: request.reason, trigger: request.trigger, length: request.length.milliseconds,
                blanks: request.blanks.isEmpty ? nil : request.blanks)
        ]
    }

    private static let howToConfirm = "another operator, with another login, confirms it with R or `opsconsole rollback --approve`"

    func approveRollback(runID: String, by actor: Actor, in state: LaunchState, at now: Moment) throws(Refusal) -> [LaunchEvent] {
        guard let asked = state.request(at: now) else {
            throw Refusal("no rollback waits to be confirmed", instead: "ask for one with R or `opsconsole rollback --yes --reason TEXT`")
        }
        guard asked.by.name != actor.name else { throw Refusal("you asked for it yourself", instead: Self.howToConfirm) }
        return try start(asked, runID: runID, in: state)
    }

    private func start(_ request: RollbackRequest, runID: String, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        guard let procedure = plan.rollback?.filled(with: request.blanks), !procedure.steps.isEmpty else {
            throw Refusal("the plan has no rollback procedure", instead: "add `rollback: steps:` to the launch file")
        }
        try requireReason(request.reason, "a rollback")
        try requireAcceptedPlan(state)
        if let previous = state.rollback {
            if !previous.state.isOver {
                throw Refusal(
                    "a rollback was already requested by \(previous.requestedBy.name)", instead: "follow it on the screen, or resume it")
            }
            if previous.state == .done, state.held != nil {
                throw Refusal("the launch is rolled back already", instead: "release it with a reason before rolling back again")
            }
        }
        try requireNoBlanks(procedure)
        let number = state.runs.count { $0.work.isRollback } + 1
        let evidence = request.trigger.flatMap { state.triggers[$0]?.evidence } ?? []
        // A command still at work is stopped first: nothing may deploy while the rollback runs.
        let aborts = state.runs.filter { !$0.state.isOver }.map { run in
            LaunchEvent.runResumed(run: run.id, step: run.current ?? 0, choice: .abort)
        }
        return aborts + [
            .runRequested(
                run: runID, work: .rollback(number: number, trigger: request.trigger), steps: procedure.steps.map { RunStep($0) },
                reason: request.reason, evidence: evidence)
        ]
    }

    func requireNoBlanks(_ procedure: Procedure) throws(Refusal) {
        guard let blank = procedure.blanks.first else { return }
        throw Refusal(
            "the procedure still has the blank \(blank)",
            instead: "fill it on the card, by `--fill \(Blanks.name(of: blank))=VALUE`, or in the launch file")
    }

    /// The engine rolls back for an episode whose countdown ran out unheld, and once: whoever held it a moment ago is heard here.
    func requireCountdown(_ trigger: String?, in state: LaunchState) throws(Refusal) {
        guard let countdown = trigger.flatMap({ state.triggers[$0]?.countdown }) else {
            throw Refusal("no countdown to a rollback runs", instead: "")
        }
        if let held = countdown.held { throw Refusal("the automatic rollback was held by \(held.by.name): \(held.text)", instead: "") }
        if state.hasActed(on: countdown) { throw Refusal("this countdown has led to a rollback already", instead: "") }
    }

    func rehearse(runID: String, in state: LaunchState) throws(Refusal) -> [LaunchEvent] {
        guard let procedure = plan.rollback, !procedure.steps.isEmpty else {
            throw Refusal("the plan has no rollback procedure", instead: "add `rollback: steps:` to the launch file")
        }
        if let run = state.activeRun { throw busy(run) }
        let steps = procedure.steps.map { step in RunStep(step, rehearsing: true) }
        return [.runRequested(run: runID, work: .rehearsal, steps: steps, reason: "rehearsal", evidence: [])]
    }

    func resume(
        run id: String, choice: ResumeChoice, reason: String?, in state: LaunchState, at now: Moment
    ) throws(Refusal) -> [LaunchEvent] {
        guard let run = state.run(id) else { throw Refusal("there is no run \(id)", instead: "") }
        if run.state.isOver { throw Refusal("\(run.title) is over", instead: "") }
        let current = run.current ?? 0
        let waitsForAPerson = run.steps.indices.contains(current) && run.steps[current].step.kind == .manual
        try requireUnanswered(run, choice, at: now)
        switch choice {
        case .abort: if run.work.isRollback { try requireReason(reason ?? "", "an abort of the rollback") }
        case .skip where waitsForAPerson: break
        case .resume:
            try requireInterruption(run)
            if let why = run.resumeRefusal { throw Refusal(why, instead: "look, then retry, skip or abort") }
        case .retry, .skip: try requireInterruption(run)
        }
        return [.runResumed(run: id, step: current, choice: choice, reason: reason)]
    }

    /// One answer to an interruption counts, the first: whoever gives the second has not seen it. An abort gets through where the
    /// first has found no runner for long, and where the run goes on.
    private func requireUnanswered(_ run: Run, _ choice: ResumeChoice, at now: Moment) throws(Refusal) {
        guard run.resume != nil, let answer = run.answer else { return }
        let isStuck = run.state == .running || run.resumedAt.map { now - $0 > Self.answerPatience } ?? true
        if choice == .abort, isStuck { return }
        throw Refusal("\(answer.text) already", instead: "follow it on the screen")
    }

    private static let answerPatience: Duration = .seconds(10)

    private func requireInterruption(_ run: Run) throws(Refusal) {
        guard run.state != .interrupted else { return }
        let answer = run.answer.map { ": \($0.text)" } ?? ""
        throw Refusal("\(run.title) is not interrupted\(answer)", instead: answer.isEmpty ? "" : "follow it on the screen")
    }
}

extension RunStep {
    /// The step as the runner will carry it out. A rehearsal walks the same code with a harmless stand-in for each command.
    public init(_ step: Step, rehearsing: Bool = false) {
        let timeout = step.timeout.milliseconds
        switch step.work {
        case .run(let command):
            self.init(
                kind: .run, text: rehearsing ? Self.standIn(for: command) : command.text, host: command.host,
                timeout: (command.timeout ?? step.timeout).milliseconds, retries: step.retries, idempotent: step.idempotent,
                irreversible: step.irreversible)
        case .verify(.serviceUp(let name)):
            self.init(kind: .verifyService, text: name, timeout: timeout, idempotent: true)
        case .verify(.condition(let condition)):
            self.init(kind: .verifyCondition, text: condition.text, condition: condition, timeout: timeout, idempotent: true)
        case .verify(.command(let command)):
            // Nobody knows what a command changes, whatever it is for.
            self.init(
                kind: rehearsing ? .run : .verifyCommand, text: rehearsing ? Self.standIn(for: command) : command.text, host: command.host,
                timeout: timeout, idempotent: true)
        case .manual(let text):
            // Nobody is asked to do by hand what is only rehearsed.
            self.init(
                kind: rehearsing ? .run : .manual, text: rehearsing ? ": rehearsal of a step by hand: " + text.quotedForShell : text,
                timeout: timeout, idempotent: true)
        }
    }

    private static func standIn(for command: Command) -> String { ": rehearsal of: " + command.text.quotedForShell }
}
