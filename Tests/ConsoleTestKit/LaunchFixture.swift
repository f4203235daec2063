import LaunchCore

/// A launch for tests: a plan with everything in it, and the state it gets into by records. Nothing in it reads a clock.
public struct LaunchFixture: Sendable {
    public var plan: Plan
    public var state = LaunchState()
    public private(set) var records: [Record] = []
    public var live = LiveState()
    /// 2026-11-21 14:00:00 UTC, until time is made to pass.
    public private(set) var now = Now(wall: Moment(milliseconds: 1_795_269_600_000), uptime: .seconds(5000))
    public var verdict = Verdict(.preparing, reason: "the launch has not begun")
    public var engine = EngineStatus(alive: true, pid: 4711)
    public var operators = ["dana", "li"]
    public var readOnly = false
    public var logs: [LogTail] = []
    /// What the screen shows of the logs; nil is the first of them, followed.
    public var logPage: LogPage?
    public var runOutput: [String: LogTail] = [:]
    public var preflight: [PreflightFinding] = []
    public var paths: PathListing?
    public var notices: [String] = []
    public var changes: [String] = []
    public var runnerSilence: RunnerSilence?
    public var waitingRecords: WaitingRecords?
    public var sources: [String: [String]] = [:]

    public static let dana = Actor(role: .operator, name: "dana", host: "bastion")
    public static let li = Actor(role: .operator, name: "li", host: "bastion")
    public static let engine = Actor(role: .engine, name: "engine", host: "bastion")
    public static let runner = Actor(role: .runner, name: "runner", host: "bastion")

    public init(plan: Plan = .pam) { self.plan = plan }

    public var snapshot: Snapshot {
        var snapshot = Snapshot(
            plan: plan, state: state, live: live, now: now, verdict: verdict, engine: engine, operators: operators, me: Self.dana,
            readOnly: readOnly, logs: logs, logPage: logPage ?? firstPage, runOutput: runOutput,
            preflight: preflight, notices: notices,
            records: Array(records.suffix(200)), sources: sources)
        snapshot.changes = changes
        snapshot.paths = paths
        snapshot.runnerSilence = runnerSilence
        snapshot.waitingRecords = waitingRecords
        return snapshot
    }

    private var firstPage: LogPage? {
        guard let log = logs.first else { return nil }
        var page = LogPage()
        page.names = [log.name]
        page.lines = log.lines.map { LogPage.Line($0) }
        return page
    }

    public mutating func pass(_ time: Duration) { now = now.advanced(by: time) }

    /// Appends records, one after the other at the present moment.
    public mutating func record(_ events: LaunchEvent..., by actor: Actor = dana) {
        for event in events {
            let record = Record(seq: state.seq + 1, at: now.wall, by: actor, event: event)
            records.append(record)
            state.evolve(record)
        }
    }

    public mutating func begin() {
        record(.launchBegan(name: plan.name, id: plan.id, from: plan.fromVersion, to: plan.toVersion, digest: plan.digest))
        record(.engineStarted(pid: 4711, host: "bastion"), by: Self.engine)
    }
}
