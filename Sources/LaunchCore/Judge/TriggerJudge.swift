/// Judges one trigger from the measurements of its metric. DESIGN section 6 is the rule book; the cases in which other tools
/// fail operators are in the scenario files of the tests.
///
/// A failed measurement is no data: it neither breaches nor clears. The last value stays current until it is stale.
public struct TriggerJudge: Sendable {
    public let trigger: Trigger
    public let staleAfter: Duration
    public private(set) var state: TriggerState
    /// The newest value, and when it was measured.
    public private(set) var value: Decimal?
    private var measuredAt: Duration?
    private var lastFailure: String?
    /// When the metric said last that it is counted anew.
    private var countedAnewAt: Duration?
    private var pendingSince: Duration?
    private var counted = 0
    /// Breach or not of the newest measurements, for `of`.
    private var history: [Bool] = []
    private var evidence: [Evidence] = []
    /// When judging began; `warmup` counts from here.
    private var startedAt: Duration

    static let evidenceLimit = 20
    /// How long nobody may have watched for pending and firing to be kept.
    static let memory: Duration = .seconds(3600)

    /// - Parameters:
    ///   - recorded: what the records say. Pending and firing survive a restart when the pause was shorter than an hour.
    ///   - earlier: measurements of the metric before the restart, oldest first.
    ///   - warmupFrom: when the window began from which `warmup` counts; nil is now.
    public init(
        trigger: Trigger, staleAfter: Duration, recorded: TriggerStatus? = nil, earlier: [Evidence] = [], warmupFrom: Moment? = nil,
        now: Now
    ) {
        self.trigger = trigger
        self.staleAfter = staleAfter
        startedAt = now.uptime(of: warmupFrom ?? now.wall)
        state = trigger.condition == nil ? .unwatched : .unknown
        guard trigger.condition != nil, let recorded else { return }
        keep(recorded, seen: max(recorded.since, earlier.last?.at ?? recorded.evidence.last?.at ?? recorded.since), now)
        takeHistory(earlier, countingFrom: recorded.state == .resolved ? recorded.since : nil, now)
        evidence = recorded.evidence
        measuredAt = now.uptime
    }

    /// - Parameter seen: when the metric was measured last.
    private mutating func keep(_ recorded: TriggerStatus, seen: Moment, _ now: Now) {
        let blind = max(.zero, now.wall - seen)
        switch recorded.state {
        case .resolved: state = .resolved
        case .firing where blind < Self.memory: state = .firing
        case .pending where blind < Self.memory:
            state = .pending
            // A pause longer than the metric may be silent proves nothing: it is no part of the hold.
            let held = (blind > staleAfter ? seen : now.wall) - recorded.since
            pendingSince = now.uptime - max(.zero, held)
        default: break
        }
    }

    /// Counts what was measured before the restart, as far back as there is no gap in it.
    ///
    /// - Parameter start: when it was resolved; what came before counts no longer.
    private mutating func takeHistory(_ earlier: [Evidence], countingFrom start: Moment?, _ now: Now) {
        guard let condition = trigger.condition else { return }
        var next = now.wall
        var breaching: [Bool] = []
        for measurement in earlier.reversed() {
            guard let value = measurement.value else { continue }
            guard next - measurement.at <= staleAfter else { break }
            next = measurement.at
            counted += 1
            if measurement.at > start ?? Moment(milliseconds: 0) { breaching.append(condition.isMet(by: value)) }
        }
        if case .of(_, let measurements) = trigger.hold { history = breaching.prefix(measurements).reversed() }
    }

    /// The window this trigger watches in opened: `warmup` starts anew.
    public mutating func restartWarmup(_ now: Now) { startedAt = now.uptime }

