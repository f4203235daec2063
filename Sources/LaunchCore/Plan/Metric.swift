/// A named number that triggers, criteria and goals speak of.
public struct Metric: Hashable, Sendable {
    public var name: String
    public var source: Source
    public var every: Duration
    public var timeout: Duration
    /// The unit of what the source delivers; values are kept in base units (a percentage as a ratio, times in seconds).
    public var unit: Unit
    /// What a delivered number is multiplied with to be in base units: 0.01 where the source counts in percent.
    public var scale: Decimal
    public var location: SourceLocation

    public init(
        name: String, source: Source, every: Duration = .seconds(5), timeout: Duration = .seconds(5), unit: Unit = .plain,
        scale: Decimal = Decimal(1), location: SourceLocation
    ) {
        self.name = name
        self.source = source
        self.every = every
        self.timeout = timeout
        self.unit = unit
        self.scale = scale
        self.location = location
    }

    /// Older than this, its newest measurement counts as no data.
    public var staleAfter: Duration { every * 2 + timeout }

    public enum Source: Hashable, Sendable {
        case health(service: String, measure: HealthMeasure, over: Duration)
        case prometheus(url: String, query: String)
        case scrape(url: String, metric: String, labels: [String: String])
        /// A JSON document over HTTP and a pointer into it.
        case json(url: String, at: String)
        /// A JSON file, relative to the launch file, and a pointer into it.
        case file(path: String, at: String)
        /// - Parameter of: what the matching lines are a share of; for `ratio`.
        case log(name: String, matches: String, of: String?, over: Duration, measure: LogMeasure)
        case command(String)
        /// Declared by an operator; the text says what declaring it means.
        case manual(String)
    }
}

public enum HealthMeasure: String, CaseIterable, Codable, Sendable {
    case errorRate = "error_rate"
    case availability, p50, p90, p95, p99, mean, max, failures

    /// What the measure is counted in.
    public var unit: Unit {
        switch self {
        case .errorRate, .availability: .ratio
        case .p50, .p90, .p95, .p99, .mean, .max: .seconds
        case .failures: .plain
        }
    }
}

public enum LogMeasure: String, CaseIterable, Codable, Sendable {
    case count, rate
    /// How many lines match for each that matches another pattern.
    case ratio
}
