/// Keeps the monitoring windows: opens the next, records missed checkpoints, counts what was really seen, closes with a verdict.
///
/// Lengths are measured on the uptime clock from the moment the judge first sees a window open; across a restart of the engine
/// the wall clock of the record bridges the gap.
public struct WindowJudge: Sendable {
    public let plan: Plan
    private var openedUptime: [String: Duration] = [:]
    private var seen: [String: Int] = [:]
    /// Measurements a second that all sources together should deliver.
    private let expectedPerSecond: Double

    /// A window of which less was seen than this is inconclusive, not passed.
    public static let leastCoverage = 0.8

    public init(plan: Plan, live: LiveState = LiveState()) {
        self.plan = plan
        seen = live.windows.mapValues(\.seen)
        let periods =
            plan.services.map(\.every)
            + plan.metrics.compactMap { metric in
                switch metric.source {
                case .health, .manual: nil
                default: metric.every
                }
            }
        expectedPerSecond = periods.reduce(0) { sum, every in sum + (every > .zero ? 1 / every.seconds : 0) }
    }

    /// A probe was answered or a metric delivered a value: every open window has seen it.
    public mutating func countMeasurement(in state: LaunchState) {
        for (id, status) in state.windows where status.state == .open { seen[id, default: 0] += 1 }
    }

    public func reading(_ id: String, _ now: Now) -> WindowReading? {
        guard let opened = openedUptime[id] else { return nil }
        return WindowReading(seen: seen[id] ?? 0, expected: expected(over: now.uptime - opened))
    }

    /// Sources start a little after the window does, so the first period is not held against them.
    private func expected(over elapsed: Duration) -> Int { Int((max(0, elapsed.seconds - 1) * expectedPerSecond).rounded(.down)) }

    public mutating func tick(_ state: LaunchState, _ now: Now) -> [LaunchEvent] {
        var events: [LaunchEvent] = []
        for (index, window) in plan.windows.enumerated() {
            guard let status = state.windows[window.id] else {
                if shouldOpen(window, index, state) {
                    events.append(.windowOpened(window: window.id, length: window.lasts.milliseconds))
                }
                continue
            }
            guard status.state == .open else {
                openedUptime[window.id] = nil
                continue
            }
            let opened = openedUptime[window.id] ?? now.uptime - max(.zero, now.wall - status.openedAt)
            openedUptime[window.id] = opened
            let elapsed = now.uptime - opened
            events += missedCheckpoints(window, status, elapsed)
            if elapsed >= status.length { events.append(close(window, status, elapsed, state)) }
        }
        return events
    }

    private func shouldOpen(_ window: Window, _ index: Int, _ state: LaunchState) -> Bool {
        guard state.finished == nil, state.rollback == nil else { return false }
        if let after = window.after { return state.isComplete(phase: after, of: plan) }
        guard index > 0, let previous = state.windows[plan.windows[index - 1].id] else { return false }
        return previous.state.isClosed
    }

    private func missedCheckpoints(_ window: Window, _ status: WindowStatus, _ elapsed: Duration) -> [LaunchEvent] {
        guard let every = window.every, every > .zero else { return [] }
        // A checkpoint is missed once the next one is due.
        let due = Int(min(elapsed, status.length).seconds / every.seconds)
        return (1..<max(1, due)).filter { status.checkpoints[$0] == nil }.map { .checkpointMissed(window: window.id, index: $0) }
    }

    private func close(_ window: Window, _ status: WindowStatus, _ elapsed: Duration, _ state: LaunchState) -> LaunchEvent {
        let seen = seen[window.id] ?? 0
        let expected = expected(over: status.length)
        let fired = plan.triggers.filter { trigger in
            guard trigger.action != .watch, let status = state.triggers[trigger.id] else { return false }
            let opened = state.windows[window.id]?.openedAt
            return status.state == .firing || status.firedUntil.map { until in opened.map { until >= $0 } ?? true } ?? false
        }
        let verdict: WindowState
        let reason: String
        if let first = fired.first {
            verdict = .failed
            reason = "\(first.text) fired"
        } else if Double(seen) < Double(expected) * Self.leastCoverage {
            verdict = .inconclusive
            reason = "only \(seen) of \(expected) measurements were seen"
        } else if let blind = blindTrigger(state) {
            verdict = .inconclusive
            reason = "nothing fired, but \(blind.text) has no data"
        } else {
            verdict = .passed
            reason = expected == 0 ? "nothing fired" : "nothing fired, \(min(seen, expected)) of \(expected) measurements seen"
        }
        return .windowClosed(window: window.id, verdict: verdict, seen: seen, expected: expected, reason: reason)
    }

    /// A trigger that is to be watched and cannot be, at this moment: that it did not fire says nothing.
    private func blindTrigger(_ state: LaunchState) -> Trigger? {
        plan.triggers.first { trigger in
            trigger.action != .watch && trigger.condition != nil && (state.triggers[trigger.id]?.state ?? .unknown) == .unknown
        }
    }
}

extension LaunchState {
    /// All items done or skipped, and its decisions, if the phase has some, answered with go. A phase without items is never complete
    /// by itself.
    public func isComplete(phase id: String, of plan: Plan) -> Bool {
        guard let phase = plan.phases.first(where: { $0.id == id }), !phase.items.isEmpty else { return false }
        guard areSettled(phase.items) else { return false }
        return phase.decisions.allSatisfy { answer(to: $0) == true }
    }
}
