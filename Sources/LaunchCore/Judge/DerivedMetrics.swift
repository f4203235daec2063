/// Measurements that need no source of their own: what is derived from the probes of a service, and what operators declare.
public struct DerivedMetrics: Sendable {
    private struct Derived {
        var metric: String
        var measure: HealthMeasure
        /// Which of the windows it is read from.
        var window: Int
    }

    private var windows: [HealthWindow] = []
    private var byService: [String: [Derived]] = [:]
    private let manual: [String]
    /// How often what was declared is measured again, so that it never goes stale.
    private let manualEvery: Duration
    private var declaredAt: Duration?
    private var declared: Set<String> = []

    public init(plan: Plan) {
        var indices: [String: Int] = [:]
        var manual: [String] = []
        var manualEvery: Duration = .seconds(5)
        for metric in plan.metrics {
            switch metric.source {
            case .health(let service, let measure, let over):
                let key = "\(service)/\(over.milliseconds)"
                if indices[key] == nil {
                    indices[key] = windows.count
                    windows.append(HealthWindow(over: over))
                }
                byService[service, default: []].append(Derived(metric: metric.name, measure: measure, window: indices[key] ?? 0))
            case .manual:
                manual.append(metric.name)
                manualEvery = min(manualEvery, metric.every)
            default: break
            }
        }
        self.manual = manual
        self.manualEvery = manualEvery
    }

    /// How far back the probes of a service count; nil where nothing is derived from them.
    public func reach(_ service: String) -> Duration? { byService[service]?.map { windows[$0.window].over }.max() }

    /// Takes probes that were made before a restart, oldest first; they are measured together with the next.
    public mutating func restore(_ probe: ProbeResult) {
        for index in Set((byService[probe.service] ?? []).map(\.window)) { windows[index].observe(probe) }
    }

    /// What one more probe makes of the metrics derived from its service.
    public mutating func observe(_ probe: ProbeResult, _ now: Now) -> [Measurement] {
        guard let derived = byService[probe.service] else { return [] }
        restore(probe)
        return derived.map { derived in
            let value = windows[derived.window].value(derived.measure, now)
            let outcome = value.map(Measurement.Outcome.value) ?? .failure(Failure(.missing, "no probe answered in that time"))
            return Measurement(metric: derived.metric, at: probe.at, outcome: outcome)
        }
    }

    /// A declared fact is 1, one that nobody declared 0.
    public mutating func tick(_ state: LaunchState, _ now: Now) -> [Measurement] {
        guard !manual.isEmpty else { return [] }
        let declared = Set(state.declared.keys)
        if let declaredAt, declared == self.declared, now.uptime - declaredAt < manualEvery { return [] }
        declaredAt = now.uptime
        self.declared = declared
        return manual.map { Measurement(metric: $0, at: now, outcome: .value(Decimal(state.declared[$0] == nil ? 0 : 1))) }
    }
}
