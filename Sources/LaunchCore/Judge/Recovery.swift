/// What the triggers say of a rollback whose steps are all done: DESIGN section 7. A trigger that asked for it gets the time in which
/// its metric can fall at all before the rollback counts as failed.
public struct Recovery: Sendable {
    private let plan: Plan
    private let state: LaunchState
    private let live: LiveState
    private let now: Moment

    /// - Parameter live: without it, values are those of the records.
    public init(plan: Plan, state: LaunchState, live: LiveState = LiveState(), now: Moment) {
        self.plan = plan
        self.state = state
        self.live = live
        self.now = now
    }

    public enum Standing: Hashable, Sendable {
        case recovered
        /// For these triggers, at most so long.
        case waiting([Trigger], Duration)
        case failed(Trigger)
    }

    /// - Parameter run: a rollback that is done.
    public func standing(of run: Run) -> Standing {
        if let worst = asking.first(where: { hasFailed(run, $0) }) { return .failed(worst) }
        guard !asking.isEmpty else { return .recovered }
        let age = run.finishedAt.map { max(.zero, now - $0) } ?? .zero
        return .waiting(asking, asking.map { Self.patience($0, plan) - age }.max() ?? .zero)
    }

    /// What is to be recorded of a rollback that did not help and has not been yet: of each trigger once, and once more where it fires again.
    /// After a release the launch goes on.
    public var failures: [LaunchEvent] {
        guard let run = state.rollback, run.state == .done, state.held != nil, state.finished == nil else { return [] }
        return asking.filter { hasFailed(run, $0) }.compactMap { trigger in
            let failure = Run.RecoveryFailure(trigger: trigger.id, again: firesAgain(run, trigger))
            guard !run.recoveryFailures.contains(failure) else { return nil }
            return .recoveryFailed(run: run.id, trigger: trigger.id, again: failure.again, reason: self.failure(of: run, trigger))
        }
    }

    private var firing: [Trigger] { plan.triggers.filter { $0.action != .watch && state.triggers[$0.id]?.state == .firing } }
    /// Those that nobody has acknowledged.
    private var asking: [Trigger] { firing.filter { state.triggers[$0.id]?.acknowledged == nil } }

    /// - Parameter run: a rollback that is done.
    public func verdict(of run: Run) -> Verdict {
        let ending = run.ending ?? "verified"
        let asking = asking
        if let worst = asking.first(where: { hasFailed(run, $0) }) {
            return Verdict(.rollbackFailed, reason: failure(of: run, worst) + more(asking))
        }
        if let first = asking.first {
            let what = isUnseen(first) ? "newer data of \(first.text), which fired" : "\(first.text) to recover"
            return Verdict(.rolledBack, reason: "waiting for \(what)\(tail(first))\(more(asking)); \(ending)")
        }
        if let first = firing.first, let by = state.triggers[first.id]?.acknowledged?.by {
            return Verdict(.rolledBack, reason: "\(ending); \(first.text) still fires\(tail(first)), acknowledged by \(by.name)")
        }
        return Verdict(.rolledBack, reason: ending)
    }

    /// From the end of the rollback until a trigger that still fires says that it did not help: its hold and all of the time that its
    /// metric looks back over.
    public static func patience(_ trigger: Trigger, _ plan: Plan) -> Duration {
        let metric = trigger.condition.flatMap { plan.metric($0.metric) }
        let hold: Duration =
            switch trigger.hold {
            case .none: .zero
            case .for(let length): length
            case .of(_, let measurements): (metric?.every ?? .zero) * measurements
            }
        return min(longest, max(shortest, hold + (metric?.source.looksBack ?? .zero)))
    }

    private static let shortest: Duration = .seconds(120)
    private static let longest: Duration = .seconds(3600)

    private func hasFailed(_ run: Run, _ trigger: Trigger) -> Bool {
        guard let ended = run.finishedAt else { return false }
        return firesAgain(run, trigger) || now - ended >= Self.patience(trigger, plan)
    }

    /// It had resolved since the rollback was asked for, and fired once more after the end of it.
    private func firesAgain(_ run: Run, _ trigger: Trigger) -> Bool {
        guard let ended = run.finishedAt, let status = state.triggers[trigger.id] else { return false }
        return status.since > ended && status.firedUntil.map { $0 >= run.requestedAt } ?? false
    }

    private func failure(of run: Run, _ trigger: Trigger) -> String {
        let word = firesAgain(run, trigger) ? "fires again" : "still fires"
        let length = run.finishedAt.map { max(.zero, now - $0).roundedText } ?? ""
        return "\(trigger.text) \(word) \(length) after the rollback\(tail(trigger))"
    }

    private func more(_ firing: [Trigger]) -> String { firing.count > 1 ? " (and \(firing.count - 1) more)" : "" }

    /// Nothing was measured lately: nobody can say that it recovers.
    private func isUnseen(_ trigger: Trigger) -> Bool { live.triggers[trigger.id]?.reason != nil }

    /// `: 9% > 5%`
    private func tail(_ trigger: Trigger) -> String {
        let recorded = state.triggers[trigger.id]?.evidence.last?.value
        guard let condition = trigger.condition, let value = live.triggers[trigger.id]?.value ?? recorded else { return "" }
        let text = "\(condition.threshold.unit.display(value)) \(condition.comparison.rawValue) \(condition.threshold.text)"
        return isUnseen(trigger) ? ": \(text) when last measured" : ": \(text)"
    }
}

extension Metric.Source {
    /// The stretch of time that one measurement speaks of: a value over minutes can only fall slowly.
    var looksBack: Duration {
        switch self {
        case .health(_, _, let over), .log(_, _, _, let over, _): over
        case .prometheus(_, let query): query.split(separator: "[").dropFirst().compactMap(Self.range).max() ?? .zero
        case .scrape, .json, .file, .command, .manual: .zero
        }
    }

    /// `5m` of `5m]) > 0` and of `5m:30s]`.
    private static func range(_ rest: Substring) -> Duration? { Duration(launchText: rest.prefix { $0 != "]" && $0 != ":" }) }
}
