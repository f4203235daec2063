import LaunchCore

/// Measures one metric: asks its source once and brings the number to base units. Runs on the poller's event loop.
actor MetricReader: PollSource {
    nonisolated let metric: Metric
    nonisolated let surroundings: Surroundings
    nonisolated var unownedExecutor: UnownedSerialExecutor { surroundings.loop.executor.asUnownedSerialExecutor() }
    private let source: any MetricSource

    nonisolated var name: String { "metric \(metric.name)" }
    nonisolated var every: Duration { metric.every }

    /// Nil for a metric that no source of its own delivers: derived from probes, counted in logs, declared by operators.
    init?(_ metric: Metric, in surroundings: Surroundings) {
        switch metric.source {
        case .prometheus(let url, let query): source = PrometheusQuery(url: url, query: query, in: surroundings)
        case .scrape(let url, let metric, let labels): source = ExpositionScrape(url: url, metric: metric, labels: labels, in: surroundings)
        case .json(let url, let pointer): source = JSONOverHTTP(url: url, pointer: pointer, in: surroundings)
        case .file(let path, let pointer): source = JSONInFile(path: path, pointer: pointer, in: surroundings)
        case .command(let text): source = CommandOutput(text: text, in: surroundings)
        case .health, .log, .manual: return nil
        }
        self.metric = metric
        self.surroundings = surroundings
    }

    func look() async -> PollResult { .measurement(await measure()) }

    func close() async { await source.close() }

    func measure() async -> Measurement {
        let start = surroundings.clock()
        do {
            let value = try metric.base(await source.deliver(before: Deadline(metric.timeout)))
            return Measurement(metric: metric.name, at: start, outcome: .value(value))
        } catch {
            return Measurement(metric: metric.name, at: start, outcome: .failure(surroundings.shown(error)))
        }
    }
}
