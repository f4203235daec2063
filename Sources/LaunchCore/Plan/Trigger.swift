/// A rollback trigger.
public struct Trigger: Hashable, Sendable, Identifiable {
    /// What can answer it.
    public enum Face: String, Codable, Sendable {
        /// A number and a source of data.
        case bound
        /// A state, timed or counted, that a check can answer.
        case probe
        /// Yes or no, by a person.
        case question
        /// A person's judgement.
        case judgement
    }

    public enum Action: String, Codable, Sendable {
        /// Shadow: shows what it would have done.
        case watch
        /// The verdict becomes ROLL BACK? and waits for an operator.
        case propose
        /// Starts the rollback by itself after `countdown`.
        case rollback
    }

    /// How long or how often the condition must be met before it fires.
    public enum Hold: Hashable, Sendable {
        case none
        case `for`(Duration)
        /// `breaches` of the last `measurements` measurements.
        case of(breaches: Int, measurements: Int)
    }

    public enum NoData: String, Codable, Sendable {
        /// Unknown: never firing, never resolved.
        case unknown
        case breach
    }

    public var id: String
    /// The words of the plan, or the name the launch file gives.
    public var text: String
    public var face: Face
    /// Nil where no source of data answers it: the trigger is unwatched.
    public var condition: Condition?
    /// What the words of the plan ask for, whether or not a metric answers it; its metric is the words normalised.
    public var wanted: Condition?
    /// Set where `wanted` compares with a recorded baseline: the threshold is the baseline times its quantity.
    public var wantsBaseline: Bool
    public var hold: Hold
    /// The rule to leave firing; nil is the negation of `condition`.
    public var clear: Condition?
    /// From the start of its window (or of the launch) in which it cannot fire.
    public var warmup: Duration?
    /// Fewer measurements than this are no data.
    public var atLeast: Int
    public var noData: NoData
    public var action: Action
    /// From firing to the rollback, where `action` is rollback.
    public var countdown: Duration
    /// The severity group of the plan: Immediate, Critical, Automatic...
    public var group: String?
    public var location: SourceLocation

    public init(
        id: String, text: String, face: Face, condition: Condition? = nil, wanted: Condition? = nil,
        wantsBaseline: Bool = false, hold: Hold = .none, clear: Condition? = nil, warmup: Duration? = nil, atLeast: Int = 1,
        noData: NoData = .unknown, action: Action = .propose,
        countdown: Duration = .seconds(30), group: String? = nil, location: SourceLocation
    ) {
        self.id = id
        self.text = text
        self.face = face
        self.condition = condition
        self.wanted = wanted
        self.wantsBaseline = wantsBaseline
        self.hold = hold
        self.clear = clear
        self.warmup = warmup
        self.atLeast = atLeast
        self.noData = noData
        self.action = action
        self.countdown = countdown
        self.group = group
        self.location = location
    }
}

/// A comparison of a metric with a threshold: `error_rate > 5%`. A bare metric name (`breach`) means "is above 0".
public struct Condition: Hashable, Codable, Sendable {
    public enum Comparison: String, Codable, CaseIterable, Sendable {
        case above = ">"
        case atLeast = ">="
        case below = "<"
        case atMost = "<="
        case equal = "="
        case notEqual = "!="

        /// Whether small values are the bad ones.
        public var isBelow: Bool { self == .below || self == .atMost }

        public func holds(_ value: Decimal, _ threshold: Decimal) -> Bool {
            switch self {
            case .above: value > threshold
            case .atLeast: value >= threshold
            case .below: value < threshold
            case .atMost: value <= threshold
            case .equal: value == threshold
            case .notEqual: value != threshold
            }
        }
    }

    public var metric: String
    public var comparison: Comparison
    public var threshold: Quantity

    public init(metric: String, comparison: Comparison, threshold: Quantity) {
        self.metric = metric
        self.comparison = comparison
        self.threshold = threshold
    }

    /// True when `value`, in base units, meets the condition.
    public func isMet(by value: Decimal) -> Bool { comparison.holds(value, threshold.base) }

