import LaunchCore

/// A launch walked through again from its records: forwards, backwards, or to a moment.
public struct Replay: Sendable {
    public let records: [Record]
    /// Records taken so far; `state` is what they say.
    public private(set) var position = 0
    public private(set) var state = LaunchState()
    /// States at every `stride` records, so that a step back costs no more than `stride` records.
    private var keyframes: [LaunchState] = [LaunchState()]

    private static let stride = 256

    public init(_ records: [Record]) { self.records = records }

    public var isAtEnd: Bool { position == records.count }
    /// The record that `step` will take.
    public var next: Record? { isAtEnd ? nil : records[position] }

    /// Takes the next record and returns it; nil at the end.
    @discardableResult
    public mutating func step() -> Record? {
        guard let record = next else { return nil }
        state.evolve(record)
        position += 1
        if position % Self.stride == 0, keyframes.count == position / Self.stride { keyframes.append(state) }
        return record
    }

    /// Takes every record up to and including `moment` on the journal's clock, and returns them. Never goes back.
    public mutating func advance(to moment: Moment) -> ArraySlice<Record> {
        let start = position
        while let record = next, record.at <= moment { step() }
        return records[start..<position]
    }

    /// Goes to the state after `position` records, forwards or backwards.
    public mutating func seek(_ position: Int) {
        let target = min(max(0, position), records.count)
        let keyframe = min(target / Self.stride, keyframes.count - 1)
        if target < self.position || keyframe * Self.stride > self.position {
            state = keyframes[keyframe]
            self.position = keyframe * Self.stride
        }
        while self.position < target { step() }
    }

    /// Readings as far as the records tell them, for a screen that shows the replay at `now`: states without their latencies, and the
    /// measurements that led to a record. What was not recorded is not there.
    public func live(plan: Plan, now: Moment) -> LiveState {
        var live = LiveState()
        for (name, status) in state.services {
            let isBad = status.state == .down || status.state == .unknown
            live.services[name] = ServiceReading(
                at: now, state: status.state, reason: status.reason.isEmpty ? nil : status.reason, latency: 0, failuresInRow: isBad ? 1 : 0,
                staleAfter: 60_000)
        }
        for (name, status) in state.deployments {
            live.deployments[name] = DeploymentReading(
                deployment: name, at: now, status: status.status, version: status.version, updated: status.since, message: status.reason)
        }
        for (id, status) in state.triggers {
            live.triggers[id] = TriggerReading(at: now, state: status.state, value: status.evidence.last?.value)
            for evidence in status.evidence {
                if let known = live.metrics[evidence.metric], known.at > evidence.at { continue }
                live.metrics[evidence.metric] = MetricReading(
                    at: evidence.at, value: evidence.value, failure: evidence.failure.map { Failure(.other, $0) },
                    staleAfter: plan.metric(evidence.metric)?.staleAfter.milliseconds ?? 0)
            }
        }
        return live
    }
}
