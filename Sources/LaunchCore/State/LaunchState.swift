/// What the records say, reduced. The same for every console that has read the same records.
public struct LaunchState: Hashable, Sendable {
    /// The number of the newest record; 0 before the first.
    public var seq: Int64 = 0
    public var lastHash: String = ""
    public var lastAt: Moment?
    public var name: String?
    public var beganAt: Moment?
    /// T0: the first thing an operator did or the first window to open, whichever came first.
    public var startedAt: Moment?
    public var acceptedDigest: String?
    public var finished: Statement?
    /// Set while the launch is on hold, and after a rollback until an operator releases it.
    public var held: Statement?
    /// How the newest hold ended.
    public var released: Statement?
    public var items: [String: ItemProgress] = [:]
    public var decisions: [String: [Vote]] = [:]
    public var services: [String: ServiceStatus] = [:]
    public var deployments: [String: DeploymentStatus] = [:]
    /// The versions that answered, oldest first, by service and by deployment.
    public var versions: [VersionSource: [VersionSeen]] = [:]
    public var triggers: [String: TriggerStatus] = [:]
    public var windows: [String: WindowStatus] = [:]
    public var declared: [String: Statement] = [:]
    /// A rollback that one operator asked for and another must confirm; `request(at:)` says whether it still counts.
    var asked: RollbackRequest?
    /// In the order they were requested.
    public var runs: [Run] = []
    public var engine: EngineRecord?
    public var notes: [Statement] = []
    /// What was measured at the end of each window and of the launch.
    public var outcomes: [Outcome] = []
    /// Notifications that do not get through, with the reason, by name.
    public var failedNotifications: [String: Statement] = [:]

    public init() {}

    public var openWindows: Set<String> { Set(windows.lazy.filter { $0.value.state == .open }.map(\.key)) }
    public var lastWindowClosed: Moment? { windows.values.lazy.compactMap(\.closedAt).max() }
    /// When the first of the windows that are open opened: where a warm-up counts from; without one, when the launch began.
    var warmupFrom: Moment? { windows.values.lazy.filter { $0.state == .open }.map(\.openedAt).min() ?? beganAt }

    /// Whether a rollback was requested since a countdown began: its episode has acted.
    func hasActed(on countdown: Countdown) -> Bool { runs.contains { $0.work.isRollback && $0.requestedAt >= countdown.startedAt } }

    /// The rollback that matters: the newest.
    public var rollback: Run? { runs.last { $0.work.isRollback } }
    public func newestRun(of procedure: Procedure) -> Run? {
        runs.last { if case .procedure(procedure.id, _) = $0.work { true } else { false } }
    }
    public func run(_ id: String) -> Run? { runs.last { $0.id == id } }
    /// The run that holds the launch's runner, if any: one at a time.
    public var activeRun: Run? { runs.last { !$0.state.isOver } }
}

/// Words with their author and time.
public struct Statement: Hashable, Sendable {
    public var text: String
    public var by: Actor
    public var at: Moment

    public init(text: String, by: Actor, at: Moment) {
        self.text = text
        self.by = by
        self.at = at
    }
}

public struct ItemProgress: Hashable, Sendable {
    /// open -> running -> done | failed; open -> done | skipped; done, skipped, failed -> open by untick.
    public enum State: String, Codable, Sendable { case open, done, skipped, running, failed }

    public var state: State
    public var by: Actor
    public var at: Moment
    /// What ticked it, why it was skipped, how its command ended.
    public var evidence: String?
    public var run: String?

    public init(state: State, by: Actor, at: Moment, evidence: String? = nil, run: String? = nil) {
        self.state = state
        self.by = by
        self.at = at
        self.evidence = evidence
        self.run = run
    }
}

public struct Vote: Hashable, Sendable {
    public var by: Actor
    public var go: Bool
    public var reason: String?
    public var at: Moment

    public init(by: Actor, go: Bool, reason: String?, at: Moment) {
        self.by = by
        self.go = go
        self.reason = reason
        self.at = at
    }
}

public struct ServiceStatus: Hashable, Sendable {
    public var state: ServiceState
    public var reason: String
    public var since: Moment

    public init(state: ServiceState, reason: String, since: Moment) {
        self.state = state
        self.reason = reason
        self.since = since
    }
}

/// What a version was seen of: what really answers, or what its rollout says of itself.
public enum VersionSource: Hashable, Sendable {
    case service(String)
    case deployment(String)
}

public struct VersionSeen: Hashable, Sendable {
    public var version: String
    public var at: Moment

    public init(version: String, at: Moment) {
        self.version = version
        self.at = at
    }
}

public struct DeploymentStatus: Hashable, Sendable {
    public var status: String
    public var version: String?
    public var reason: String?
    public var since: Moment

    public init(status: String, version: String?, reason: String?, since: Moment) {
        self.status = status
        self.version = version
        self.reason = reason
        self.since = since
    }
}

public struct TriggerStatus: Hashable, Sendable {
    public var state: TriggerState
    public var since: Moment
    public var evidence: [Evidence]
    public var acknowledged: Statement?
    /// The first breach of the newest episode.
    public var breachedAt: Moment?
    /// Firing episodes so far; one episode acts once.
    public var episode: Int
    public var countdown: Countdown?
    /// When it last ceased to fire.
    public var firedUntil: Moment?

    public init(
        state: TriggerState, since: Moment, evidence: [Evidence] = [], acknowledged: Statement? = nil, episode: Int = 0,
        countdown: Countdown? = nil
    ) {
        self.state = state
        self.since = since
        self.evidence = evidence
        self.acknowledged = acknowledged
        self.episode = episode
        self.countdown = countdown
    }
}

/// The time between firing and an automatic rollback.
public struct Countdown: Hashable, Sendable {
    public var startedAt: Moment
    public var length: Duration
    public var held: Statement?

    public init(startedAt: Moment, length: Duration, held: Statement? = nil) {
        self.startedAt = startedAt
        self.length = length
        self.held = held
    }

    public var deadline: Moment { startedAt + length }
}

public struct WindowStatus: Hashable, Sendable {
    public var state: WindowState
    public var openedAt: Moment
    public var length: Duration
    public var closedAt: Moment?
    public var reason: String?
    public var seen: Int
    public var expected: Int
    /// By index from 1: true confirmed, false missed.
    public var checkpoints: [Int: Bool]

    public init(openedAt: Moment, length: Duration) {
        state = .open
        self.openedAt = openedAt
        self.length = length
        seen = 0
        expected = 0
        checkpoints = [:]
    }

    public var endsAt: Moment { openedAt + length }
}

/// The newest engine that recorded its start. Whether it is alive, only its lease says.
public struct EngineRecord: Hashable, Sendable {
    public var pid: Int32
    public var host: String
    public var startedAt: Moment
    public var stopped: Statement?

    public init(pid: Int32, host: String, startedAt: Moment, stopped: Statement? = nil) {
        self.pid = pid
        self.host = host
        self.startedAt = startedAt
        self.stopped = stopped
    }
}

extension WindowStatus {
    /// The time to the next checkpoint; nil after the last.
    public func nextCheckpoint(every: Duration, _ now: Moment) -> Duration? {
        guard every > .zero, now < endsAt else { return nil }
        let elapsed = max(0, (now - openedAt).milliseconds)
        let next = (elapsed / every.milliseconds + 1) * every.milliseconds
        return next <= length.milliseconds ? .milliseconds(next - elapsed) : nil
    }
}
