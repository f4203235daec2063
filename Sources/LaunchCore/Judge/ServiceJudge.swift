/// Decides whether one service is up, from its probes in the order they were started.
///
/// Counts consecutive results: one failure proves nothing, and one success after an outage proves as little.
public struct ServiceJudge: Sendable {
    public let service: Service
    public private(set) var state: ServiceState
    public private(set) var reason: String
    public private(set) var failuresInRow = 0
    public private(set) var successesInRow = 0
    public private(set) var newest: ProbeResult?
    public private(set) var recent: [Milliseconds?] = []
    private var measured = 0
    /// The version of the newest good answers, and how many of them in a row carried it.
    private var answering: (version: String, times: Int)?

    /// As many answers in a row make a version the one that answers: while it is rolled out, old and new take turns.
    static let answersNeeded = 3

    /// The version that really answers.
    public var version: String? { answering.flatMap { $0.times >= Self.answersNeeded ? $0.version : nil } }

    /// - Parameters:
    ///   - recorded: what the records say, so that a restarted engine does not announce the same state again.
    ///   - earlier: the newest reading before the restart; its failures in a row count while it is fresh.
    public init(service: Service, recorded: ServiceStatus? = nil, earlier: ServiceReading? = nil, now: Now? = nil) {
        self.service = service
        state = recorded?.state ?? .unknown
        reason = recorded?.reason ?? "not measured yet"
        guard let earlier, let now else { return }
        recent = earlier.recent
        if now.wall - earlier.at <= service.staleAfter { failuresInRow = earlier.failuresInRow }
    }

    /// Takes one probe. A result older than the newest is late and changes nothing but the curve.
    public mutating func observe(_ result: ProbeResult) {
        recent.append(result.failure == nil ? result.latency.milliseconds : nil)
        if recent.count > ServiceReading.recentLimit { recent.removeFirst() }
        measured += 1
        if let newest, result.at.uptime < newest.at.uptime { return }
        newest = result
        if let failure = result.failure {
            failuresInRow += 1
            successesInRow = 0
            fail(failure)
        } else {
            successesInRow += 1
            failuresInRow = 0
            succeed(result)
        }
    }

    private mutating func fail(_ failure: Failure) {
        if failuresInRow >= service.failures || state == .down {
            state = .down
            reason = failure.detail
        } else {
            reason = "\(failure.detail), \(failuresInRow) of \(service.failures)"
        }
    }

    private mutating func succeed(_ result: ProbeResult) {
        answering = result.version.map { ($0, $0 == answering?.version ? (answering?.times ?? 0) + 1 : 1) }
        if state == .down, successesInRow < service.successes {
            reason = "answers again, \(successesInRow) of \(service.successes)"
            return
        }
        state = result.degraded == nil ? .up : .degraded
        reason = result.degraded ?? ""
    }

    /// Without a fresh probe nothing is known, whatever was known before.
    public mutating func tick(_ now: Now) {
        guard let newest, state != .unknown, now.uptime - newest.at.uptime > service.staleAfter else { return }
        state = .unknown
        reason = "no answer measured for \((now.uptime - newest.at.uptime).roundedText)"
        failuresInRow = 0
        successesInRow = 0
    }

    public var reading: ServiceReading? {
        newest.map { result in
            ServiceReading(
                at: result.at.wall, state: state, reason: reason.isEmpty ? nil : reason, latency: result.latency.milliseconds,
                failuresInRow: failuresInRow, version: result.version, recent: recent, measured: measured,
                staleAfter: service.staleAfter.milliseconds)
        }
    }
}

extension Duration {
    /// Whole seconds, for sentences: `42s`, `3m`, `1h5m`.
    public var roundedText: String {
        let whole = Duration.seconds(components.seconds)
        return whole >= .seconds(600) ? Duration.seconds(components.seconds / 60 * 60).launchText : whole.launchText
    }
}
