/// Everything that can happen in a launch: the facts all consoles agree on. This enum reads as the product's specification.
///
/// The journal keeps each as JSON (`{"itemTicked":{"item":...}}`); a case or a label once released is never renamed.
public enum LaunchEvent: Hashable, Codable, Sendable {
    // The launch itself
    case launchBegan(name: String, id: String, from: String?, to: String?, digest: String)
    /// - reason: where the operator gave one.
    case planAccepted(digest: String, reason: String? = nil)
    case launchHeld(reason: String)
    case launchReleased(reason: String)
    case launchFinished(reason: String)
    case noteAdded(text: String)

    // The engine
    case engineStarted(pid: Int32, host: String)
    case engineStopped(reason: String)
    /// A notification no longer gets through; the next one to say so is `notificationRecovered`.
    case notificationFailed(notification: String, reason: String)
    case notificationRecovered(notification: String)

    // The checklist
    case itemTicked(item: String, text: String, evidence: String?)
    case itemUnticked(item: String, reason: String?)
    case itemSkipped(item: String, reason: String)
    case decisionMade(decision: String, go: Bool, reason: String?)

    // What the engine sees
    case serviceChanged(service: String, state: ServiceState, reason: String)
    /// Another version answers than before, several times in a row.
    case versionAnswers(service: String, version: String)
    case deploymentChanged(deployment: String, status: String, version: String?, reason: String?)
    case metricDeclared(metric: String, reason: String?)

    // Triggers
    case triggerChanged(trigger: String, state: TriggerState, evidence: [Evidence])
    case triggerAcknowledged(trigger: String, reason: String)
    case countdownStarted(trigger: String, length: Milliseconds)
    case countdownHeld(trigger: String, reason: String)

    // Monitoring windows
    case windowOpened(window: String, length: Milliseconds)
    case windowExtended(window: String, by: Milliseconds, reason: String)
    case windowClosed(window: String, verdict: WindowState, seen: Int, expected: Int, reason: String)
    /// The measurements on which the verdict of a window rests, and what they make of criteria and goals; also at the end of the launch.
    case outcomeJudged(outcome: Outcome)
    case checkpointConfirmed(window: String, index: Int, note: String?)
    case checkpointMissed(window: String, index: Int)

    // Runs: of a command, of the rollback, of a rehearsal
    /// Where two operators must want a rollback, the first one did; it lapses after `length`.
    case rollbackAsked(reason: String, trigger: String?, length: Milliseconds, blanks: [String: String]? = nil)
    /// Nobody confirmed what `by` had asked for.
    case rollbackLapsed(by: String, reason: String)
    case runRequested(run: String, work: RunWork, steps: [RunStep], reason: String, evidence: [Evidence])
    case runStarted(run: String, pid: Int32, host: String)
    case stepStarted(run: String, step: Int, attempt: Int)
    case stepFinished(run: String, step: Int, attempt: Int, outcome: StepOutcome, took: Milliseconds, outputBytes: Int, outputHash: String?)
    /// The host of the step under way does not answer; `begun` says whether the step may be going on there.
    case linkBroke(run: String, step: Int, host: String, reason: String, begun: Bool)
    case linkMended(run: String, step: Int, host: String)
    case runInterrupted(run: String, step: Int?, reason: String)
    /// - reason: where the operator typed one.
    case runResumed(run: String, step: Int, choice: ResumeChoice, reason: String? = nil)
    case runFinished(run: String, outcome: RunOutcome, reason: String)
    /// All steps of a rollback are done, and it did not help: the trigger still fires when its patience is over, or `again` after it had
    /// resolved.
    case recoveryFailed(run: String, trigger: String, again: Bool, reason: String)
}

/// A length of time in a record.
public typealias Milliseconds = Int64

/// A measurement that led to a verdict, copied into the record.
public struct Evidence: Hashable, Codable, Sendable {
    public var metric: String
    public var at: Moment
    /// In base units; nil where there was none, with the reason in `failure`.
    public var value: Decimal?
    public var failure: String?

    public init(metric: String, at: Moment, value: Decimal?, failure: String? = nil) {
        self.metric = metric
        self.at = at
        self.value = value
        self.failure = failure
    }
}

/// unknown -> up, down; up <-> degraded; up, degraded -> down after `failures`; down -> up after `successes`; any -> unknown when stale.
public enum ServiceState: String, Codable, CaseIterable, Sendable {
    case unknown, up, degraded, down
}

/// unwatched never changes. unknown, inactive -> pending -> firing -> resolved -> pending...; pending -> inactive on any
/// non-breaching measurement; any but unwatched -> unknown without data, except firing, which then stays firing.
public enum TriggerState: String, Codable, CaseIterable, Sendable {
    case unwatched, unknown, inactive, pending, firing, resolved
}

