/// The words a plan uses for a metric, normalised: `Response time P95` is `p95_latency`.
enum MetricWords {
    /// `p95_latency` as a launch file would call it: `p95`.
    static func shortName(_ name: String) -> String {
        name.hasSuffix("_latency") ? String(name.dropLast("_latency".count)) : name
    }
}
