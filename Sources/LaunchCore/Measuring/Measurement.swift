/// Why a value could not be had. No failure is ever turned into 0 or into healthy.
public struct Failure: Hashable, Codable, Sendable, Error {
    public enum Kind: String, Codable, Sendable {
        case dns, refused, unreachable, tls, timeout, reset, status, body, redirect, tooLarge = "too_large", parse, missing, permission,
            exit, stale, other
        /// A count that was begun anew and does not reach back far enough yet: nothing is wrong with its source.
        case anew
    }

    public var kind: Kind
    /// Words for the operator, printable, at most 200 characters: `connection refused`, `status 503, expected 200-299`.
    public var detail: String

    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

/// One value of a metric, or one failure to get it.
public struct Measurement: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// In base units.
        case value(Decimal)
        case failure(Failure)
    }

    public var metric: String
    public var at: Now
    public var outcome: Outcome

    public init(metric: String, at: Now, outcome: Outcome) {
        self.metric = metric
        self.at = at
        self.outcome = outcome
    }

    public var value: Decimal? {
        if case .value(let value) = outcome { value } else { nil }
    }
}

/// One answer of a service, or one failure to get a good one.
public struct ProbeResult: Hashable, Sendable {
    public var service: String
    /// When the probe was started.
    public var at: Now
    /// From start to the whole answer, or to the failure.
    public var latency: Duration
    /// Nil: healthy as far as `expect` says.
    public var failure: Failure?
    /// Why a healthy answer is still degraded: slow, certificate near its end.
    public var degraded: String?
    public var version: String?
    public var certificateDaysLeft: Int?

    public init(
        service: String, at: Now, latency: Duration, failure: Failure? = nil, degraded: String? = nil, version: String? = nil,
        certificateDaysLeft: Int? = nil
    ) {
        self.service = service
        self.at = at
        self.latency = latency
        self.failure = failure
        self.degraded = degraded
        self.version = version
        self.certificateDaysLeft = certificateDaysLeft
    }
}

/// What a deployment's source says, read once.
public struct DeploymentReading: Hashable, Codable, Sendable {
    public var deployment: String
    /// When it was read.
    public var at: Moment
    public var status: String?
    public var version: String?
    /// 0 to 1.
    public var progress: Double?
    /// When the source says it was last changed; its file's modification time where it does not say.
    public var updated: Moment?
    public var message: String?
    /// Why the newest read failed; the other fields then hold the last good content.
    public var failure: Failure?

    public init(
        deployment: String, at: Moment, status: String? = nil, version: String? = nil, progress: Double? = nil,
        updated: Moment? = nil, message: String? = nil, failure: Failure? = nil
    ) {
        self.deployment = deployment
        self.at = at
        self.status = status
        self.version = version
        self.progress = progress
        self.updated = updated
        self.message = message
        self.failure = failure
    }
}
