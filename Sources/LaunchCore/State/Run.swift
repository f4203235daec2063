/// One execution of a command or procedure.
public struct Run: Hashable, Sendable, Identifiable {
    /// requested -> running -> done | failed | aborted; requested, running -> interrupted -> running (resumed) | aborted.
    public enum State: String, Codable, CaseIterable, Sendable {
        case requested, running, interrupted, done, failed, aborted

        public var isOver: Bool { self == .done || self == .failed || self == .aborted }
    }

    public struct StepProgress: Hashable, Sendable {
        public var step: RunStep
        public var startedAt: Moment?
        public var attempt: Int
        public var outcome: StepOutcome?
        /// Who decided to go on without it; nil where nobody did.
        public var skippedBy: Actor?
        public var took: Duration?
        /// Its host does not answer; nil while it does.
        public var brokenLink: BrokenLink?
        /// How often its host answered again.
        public var mendedLinks = 0
        public var outputBytes: Int
        /// Lowercase hexadecimal SHA-256 of the newest attempt's output.
        public var outputHash: String?

        public init(step: RunStep) {
            self.step = step
            attempt = 0
            outputBytes = 0
        }
    }

    public struct Answer: Hashable, Sendable {
        public var choice: ResumeChoice
        public var by: Actor

        public init(_ choice: ResumeChoice, by: Actor) {
            self.choice = choice
            self.by = by
        }

        /// `li chose to retry`
        public var text: String { "\(by.name) chose to \(choice.rawValue)" }
    }

    public struct RecoveryFailure: Hashable, Sendable {
        public var trigger: String
        /// It had resolved in between.
        public var again: Bool

        public init(trigger: String, again: Bool) {
            self.trigger = trigger
            self.again = again
        }
    }

    public var id: String
    public var work: RunWork
    public var state: State
    public var steps: [StepProgress]
    public var reason: String
    public var evidence: [Evidence]
    public var requestedBy: Actor
    /// The second operator, where one was needed.
    public var confirmedBy: Actor?
    public var requestedAt: Moment
    public var startedAt: Moment?
    public var finishedAt: Moment?
    public var pid: Int32?
    public var host: String?
    /// The step under way or interrupted, counted from 0.
    public var current: Int?
    /// The decision of an operator that the runner has not taken up yet.
    public var resume: ResumeChoice?
    public var resumedAt: Moment?
    /// Who decided last how it goes on, or that it does not; with the reason, or an empty text.
    public var decided: Statement?
    /// Who answered the newest interruption, and how; nil while nobody has.
    public var answer: Answer?
    /// What a rollback answers; nil where nothing fired when it was requested.
    public var incident: Incident?
    /// What was said of a rollback that did not help.
    public var recoveryFailures: Set<RecoveryFailure> = []
    /// How it ended or where it was interrupted, in words.
    public var ending: String?

    public init(id: String, work: RunWork, steps: [RunStep], reason: String, evidence: [Evidence], by: Actor, at: Moment) {
        self.id = id
        self.work = work
        state = .requested
        self.steps = steps.map(StepProgress.init)
        self.reason = reason
        self.evidence = evidence
        requestedBy = by
        requestedAt = at
    }
}

extension Run {
    /// What the step under way waits for while its host does not answer.
    public var brokenLink: BrokenLink? { current.flatMap { steps.indices.contains($0) ? steps[$0].brokenLink : nil } }
}

extension RunWork {
    public var isRollback: Bool { if case .rollback = self { true } else { false } }
}
