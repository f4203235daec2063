import LaunchCore

/// A metric as it shows: its newest value, or why there is none.
struct MetricView {
    let reading: MetricReading?
    let age: Duration?
    let isStale: Bool
    private let unit: LaunchCore.Unit

    /// - Parameter threshold: tells the unit where the metric itself has none.
    init(_ name: String, threshold: Quantity? = nil, _ snapshot: Snapshot) {
        reading = snapshot.live.metrics[name]
        age = reading.map { snapshot.age(of: $0.at) }
        isStale = reading.map { snapshot.age(of: $0.at) > .milliseconds($0.staleAfter) } ?? false
        let own = snapshot.plan.metric(name)?.unit ?? .plain
        unit = own == .plain ? threshold?.unit ?? .plain : own
    }

    /// Nil where there is no value that still counts.
    var value: Decimal? { isStale ? nil : reading?.value }

    var valueLine: Line {
        guard let reading else { return Line("–", .unknown) }
        guard let value = reading.value else { return Line("no data", .unknown) }
        return Line(unit.display(value), isStale ? .muted : .text)
    }

    /// - Parameter lowIsBad: the least of the values that share a bar is shown, not the greatest.
    func spark(width: Int, lowIsBad: Bool = false) -> Line {
        guard let reading else { return Line() }
        return Curve.spark(
            reading.recent, count: reading.measured, width: width,
            worst: lowIsBad ? { min($0, $1) } : { max($0, $1) }, role: isStale ? .muted : .curve)
    }

    var ageLine: Line {
        guard let age else { return Line() }
        return Line(isStale ? "STALE \(Clock.age(age))" : Clock.roughAge(age), isStale ? .unknown : .muted)
    }

    func display(_ value: Decimal) -> String { unit.display(value) }
    func display(_ value: Double) -> String { unit.display(value) }
}