/// scheduled -> open -> passed | failed | inconclusive.
public enum WindowState: String, Codable, CaseIterable, Sendable {
    case scheduled, open, passed, failed, inconclusive

    public var isClosed: Bool { self == .passed || self == .failed || self == .inconclusive }
}

/// What a run carries out.
public enum RunWork: Hashable, Codable, Sendable {
    case command(item: String)
    /// `number` counts the rollbacks of a launch from 1; it makes the request unique.
    case rollback(number: Int, trigger: String?)
    case rehearsal
    /// Another named list of steps; `item` is the one it was carried out from, if any.
    case procedure(name: String, item: String?)

    /// The item that its end ticks; nil where there is none.
    public var item: String? {
        switch self {
        case .command(let item): item
        case .procedure(_, let item): item
        case .rollback, .rehearsal: nil
        }
    }
}

/// A step as it was when the run was requested: the runner carries out exactly this text, whatever the plan says by then.
public struct RunStep: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable {
        case run, verifyService, verifyCondition
        /// Run again until it exits with 0 or its time is over.
        case verifyCommand
        case manual

        /// Whether a shell carries it out.
        public var isCommand: Bool { self == .run || self == .verifyCommand }
    }

    public var kind: Kind
    /// Shell text, service name, or words for a person.
    public var text: String
    public var condition: Condition?
    public var host: String?
    public var timeout: Milliseconds
    public var retries: Int
    public var idempotent: Bool
    public var irreversible: Bool
    /// Nil in records older than the question, and means no.
    private var interactive: Bool?

    /// Carried out in a terminal of its own, to which consoles can attach.
    public var isInteractive: Bool {
        get { interactive == true }
        set { interactive = newValue ? true : nil }
    }

    public init(
        kind: Kind, text: String, condition: Condition? = nil, host: String? = nil, timeout: Milliseconds, retries: Int = 0,
        idempotent: Bool = false, irreversible: Bool = false, isInteractive: Bool = false
    ) {
        self.kind = kind
        self.text = text
        self.condition = condition
        self.host = host
        self.timeout = timeout
        self.retries = retries
        self.idempotent = idempotent
        self.irreversible = irreversible
        self.isInteractive = isInteractive
    }
}

public enum StepOutcome: Hashable, Codable, Sendable {
    case exit(code: Int32)
    case signal(number: Int32)
    case timedOut
    case verified(evidence: String)
    case notVerified(reason: String)
    case skipped(reason: String)
    /// It could not be started, or its output not be written.
    case error(reason: String)
    /// It may or may not have run: the machine or link that knew is gone.
    case unknown(reason: String)

    public var succeeded: Bool {
        switch self {
        case .exit(let code): code == 0
        case .verified, .skipped: true
        case .signal, .timedOut, .notVerified, .error, .unknown: false
        }
    }
}

public enum ResumeChoice: String, Codable, CaseIterable, Sendable {
    /// Take the interrupted step up where it stands: wait for it where it still runs, begin it where it never did. It runs again only
    /// where nobody can know how it ended and it is idempotent.
    case resume
    /// Run it again although it may have run: an operator says so.
    case retry
    case skip
    case abort
}

public enum RunOutcome: String, Codable, Sendable {
    case done, failed, aborted
}

extension LaunchEvent {
    /// At most one record of a launch may carry a given key; the journal's schema enforces it.
    public var uniqueKey: String? {
        switch self {
        case .launchBegan: "launch"
        case .runRequested(_, .rollback(let number, _), _, _, _): "rollback/\(number)"
        case .runFinished(let run, _, _): "finished/\(run)"
        case .recoveryFailed(let run, let trigger, let again, _): "recovery/\(run)/\(again ? "again" : "still")/\(trigger)"
        case .checkpointConfirmed(let window, let index, _), .checkpointMissed(let window, let index): "checkpoint/\(window)/\(index)"
        default: nil
        }
    }
}

extension StepOutcome {
    /// In words, for the screen and the report.
    public var text: String {
        switch self {
        case .exit(let code): "exit \(code)"
        case .signal(let number): "killed by signal \(number)"
        case .timedOut: "timed out"
        case .verified(let evidence): evidence.isEmpty ? "verified" : "verified: \(evidence)"
        case .notVerified(let reason): "not verified: \(reason)"
        case .skipped(let reason): "skipped: \(reason)"
        case .error(let reason): "could not be carried out: \(reason)"
        case .unknown(let reason): "outcome unknown: \(reason)"
        }
    }
}
