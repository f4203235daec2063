import LaunchCore

/// Counts out of logs begin anew with every engine: for as long as a count reaches back, an engine that took over from another does
/// not know it. A smaller number than the true one must not resolve what fires, so it is no data - except where it is a breach already.
struct CountGap {
    /// Until when on the steady clock, and how far back the count reaches.
    private var unknown: [String: (until: Duration, over: Duration)] = [:]
    private let triggers: [Trigger]

    /// - Parameter earlier: what was measured before this engine started, by metric, oldest first.
    init(plan: Plan, earlier: [String: [Evidence]], now: Now) {
        triggers = plan.triggers
        for metric in plan.metrics {
            guard case .log(_, _, _, let over, _) = metric.source, let last = earlier[metric.name]?.last, now.wall - last.at < over else {
                continue
            }
            unknown[metric.name] = (now.uptime + over, over)
        }
    }

    mutating func judge(_ measurement: Measurement, _ now: Now) -> Measurement {
        guard let gap = unknown[measurement.metric] else { return measurement }
        guard now.uptime < gap.until else {
            unknown[measurement.metric] = nil
            return measurement
        }
        guard let value = measurement.value, !isBreach(value, of: measurement.metric) else { return measurement }
        let words = "counted anew since the engine started; known in \((gap.until - now.uptime).roundedText)"
        return Measurement(metric: measurement.metric, at: measurement.at, outcome: .failure(Failure(.anew, words)))
    }

    /// What is too many already does not become fewer by what was not seen.
    private func isBreach(_ value: Decimal, of metric: String) -> Bool {
        triggers.contains { trigger in
            guard let condition = trigger.condition, condition.metric == metric else { return false }
            return [.above, .atLeast].contains(condition.comparison) && condition.isMet(by: value)
        }
    }
}
