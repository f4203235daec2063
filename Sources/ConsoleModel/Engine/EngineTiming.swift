import LaunchCore

/// When the engine looks at what, so that an engine with nothing to do costs next to nothing. A value: times on the steady clock go
/// in.
struct EngineTiming {
    private var lastTick: Duration?
    private var lastPublish: Duration?
    private var lastCounts: [String: Duration] = [:]
    private var lastRunLook: Duration?
    private var tickEvery = Self.resting

    /// How often the clock is looked at while a hold, a countdown or a run moves, and otherwise.
    static let moving: Duration = .milliseconds(200)
    static let resting: Duration = .seconds(1)
    /// What was measured within this time goes to the consoles together; a record takes what there is with it at once.
    static let publishEvery: Duration = .milliseconds(500)
    /// The clock is looked at some milliseconds earlier or later than it should: what is due within that is due.
    static let slack: Duration = .milliseconds(100)
    static let runLookEvery: Duration = .milliseconds(500)

    func isDue(_ now: Duration) -> Bool { lastTick.map { now - $0 >= tickEvery } ?? true }

    mutating func ticked(_ now: Duration, isInMotion: Bool) {
        lastTick = now
        tickEvery = isInMotion ? Self.moving : Self.resting
    }

    func mayPublish(_ now: Duration) -> Bool { lastPublish.map { now - $0 >= Self.publishEvery } ?? true }
    mutating func published(_ now: Duration) { lastPublish = now }

    mutating func mayCount(_ metric: Metric, _ now: Duration) -> Bool {
        Self.pass(&lastCounts[metric.name], now, metric.every - Self.slack)
    }
    mutating func mayLookAtRuns(_ now: Duration) -> Bool { Self.pass(&lastRunLook, now, Self.runLookEvery) }

    /// How long nothing needs to be done.
    func patience(_ now: Duration, hasNews: Bool) -> Duration {
        guard let lastTick else { return .zero }
        var until = lastTick + tickEvery
        if hasNews, let lastPublish { until = min(until, lastPublish + Self.publishEvery) }
        return max(.zero, until - now)
    }

    private static func pass(_ last: inout Duration?, _ now: Duration, _ every: Duration) -> Bool {
        if let last, now - last < every { return false }
        last = now
        return true
    }
}
