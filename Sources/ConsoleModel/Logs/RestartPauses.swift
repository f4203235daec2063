/// When a command that ended is started again: soon at first, then less and less often, until it has run for a while.
struct RestartPauses {
    /// Milliseconds before each start after the first, the last one for all that follow.
    let steps: [Int64]
    /// A command that ran as long as this, in milliseconds, is started again as after the first end.
    private static let enough: Int64 = 30_000

    /// The uptime in milliseconds of the next start.
    private(set) var next: Int64 = 0
    /// Whether it was started before and ended.
    private(set) var hasEnded = false
    private var failures = 0
    private var startedAt: Int64 = 0

    init(steps: [Int64] = [1000, 2000, 5000, 10_000, 30_000]) { self.steps = steps }

    mutating func started(now: Int64) { startedAt = now }

    /// - Returns: the milliseconds until the next start.
    @discardableResult
    mutating func ended(now: Int64) -> Int64 {
        if now - startedAt >= Self.enough { failures = 0 }
        let pause = steps.isEmpty ? 0 : steps[min(failures, steps.count - 1)]
        failures += 1
        hasEnded = true
        next = now + pause
        return pause
    }
}
