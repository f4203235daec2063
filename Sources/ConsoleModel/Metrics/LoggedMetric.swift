import LaunchCore

/// A metric that is counted in a log, measured at its cadence by whoever follows the log.
struct LoggedMetric: PollSource {
    /// Called on the poller's thread; it must not block.
    typealias Measure = @Sendable (Metric, Now) -> Measurement?

    let metric: Metric
    let clock: @Sendable () -> Now
    let measure: Measure

    var name: String { "metric \(metric.name)" }
    var every: Duration { metric.every }

    func look() async -> PollResult {
        let now = clock()
        let missing = Measurement(metric: metric.name, at: now, outcome: .failure(Failure(.missing, "nobody follows its log")))
        return .measurement(measure(metric, now) ?? missing)
    }

    func close() {}
}
