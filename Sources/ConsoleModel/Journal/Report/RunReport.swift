import LaunchCore

/// One run, step by step.
public struct RunReport: Hashable, Sendable {
    public struct Step: Hashable, Sendable {
        public var text: String
        public var host: String?
        public var attempts: Int
        /// How it ended, in words; nil where it never ran.
        public var outcome: String?
        public var succeeded: Bool
        /// Gone on without it, and on whose word.
        public var skipped: Bool
        public var skippedBy: String?
        /// Nil where no exit code was had: a verification, a signal, a time that was over.
        public var exitCode: Int32?
        public var took: Duration?
        public var outputBytes: Int
        /// Lowercase hexadecimal SHA-256 of the last attempt's output.
        public var outputHash: String?
    }

    public var id: String
    /// `rollback 1`, `rehearsal`, `procedure smoke`, or the text of the item.
    public var title: String
    public var by: String
    /// The second operator, where one was needed.
    public var confirmedBy: String?
    public var reason: String
    /// The text of the trigger it answers, and the measurements that were its evidence.
    public var trigger: String?
    public var evidence: [String]
    public var state: Run.State
    public var ending: String?
    public var requestedAt: Moment
    public var startedAt: Moment?
    public var finishedAt: Moment?
    public var steps: [Step]
    /// What it did not carry out, to be pasted into a shell as it is; empty where nothing is left or nothing was to change.
    public var left: [String]

    init(_ run: Run, _ text: ReportText, in place: CommandPlace) {
        id = text.clean(run.id)
        title =
            switch run.work {
            case .rollback(let number, _): "rollback \(number)"
            case .rehearsal: "rehearsal"
            case .procedure(let name, _): "procedure \(text.clean(name))"
            case .command(let item): text.clean(text.plan.item(item)?.text ?? item)
            }
        by = text.clean(run.requestedBy.name)
        confirmedBy = run.confirmedBy.map { text.clean($0.name) }
        reason = text.clean(run.reason)
        let cause = if case .rollback(_, let trigger?) = run.work { trigger } else { String?.none }
        trigger = cause.map(text.trigger)
        evidence = run.evidence.map { text.evidence($0, trigger: cause ?? "") }
        state = run.state
        ending = run.ending.map(text.clean)
        requestedAt = run.requestedAt
        startedAt = run.startedAt
        finishedAt = run.finishedAt
        let isLeft = run.work != .rehearsal && run.state.isOver && run.state != .done
        left = isLeft ? text.clean(run).remainingCommands(in: place).map(text.cleanPasted) : []
        steps = run.steps.map { step in
            Step(
                text: text.cleanLines(step.step.words), host: step.step.host.map(text.clean), attempts: step.attempt,
                outcome: step.outcome.map { text.clean($0.words) }, succeeded: step.isDone, skipped: step.outcome?.isLeftOut ?? false,
                skippedBy: step.skippedBy.map { text.clean($0.name) },
                exitCode: step.outcome?.exitCode, took: step.took, outputBytes: step.outputBytes, outputHash: step.outputHash)
        }
    }
}

extension Run.StepProgress {
    /// What was left out may have been right to leave out, but it was not done.
    fileprivate var isDone: Bool { outcome.map { $0.succeeded && !$0.isLeftOut } ?? false }
}

extension StepOutcome {
    fileprivate var exitCode: Int32? { if case .exit(let code) = self { code } else { nil } }
}

extension RunStep {
    /// What is done: the command as it is, a verification in words.
    fileprivate var words: String {
        switch kind {
        case .run, .manual: text
        case .verifyCommand: "verify: \(text)"
        case .verifyService: "verify \(text) is up"
        case .verifyCondition: "verify \(condition?.text ?? text)"
        }
    }
}
