/// All a screen needs, as one immutable value. Screens draw from it and from nothing else.
public struct Snapshot: Sendable {
    public var plan: Plan
    public var state: LaunchState
    public var live: LiveState
    public var now: Now
    public var verdict: Verdict
    public var engine: EngineStatus
    /// Login names of the operators with a console open, this one's included, sorted.
    public var operators: [String]
    public var me: Actor
    public var readOnly: Bool
    public var logs: [LogTail]
    /// What the screen shows of the logs; nil where it shows none.
    public var logPage: LogPage?
    /// What the screen shows of the record; nil where it shows none.
    public var recordPage: RecordPage?
    /// Keys that are not the product's own, by the command they are for, as they are shown.
    public var keys: [String: String] = [:]
    /// The newest output of runs by run and step, `"RUN/2"`.
    public var runOutput: [String: LogTail]
    /// What was found where the rollback would run, while its card is open.
    public var preflight: [PreflightFinding]
    /// What is in the directory of a path that is being typed; nil while none is, or while it is being read.
    public var paths: PathListing?
    /// What is wrong with the console itself: the journal cannot be read, the live store is gone, the plan changed on disk.
    public var notices: [String]
    /// The runner at work gives no sign of life; nil while it does, or where none is at work.
    public var runnerSilence: RunnerSilence?
    /// What the runner at work could not record yet; the state has it all the same. Nil where nothing waits.
    public var waitingRecords: WaitingRecords?
    /// Where commands run, for those that are left to be pasted.
    public var place = CommandPlace()
    /// What the plan on disk has that the accepted one has not, and the other way round; empty where nothing waits to be accepted.
    public var changes: [String] = []
    /// The newest records, oldest first, at most 200.
    public var records: [Record]
    /// Printable lines of the plan's files by their path as locations name it, to show where something comes from.
    public var sources: [String: [String]]
    /// The operator's time zone: seconds east of UTC now.
    public var secondsEast: Int
    /// Two snapshots with the same number differ at most in logs, pages, output of runs, preflight and keys; nil where that is not known.
    public var revision: Int?

    public init(
        plan: Plan, state: LaunchState, live: LiveState, now: Now, verdict: Verdict, engine: EngineStatus, operators: [String],
        me: Actor, readOnly: Bool = false, logs: [LogTail] = [], logPage: LogPage? = nil, runOutput: [String: LogTail] = [:],
        preflight: [PreflightFinding] = [], notices: [String] = [],
        records: [Record] = [], sources: [String: [String]] = [:], secondsEast: Int = 0
    ) {
        self.plan = plan
        self.state = state
        self.live = live
        self.now = now
        self.verdict = verdict
        self.engine = engine
        self.operators = operators
        self.me = me
        self.readOnly = readOnly
        self.logs = logs
        self.logPage = logPage
        self.runOutput = runOutput
        self.preflight = preflight
        self.notices = notices
        self.records = records
        self.sources = sources
        self.secondsEast = secondsEast
    }
}

/// The one word for the whole launch, with its reason.
public struct Verdict: Hashable, Sendable {
    public enum Word: String, Codable, CaseIterable, Sendable {
        case preparing = "PREPARING"
        case go = "GO"
        case hold = "HOLD"
        case rollBackProposed = "ROLL BACK?"
        case rollingBack = "ROLLING BACK"
        case rolledBack = "ROLLED BACK"
        case rollbackFailed = "ROLLBACK FAILED"
        case complete = "COMPLETE"
    }

    public var word: Word
    public var reason: String
    /// Age of the oldest input it rests on; nil where it rests on none.
    public var oldestInput: Duration?

    public init(_ word: Word, reason: String, oldestInput: Duration? = nil) {
        self.word = word
        self.reason = reason
        self.oldestInput = oldestInput
    }
}

/// Whether somebody is watching. `alive` comes from the lease, which the kernel releases when the engine dies.
public struct EngineStatus: Hashable, Sendable {
    public var alive: Bool
    public var pid: Int32?
    public var since: Moment?

    public init(alive: Bool, pid: Int32? = nil, since: Moment? = nil) {
        self.alive = alive
        self.pid = pid
        self.since = since
    }
}

/// The newest lines of a log, printable, with what is known of its state.
public struct LogTail: Hashable, Sendable {
    public var name: String
    /// `following`, or why not: `waiting for /var/log/app.log to appear`.
    public var status: String
    public var isFollowing: Bool
    /// Oldest first; a bounded window of the log.
    public var lines: [LogLine]
    /// Lines seen since the console opened, kept or not.
    public var total: Int
    public var errors: Int
    /// Lines of the last second.
    public var perSecond: Int

    public init(
        name: String, status: String = "following", isFollowing: Bool = true, lines: [LogLine] = [], total: Int = 0, errors: Int = 0,
        perSecond: Int = 0
    ) {
        self.name = name
        self.status = status
        self.isFollowing = isFollowing
        self.lines = lines
        self.total = total
        self.errors = errors
        self.perSecond = perSecond
    }
}

public struct LogLine: Hashable, Sendable {
    public enum Severity: UInt8, Sendable, Comparable {
        case none, debug, info, warning, error, fatal

        public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
    }

    /// Printable text: what cannot be printed is shown as visible text already.
    public var text: String
    public var severity: Severity
    /// True for what the console itself put between the lines: rotation, lost link, a tick, a trigger.
    public var isMarker: Bool
    /// When it was logged, as the line itself says; known of errors alone, and of those not always.
    public var at: Moment?

    public init(_ text: String, severity: Severity = .none, isMarker: Bool = false, at: Moment? = nil) {
        self.text = text
        self.severity = severity
        self.isMarker = isMarker
        self.at = at
    }
}
