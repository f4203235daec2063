import LaunchCore

/// Which measurements are kept as samples: those an engine that starts again needs to go on as if it had never stopped.
struct SampleChoice: Sendable {
    /// How far back the probes of a service count, by service.
    private var services: [String: Duration] = [:]
    /// The metrics that triggers judge.
    private let metrics: Set<String>

    /// How far back the measurements of a metric count: more than any `of: N of M` within an hour needs.
    static let metricReach: Duration = .seconds(3600)
    static let mostMeasurements = 1000

    init(plan: Plan, derived: DerivedMetrics) {
        for service in plan.services { services[service.name] = derived.reach(service.name) }
        metrics = Set(plan.triggers.compactMap { $0.condition?.metric })
    }

    func sample(of probe: ProbeResult) -> LiveSample? {
        guard services[probe.service] != nil else { return nil }
        let latency = Decimal(significand: probe.latency.components.seconds * 1_000_000 + probe.latency.microsecondsOfSecond, exponent: -6)
        return LiveSample(source: "service/" + probe.service, at: probe.at.wall, value: latency, failure: probe.failure?.detail)
    }

    func sample(of measurement: Measurement) -> LiveSample? {
        guard metrics.contains(measurement.metric) else { return nil }
        var failure: String?
        if case .failure(let reason) = measurement.outcome { failure = reason.detail }
        return LiveSample(source: "metric/" + measurement.metric, at: measurement.at.wall, value: measurement.value, failure: failure)
    }

    /// Gives the windows of derived metrics back what an engine before this one measured.
    func restore(_ derived: inout DerivedMetrics, from store: LiveStore, _ now: Now) throws(LiveStoreError) {
        for (service, reach) in services {
            for sample in try store.samples(of: "service/" + service, since: now.wall - reach, limit: HealthWindow.limit) {
                guard sample.at <= now.wall, let value = sample.value else { continue }
                let latency = Duration.microseconds(value.shifted(by: 6).double)
                let at = Now(wall: sample.at, uptime: now.uptime(of: sample.at))
                let failure = sample.failure.map { Failure(.other, $0) }
                derived.restore(ProbeResult(service: service, at: at, latency: latency, failure: failure))
            }
        }
    }

    /// What was measured of the metrics of triggers before this engine started.
    func measurements(in store: LiveStore, _ now: Now) throws(LiveStoreError) -> [String: [Evidence]] {
        var measured: [String: [Evidence]] = [:]
        for metric in metrics {
            let samples = try store.samples(of: "metric/" + metric, since: now.wall - Self.metricReach, limit: Self.mostMeasurements)
            measured[metric] = samples.filter { $0.at <= now.wall }.map {
                Evidence(metric: metric, at: $0.at, value: $0.value, failure: $0.failure)
            }
        }
        return measured
    }
}

extension Duration {
    fileprivate var microsecondsOfSecond: Int64 { components.attoseconds / 1_000_000_000_000 }
}
