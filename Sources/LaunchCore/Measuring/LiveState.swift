/// The newest readings of everything watched. Disposable: losing it loses nothing but the history of curves.
public struct LiveState: Hashable, Sendable {
    public var services: [String: ServiceReading] = [:]
    public var deployments: [String: DeploymentReading] = [:]
    public var metrics: [String: MetricReading] = [:]
    public var triggers: [String: TriggerReading] = [:]
    public var windows: [String: WindowReading] = [:]

    public init() {}

    /// Whether everything watched is in the same state as in `other`, however much newer its measurements are.
    public func hasTheStates(of other: LiveState) -> Bool {
        func same<Reading>(_ mine: [String: Reading], _ others: [String: Reading], _ agree: (Reading, Reading) -> Bool) -> Bool {
            mine.count == others.count && mine.allSatisfy { name, reading in others[name].map { agree(reading, $0) } ?? false }
        }
        return same(services, other.services) { $0.state == $1.state && $0.version == $1.version }
            && same(deployments, other.deployments) { $0.status == $1.status && $0.version == $1.version && $0.progress == $1.progress }
            && same(triggers, other.triggers) { $0.state == $1.state }
            && same(metrics, other.metrics) { ($0.value == nil) == ($1.value == nil) }
    }

    public var isEmpty: Bool {
        services.isEmpty && deployments.isEmpty && metrics.isEmpty && triggers.isEmpty && windows.isEmpty
    }
}

/// The newest probe of a service.
public struct ServiceReading: Hashable, Codable, Sendable {
    public var at: Moment
    public var state: ServiceState
    /// Why it is not up, or nothing.
    public var reason: String?
    public var latency: Milliseconds
    /// Failures in a row; 0 after a success.
    public var failuresInRow: Int
    public var version: String?
    /// How many of the newest probes a reading keeps.
    public static let recentLimit = 60
    /// Milliseconds of the newest probes, oldest first, at most `recentLimit`; nil for a failed one.
    public var recent: [Milliseconds?]
    /// How many probes there were since the engine began, so that a curve can take them together by the same tens every time.
    public var measured: Int?
    /// Older than this it is no data.
    public var staleAfter: Milliseconds

    public init(
        at: Moment, state: ServiceState, reason: String? = nil, latency: Milliseconds, failuresInRow: Int = 0,
        version: String? = nil, recent: [Milliseconds?] = [], measured: Int? = nil, staleAfter: Milliseconds
    ) {
        self.at = at
        self.state = state
        self.reason = reason
        self.latency = latency
        self.failuresInRow = failuresInRow
        self.version = version
        self.recent = recent
        self.measured = measured
        self.staleAfter = staleAfter
    }
}

/// The newest measurement of a metric.
public struct MetricReading: Hashable, Codable, Sendable {
    public var at: Moment
    /// In base units; nil where the newest measurement failed.
    public var value: Decimal?
    public var failure: Failure?
    /// How many of the newest measurements a reading keeps.
    public static let recentLimit = 120
    /// Base-unit values of the newest measurements, oldest first, at most `recentLimit`; nil for a failed one.
    public var recent: [Double?]
    /// How many measurements there were since the engine began.
    public var measured: Int?
    public var staleAfter: Milliseconds

    public init(
        at: Moment, value: Decimal?, failure: Failure? = nil, recent: [Double?] = [], measured: Int? = nil, staleAfter: Milliseconds
    ) {
        self.at = at
        self.value = value
        self.failure = failure
        self.recent = recent
        self.measured = measured
        self.staleAfter = staleAfter
    }
}

/// Where a trigger stands beyond its recorded state.
public struct TriggerReading: Hashable, Codable, Sendable {
    public var at: Moment
    public var state: TriggerState
    public var value: Decimal?
    /// Why there is no data.
    public var reason: String?
    /// Until it fires if the condition goes on being met; nil unless pending on a `for`.
    public var firesIn: Milliseconds?
    /// Breaching measurements of the last `outOf`, for an `of: N of M`.
    public var breaches: Int?
    public var outOf: Int?

    public init(
        at: Moment, state: TriggerState, value: Decimal? = nil, reason: String? = nil, firesIn: Milliseconds? = nil,
        breaches: Int? = nil, outOf: Int? = nil
    ) {
        self.at = at
        self.state = state
        self.value = value
        self.reason = reason
        self.firesIn = firesIn
        self.breaches = breaches
        self.outOf = outOf
    }

    /// The time until it fires, seen from a moment after the reading was made.
    public func firesIn(at now: Moment) -> Duration? {
        firesIn.map { max(.zero, .milliseconds($0) - max(.zero, now - at)) }
    }

    /// Whether it tells anything that an earlier reading did not; only that time has passed is no news.
    func says(more earlier: TriggerReading?) -> Bool {
        guard let earlier else { return true }
        return state != earlier.state || value != earlier.value || reason != earlier.reason || breaches != earlier.breaches
            || (firesIn == nil) != (earlier.firesIn == nil)
    }
}

/// How much of an open window was really seen.
public struct WindowReading: Hashable, Codable, Sendable {
    public var seen: Int
    public var expected: Int

    public init(seen: Int, expected: Int) {
        self.seen = seen
        self.expected = expected
    }
}

extension LiveState {
    /// Takes newer readings over those it has.
    public mutating func merge(_ newer: LiveState) {
        services.merge(newer.services) { $1 }
        deployments.merge(newer.deployments) { $1 }
        metrics.merge(newer.metrics) { $1 }
        triggers.merge(newer.triggers) { $1 }
        windows.merge(newer.windows) { $1 }
    }
}
