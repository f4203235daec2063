/// The probes of one service over a sliding time, and what can be derived from them.
public struct HealthWindow: Sendable {
    private struct Sample {
        var at: Duration
        /// Nil for a failed probe.
        var latency: Duration?
    }

    public let over: Duration
    private var samples: [Sample] = []
    /// Samples before this index are out of the window; removed in bulk.
    private var first = 0
    private var failures = 0

    /// The oldest are let go beyond this many, however long the window: a probe every 100 ms for an hour.
    public static let limit = 36_000

    public init(over: Duration) { self.over = over }

    /// Probes must come in the order they were started, give or take those under way at once.
    public mutating func observe(_ probe: ProbeResult) {
        samples.append(Sample(at: probe.at.uptime, latency: probe.failure == nil ? probe.latency : nil))
        if probe.failure != nil { failures += 1 }
        forget(before: probe.at.uptime - over)
        if samples.count - first > Self.limit { dropFirst() }
        if first > 1024, first > samples.count / 2 {
            samples.removeFirst(first)
            first = 0
        }
    }

    private mutating func forget(before oldest: Duration) {
        while first < samples.count, samples[first].at <= oldest { dropFirst() }
    }

    private mutating func dropFirst() {
        if samples[first].latency == nil { failures -= 1 }
        first += 1
    }

    /// Nil where no probe of the window can tell: no data is not a value.
    public mutating func value(_ measure: HealthMeasure, _ now: Now) -> Decimal? {
        forget(before: now.uptime - over)
        let count = samples.count - first
        guard count > 0 else { return nil }
        switch measure {
        case .failures: return Decimal(failures)
        case .errorRate: return Decimal(failures, dividedBy: count)
        case .availability: return Decimal(count - failures, dividedBy: count)
        case .p50: return percentile(50)
        case .p90: return percentile(90)
        case .p95: return percentile(95)
        case .p99: return percentile(99)
        case .max: return percentile(100)
        case .mean:
            let latencies = answered
            guard !latencies.isEmpty else { return nil }
            let total = latencies.reduce(0) { $0 + $1.microseconds }
            return Decimal(total, dividedBy: latencies.count)?.shifted(by: -6)
        }
    }

    private var answered: [Duration] { samples[first...].compactMap(\.latency) }

    /// By nearest rank: a latency that was really measured, never one in between.
    private func percentile(_ rank: Int) -> Decimal? {
        let latencies = answered.sorted()
        guard !latencies.isEmpty else { return nil }
        let index = (latencies.count * rank + 99) / 100 - 1
        return Decimal(significand: Int64(latencies[max(0, index)].microseconds), exponent: -6)
    }
}

extension Duration {
    fileprivate var microseconds: Int { Int(components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000) }
}

extension Decimal {
    /// The quotient to 18 digits; nil for a division by zero.
    public init?(_ dividend: Int, dividedBy divisor: Int) {
        guard divisor != 0 else { return nil }
        // 17 digits after the point of a quotient below ten; larger ones keep fewer, never a wrong one.
        var scaled = Int128(dividend)
        var exponent = 0
        while scaled.magnitude < UInt128(1) << 100, exponent > -17 {
            scaled *= 10
            exponent -= 1
        }
        var quotient = scaled / Int128(divisor)
        while quotient.magnitude >= 1_000_000_000_000_000_000 {
            quotient /= 10
            exponent += 1
        }
        self.init(significand: Int64(quotient), exponent: exponent)
    }
}