    /// `error_rate > 5%`
    public var text: String { "\(metric) \(comparison.rawValue) \(threshold.text)" }
}

/// What must be true for the launch to be called good.
public struct Criterion: Hashable, Sendable {
    public var text: String
    /// Nil where only a person can say.
    public var condition: Condition?
    public var location: SourceLocation

    public init(text: String, condition: Condition? = nil, location: SourceLocation) {
        self.text = text
        self.condition = condition
        self.location = location
    }
}

/// A number the launch should move.
public struct Goal: Hashable, Sendable {
    public var name: String
    public var metric: String?
    /// What the plan says it is today.
    public var current: String?
    public var target: String?
    public var condition: Condition?
    public var location: SourceLocation

    public init(
        name: String, metric: String? = nil, current: String? = nil, target: String? = nil, condition: Condition? = nil,
        location: SourceLocation
    ) {
        self.name = name
        self.metric = metric
        self.current = current
        self.target = target
        self.condition = condition
        self.location = location
    }
}

/// A monitoring window.
public struct Window: Hashable, Sendable, Identifiable {
    public var id: String
    public var name: String
    public var lasts: Duration
    /// The cadence of its checkpoints; nil where the plan gives none (the console asks, it never invents).
    public var every: Duration?
    /// The phase after which it opens; nil: after the window before it, or by hand.
    public var after: String?
    public var watch: [String]
    public var location: SourceLocation

    public init(
        id: String, name: String, lasts: Duration, every: Duration? = nil, after: String? = nil, watch: [String] = [],
        location: SourceLocation
    ) {
        self.id = id
        self.name = name
        self.lasts = lasts
        self.every = every
        self.after = after
        self.watch = watch
        self.location = location
    }
}

/// The rollback, or another named list of steps.
public struct Procedure: Hashable, Sendable, Identifiable {
    public var id: String
    public var title: String
    /// The word an operator types to start it; nil where a key is enough, which it never is for the rollback.
    public var confirm: String?
    /// How many operators must want it: 1, or 2, and then another one than who asked confirms.
    public var approvals: Int
    public var steps: [Step]
    public var location: SourceLocation

    public init(id: String, title: String, confirm: String?, approvals: Int = 1, steps: [Step], location: SourceLocation) {
        self.id = id
        self.title = title
        self.confirm = confirm
        self.approvals = approvals
        self.steps = steps
        self.location = location
    }
}

/// One step of a procedure.
public struct Step: Hashable, Sendable, Identifiable {
    public enum Work: Hashable, Sendable {
        case run(Command)
        case verify(Verification)
        /// What only a person can do; the text to show.
        case manual(String)
    }

    public enum Verification: Hashable, Sendable {
        /// The service must be up.
        case serviceUp(String)
        case condition(Condition)
        /// The command must exit with 0; it is run again until it does.
        case command(Command)
    }

    public var id: String
    public var work: Work
    /// For a run: after this its process group is killed. For a verification: how long it may take to hold.
    public var timeout: Duration
    /// How often it is tried again after a failure.
    public var retries: Int
    /// Safe to run again when it is not known whether it ran.
    public var idempotent: Bool
    public var irreversible: Bool
    public var location: SourceLocation

    public init(
        id: String, work: Work, timeout: Duration = .seconds(300), retries: Int = 0, idempotent: Bool = false,
        irreversible: Bool = false, location: SourceLocation
    ) {
        self.id = id
        self.work = work
        self.timeout = timeout
        self.retries = retries
        self.idempotent = idempotent
        self.irreversible = irreversible
        self.location = location
    }

    /// What is done, in one line as the plan has it.
    public var text: String {
        switch work {
        case .run(let command): command.text
        case .verify(.serviceUp(let name)): "verify \(name) is up"
        case .verify(.condition(let condition)): "verify \(condition.text)"
        case .verify(.command(let command)): "verify: \(command.text)"
        case .manual(let text): text
        }
    }

    public var host: String? { command?.host }

    /// What a shell runs; nil where none does.
    public var command: Command? {
        switch work {
        case .run(let command), .verify(.command(let command)): command
        case .verify, .manual: nil
        }
    }
}
