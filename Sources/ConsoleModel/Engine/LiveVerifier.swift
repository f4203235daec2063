import LaunchCore

/// Answers a runner's verify steps from what the engine measures. What was measured before the step began does not count: it was
/// the old version that answered then.
public struct LiveVerifier: StepVerifier {
    private let folder: LaunchFolder

    public init(_ folder: LaunchFolder) { self.folder = folder }

    public func verify(_ step: RunStep, since: Moment) async -> VerifyAnswer {
        guard (try? Lease.status(of: folder.engineLock)).map(EngineStatus.init)?.alive == true else {
            return .fails(reason: "nobody is watching; start `opsconsole engine`")
        }
        let live: LiveState
        do { live = try LiveReader.look(folder.live) } catch { return .fails(reason: "\(error)") }
        switch step.kind {
        case .verifyService: return service(step.text, live, since)
        case .verifyCondition: return condition(step, live, since)
        case .run, .verifyCommand, .manual: return .fails(reason: "nothing to verify")
        }
    }

    private func service(_ name: String, _ live: LiveState, _ since: Moment) -> VerifyAnswer {
        guard let reading = live.services[name] else { return .fails(reason: "\(name) is not measured") }
        guard reading.at >= since else { return .fails(reason: "\(name) has not been measured since") }
        // Whatever the counters say: what answers now is what was rolled back to, or it is not up.
        guard reading.failuresInRow == 0, reading.state == .up || reading.state == .degraded else {
            return .fails(reason: "\(name) is \(reading.state.rawValue)" + (reading.reason.map { ": \($0)" } ?? ""))
        }
        let version = reading.version.map { ", version \($0)" } ?? ""
        return .holds(evidence: "\(name) \(reading.state.rawValue), \(reading.latency)ms\(version)")
    }

    private func condition(_ step: RunStep, _ live: LiveState, _ since: Moment) -> VerifyAnswer {
        guard let condition = step.condition else { return .fails(reason: "no condition") }
        guard let reading = live.metrics[condition.metric], reading.at >= since, let value = reading.value else {
            return .fails(reason: "\(condition.metric) has not been measured since")
        }
        let text = "\(condition.metric) is \(condition.threshold.unit.display(value))"
        return condition.isMet(by: value) ? .holds(evidence: text) : .fails(reason: "\(text), not \(condition.text)")
    }
}

extension LiveReader {
    /// Everything there is, read once. Empty where there is no store yet.
    public static func look(_ path: String) throws(LiveStoreError) -> LiveState {
        var live = LiveState()
        _ = try LiveReader(path).refresh(&live)
        return live
    }
}
