import LaunchCore
import NIOCore

/// One series out of a `/metrics` page in the Prometheus text format.
struct ExpositionScrape: MetricSource {
    private let fetch: MetricFetch
    private let series: ExpositionSeries

    static let limit = 8 * 1024 * 1024

    init(url: String, metric: String, labels: [String: String], in surroundings: Surroundings) {
        series = ExpositionSeries(name: metric, labels: labels)
        fetch = MetricFetch(in: surroundings, accept: "text/plain;version=0.0.4", limit: Self.limit) { () throws(Failure) in
            try HTTPTarget(url: url)
        }
    }

    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber {
        try await fetch.fetch(before: deadline) { [series] answer throws(Failure) in
            try DeliveredNumber(sample: series.value(in: Array(answer.successful().body.readableBytesView)))
        }
    }

    func close() async { await fetch.close() }
}
