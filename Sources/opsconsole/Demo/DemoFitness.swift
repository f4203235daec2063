import LaunchCore

/// How the demo's checkout fares. Versions after 1.4.2 never give a connection back to the pool; once it is empty, requests wait
/// and fail.
struct DemoFitness: Hashable, Sendable {
    /// Share of requests that fail, 0 to 1.
    var errorRate: Double
    /// How long a request typically takes.
    var latency: Duration
    var connectionsInUse: Int

    static let connections = 32
    static let good = "1.4.2"

    /// - Parameter age: how long the version has been live, or since its last restart, on the demo's own clock.
    static func of(version: String, age: Duration) -> DemoFitness {
        guard version != good else { return DemoFitness(errorRate: 0, latency: .milliseconds(60), connectionsInUse: 7) }
        let seconds = age.seconds
        let wait = ramp(seconds, from: 14, to: 30)
        return DemoFitness(
            errorRate: 0.4 * ramp(seconds, from: 18, to: 34),
            latency: .milliseconds(60 + Int(1300 * wait)),
            connectionsInUse: 7 + Int(Double(connections - 7) * ramp(seconds, from: 0, to: 20)))
    }

    /// 0 before `from`, 1 after `to`, a straight line between.
    private static func ramp(_ value: Double, from: Double, to: Double) -> Double {
        min(1, max(0, (value - from) / (to - from)))
    }
}
