import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers a runner's verify steps from what the engine measures. What was measured before the step began does not count: it was
/// the old version that answered then. Of a service that the engine does not tell of in time, it takes a look of its own: a rollback
/// that worked has not failed because the disk here is full.
public struct LiveVerifier: StepVerifier {
    /// How long the engine has, in a step that has the time.
    private static let patience = Duration.seconds(3)

    /// With less than so many bytes free the store of measurements cannot grow.
    private static let leastRoom: UInt64 = 64 << 10

    /// What came of a look at the engine's measurements.
    private enum Told {
        case answer(VerifyAnswer)
        /// Nothing, and why.
        case nothing(String)
    }

    private let folder: LaunchFolder
    private let own: OwnLook

    /// - Parameters:
    ///   - root: the plan's directory.
    ///   - environment: the operator's.
    public init(_ folder: LaunchFolder, root: String, environment: [String: String]) {
        self.folder = folder
        own = OwnLook(folder: folder, root: root, environment: environment)
    }

    public func verify(_ step: RunStep, since: Moment) async -> VerifyAnswer {
        switch told(step, since) {
        case .answer(let answer): return answer
        case .nothing(let why):
            let waited = SystemClock.moment() - since
            guard step.kind == .verifyService, waited >= min(Self.patience, .milliseconds(step.timeout / 2)) else {
                return unmeasured(why)
            }
            return await look(step.text, why)
        }
    }

    private func told(_ step: RunStep, _ since: Moment) -> Told {
        guard (try? Lease.status(of: folder.engineLock)).map(EngineStatus.init)?.alive == true else {
            return .nothing("nobody is watching; start `opsconsole engine`")
        }
        let live: LiveState
        do { live = try LiveReader.look(folder.live) } catch { return .nothing("\(error)") }
        switch step.kind {
        case .verifyService: return service(step.text, live, since)
        case .verifyCondition: return condition(step, live, since)
        case .run, .verifyCommand, .manual: return .answer(.fails(reason: "nothing to verify"))
        }
    }

    private func look(_ name: String, _ why: String) async -> VerifyAnswer {
        let result: ProbeResult
        do { result = try await own.ask(name) } catch {
            return unmeasured("\(why); the runner cannot look itself: \(error.text)")
        }
        if let failure = result.failure { return .fails(reason: "\(name) is down: \(failure), as the runner saw itself; \(why)") }
        let version = result.version.map { ", version \($0)" } ?? ""
        let state = result.degraded == nil ? ServiceState.up : .degraded
        return .holds(evidence: "\(name) \(state.rawValue), \(result.latency.milliseconds)ms\(version), as the runner saw itself: \(why)")
    }

    /// What nobody measures has failed, but not because there is no room to write it down.
    private func unmeasured(_ why: String) -> VerifyAnswer {
        var space = statvfs()
        guard statvfs(folder.path, &space) == 0, UInt64(space.f_bavail) * UInt64(space.f_frsize) < Self.leastRoom else {
            return .fails(reason: why)
        }
        return .unmeasurable(reason: "\(why); DISK FULL")
    }

    private func service(_ name: String, _ live: LiveState, _ since: Moment) -> Told {
        guard let reading = live.services[name] else { return .nothing("\(name) is not measured") }
        guard reading.at >= since else { return .nothing("\(name) has not been measured since") }
        // Whatever the counters say: what answers now is what was rolled back to, or it is not up.
        guard reading.failuresInRow == 0, reading.state == .up || reading.state == .degraded else {
            return .answer(.fails(reason: "\(name) is \(reading.state.rawValue)" + (reading.reason.map { ": \($0)" } ?? "")))
        }
        let version = reading.version.map { ", version \($0)" } ?? ""
        return .answer(.holds(evidence: "\(name) \(reading.state.rawValue), \(reading.latency)ms\(version)"))
    }

    private func condition(_ step: RunStep, _ live: LiveState, _ since: Moment) -> Told {
        guard let condition = step.condition else { return .answer(.fails(reason: "no condition")) }
        guard let reading = live.metrics[condition.metric], reading.at >= since, let value = reading.value else {
            return .nothing("\(condition.metric) has not been measured since")
        }
        let text = "\(condition.metric) is \(condition.threshold.unit.display(value))"
        return .answer(condition.isMet(by: value) ? .holds(evidence: text) : .fails(reason: "\(text), not \(condition.text)"))
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
