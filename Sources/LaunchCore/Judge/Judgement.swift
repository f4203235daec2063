/// Whether a success criterion or a goal is met, with the value that says so.
public struct Judgement: Hashable, Codable, Sendable {
    public var text: String
    /// Nil where nobody can say: there is no fresh measurement, or it is for a person.
    public var met: Bool?
    /// In base units.
    public var value: Decimal?
    /// Why there is no answer.
    public var reason: String?

    public init(text: String, met: Bool?, value: Decimal? = nil, reason: String? = nil) {
        self.text = text
        self.met = met
        self.value = value
        self.reason = reason
    }

    init(text: String, condition: Condition?, _ state: LaunchState, _ live: LiveState, _ now: Now) {
        self.init(text: text, met: nil)
        guard let condition else {
            if text.lowercased().contains("no rollback") { met = state.rollback == nil } else { reason = "for a person" }
            return
        }
        switch Self.measured(live.metrics[condition.metric], now) {
        case .success(let measured):
            value = measured
            met = condition.isMet(by: measured)
        case .failure(let failure): reason = failure.detail
        }
    }

    private static func measured(_ reading: MetricReading?, _ now: Now) -> Result<Decimal, Failure> {
        guard let reading else { return .failure(Failure(.missing, "not measured")) }
        guard (now.wall - reading.at).milliseconds <= reading.staleAfter else {
            return .failure(Failure(.stale, "not measured for \((now.wall - reading.at).roundedText)"))
        }
        return reading.value.map(Result.success) ?? .failure(reading.failure ?? Failure(.other, "no value"))
    }
}

extension Plan {
    public func criteriaJudged(_ state: LaunchState, _ live: LiveState, _ now: Now) -> [Judgement] {
        criteria.map { Judgement(text: $0.text, condition: $0.condition, state, live, now) }
    }

    public func goalsJudged(_ state: LaunchState, _ live: LiveState, _ now: Now) -> [Judgement] {
        goals.map { Judgement(text: $0.name, condition: $0.condition, state, live, now) }
    }
}

/// What was measured when a window closed or the launch was finished: the end is judged by what is written down here.
public struct Outcome: Hashable, Codable, Sendable {
    /// Nil at the end of the launch.
    public var window: String?
    public var criteria: [Judgement]
    public var goals: [Judgement]
    /// The newest measurements of what triggers judge.
    public var evidence: [Evidence]

    public init(window: String?, criteria: [Judgement], goals: [Judgement], evidence: [Evidence]) {
        self.window = window
        self.criteria = criteria
        self.goals = goals
        self.evidence = evidence
    }

    init(window: String?, plan: Plan, _ state: LaunchState, _ live: LiveState, _ now: Now) {
        let metrics = Set(plan.triggers.compactMap { $0.condition?.metric }).sorted()
        self.init(
            window: window, criteria: plan.criteriaJudged(state, live, now), goals: plan.goalsJudged(state, live, now),
            evidence: metrics.compactMap { name in
                live.metrics[name].map { Evidence(metric: name, at: $0.at, value: $0.value, failure: $0.failure?.detail) }
            })
    }
}