    public mutating func observe(_ measurement: Measurement, now: Now) {
        guard let condition = trigger.condition else { return }
        switch measurement.outcome {
        case .failure(let failure):
            lastFailure = failure.detail
            note(measurement, value: nil, failure: failure.detail)
            // That another engine watches is no breach, whatever the plan makes of missing data.
            if failure.kind == .anew {
                countedAnewAt = now.uptime
            } else if trigger.noData == .breach {
                take(breaching: true, clears: false, now: now)
            }
        case .value(let value):
            if let measuredAt, measurement.at.uptime < measuredAt { return }
            self.value = value
            measuredAt = measurement.at.uptime
            lastFailure = nil
            counted += 1
            note(measurement, value: value, failure: nil)
            guard counted >= trigger.atLeast else { return }
            let breaching = condition.isMet(by: value)
            take(breaching: breaching, clears: trigger.clear.map { $0.isMet(by: value) } ?? !breaching, now: now)
        }
    }

    private mutating func take(breaching: Bool, clears: Bool, now: Now) {
        if case .of(_, let measurements) = trigger.hold {
            history.append(breaching)
            if history.count > measurements { history.removeFirst() }
        }
        if state == .firing {
            if clears { settle(.resolved) }
            return
        }
        if let warmup = trigger.warmup, now.uptime - startedAt < warmup {
            settle(.inactive)
            return
        }
        if breaching || breaches > 0 {
            pendingSince = pendingSince ?? now.uptime
            state = .pending
            evaluate(now)
        } else {
            settle(state == .resolved ? .resolved : .inactive)
        }
    }

    private mutating func settle(_ next: TriggerState) {
        state = next
        pendingSince = nil
        if next == .resolved { history = [] }
    }

    /// A hold runs that only the clock can end.
    public var isHolding: Bool {
        if case .for = trigger.hold, state == .pending { true } else { false }
    }

    private var breaches: Int { history.count { $0 } }

    /// Looks at the clock: staleness, and a hold that is reached. Call it after each measurement and at least once a second.
    public mutating func tick(_ now: Now) {
        guard trigger.condition != nil else { return }
        if isStale(now) {
            let isCountedAnew = countedAnewAt.map { now.uptime - $0 <= staleAfter } ?? false
            if trigger.noData == .breach, !isCountedAnew {
                if state != .firing { take(breaching: true, clears: false, now: now) }
            } else if state != .firing, state != .unknown {
                // A gap proves nothing about what happened in it: a hold starts anew.
                state = .unknown
                pendingSince = nil
                history = []
            }
            return
        }
        // After a restart a hold is kept, but only a new measurement can end it.
        if state == .pending, value != nil || trigger.noData == .breach { evaluate(now) }
    }

    private mutating func evaluate(_ now: Now) {
        switch trigger.hold {
        case .none: state = .firing
        case .for(let hold): if let pendingSince, now.uptime - pendingSince >= hold { state = .firing }
        case .of(let needed, _): if breaches >= needed { state = .firing }
        }
        if state == .firing { pendingSince = nil }
    }

    public func isStale(_ now: Now) -> Bool {
        guard let measuredAt else { return true }
        return now.uptime - measuredAt > staleAfter
    }

    private mutating func note(_ measurement: Measurement, value: Decimal?, failure: String?) {
        evidence.append(Evidence(metric: measurement.metric, at: measurement.at.wall, value: value, failure: failure))
        if evidence.count > Self.evidenceLimit { evidence.removeFirst() }
    }

    /// The measurements that led to a new state, newest last: what the record keeps.
    public var recentEvidence: [Evidence] { evidence.suffix(Self.evidenceLimit) }

    public func reading(_ now: Now) -> TriggerReading {
        var reading = TriggerReading(at: now.wall, state: state, value: value)
        if state == .unwatched {
            reading.reason = "no source of data"
        } else if isStale(now) {
            reading.reason = lastFailure ?? (value == nil ? "no measurement yet" : "newest measurement is stale")
        } else if counted < trigger.atLeast, state == .unknown {
            reading.reason = "\(counted) of \(trigger.atLeast) measurements"
        } else if let warmup = trigger.warmup, now.uptime - startedAt < warmup {
            reading.reason = "warming up, \((warmup - (now.uptime - startedAt)).roundedText) left"
        }
        if case .for(let hold) = trigger.hold, state == .pending, let pendingSince {
            reading.firesIn = max(.zero, hold - (now.uptime - pendingSince)).milliseconds
        }
        if case .of(let needed, _) = trigger.hold {
            reading.breaches = breaches
            reading.outOf = needed
        }
        return reading
    }
}
