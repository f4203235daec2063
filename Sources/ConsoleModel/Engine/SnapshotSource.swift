import LaunchCore

/// Makes snapshots of an opened launch for whoever shows one: a console, `status`, `replay`.
///
/// Not thread-safe; used on the thread of its launch.
public final class SnapshotSource {
    public let launch: OpenLaunch
    private let reader: LiveReader
    private var live = LiveState()
    public private(set) var records: [Record] = []
    private var engine: EngineStatus
    private var operators: [String] = []
    private var runnerSilence: RunnerSilence?
    private var waitingRecords: WaitingRecords?
    /// Runs whose runner is gone, where nobody may be there who could record it.
    private var interruptions: [RunInterruption] = []
    /// What the newest look found of them: a runner that is gone a moment before its last record is read has only finished.
    private var suspected: [RunInterruption]?
    /// Printable lines of the plan's files, by path; made once for each plan.
    private var sources: (digest: String, lines: [String: [String]]) = ("", [:])
    public var readOnly = false
    public var notices: [String] = []
    /// What waits to be accepted, sentence by sentence.
    public var changes: [String] = []
    private var revision = 0

    /// How many records a snapshot carries.
    static let recordLimit = 200

    /// - Throws: when the journal cannot be read. A live store that is not there yet is no error: there are no readings yet.
    public init(_ launch: OpenLaunch) throws {
        self.launch = launch
        reader = LiveReader(launch.folder.live)
        _ = try? reader.refresh(&live)
        engine = launch.engine
        records = try launch.journal.newestRecords(Self.recordLimit)
        lookAround()
    }

    /// What a look at the stores brought.
    public enum News: Comparable {
        /// Everything is as it was.
        case nothing
        /// Newer measurements of the same states: soon enough when the clocks on the screen turn.
        case readings
        /// A record, or a service, deployment, trigger or window in another state than before: to be shown at once.
        case state
    }

    /// Reads what is new in the journal and in the live store.
    public func refresh() throws -> News {
        let fresh = try launch.catchUp()
        records = (records + fresh.filter { $0.seq > records.last?.seq ?? 0 }).suffix(Self.recordLimit)
        let before = live
        guard try reader.refresh(&live) else { return fresh.isEmpty ? .nothing : .state }
        return fresh.isEmpty && live.hasTheStates(of: before) ? .readings : .state
    }

    /// Looks for the engine and for other operators: what no file tells of. Once a second is often enough.
    ///
    /// - Returns: whether anything changed.
    @discardableResult
    public func lookAround() -> Bool {
        let before = (engine, operators, runnerSilence, waitingRecords)
        let beforeInterruptions = interruptions
        engine = launch.engine
        operators = (try? Presence.operators(in: launch.folder.presence)) ?? []
        runnerSilence = RunHealth.silence(in: launch.state, folder: launch.folder, at: SystemClock.moment())
        waitingRecords = launch.waitingRecords(at: SystemClock.moment())
        lookForInterruptions()
        return before != (engine, operators, runnerSilence, waitingRecords) || beforeInterruptions != interruptions
    }

    private func lookForInterruptions() {
        let found = (try? RunInterruption.find(in: launch.state, folder: launch.folder, at: SystemClock.moment())) ?? []
        interruptions = found.filter { suspected?.contains($0) ?? true }
        suspected = found
    }

    /// The state as the journal would tell it, if all that has happened could be written down at once.
    private func shownState(_ ahead: LaunchState?, at now: Moment) -> LaunchState {
        var state = ahead ?? launch.state
        for event in interruptions.flatMap({ $0.events(in: state) }) {
            state.evolve(Record(seq: state.seq, at: now, by: launch.actor, event: event, hash: state.lastHash))
        }
        return state
    }

    private static func lines(_ plan: Plan) -> [String: [String]] {
        Dictionary(plan.documents.map { ($0.path, $0.lines.map { Printable.text($0) }) }, uniquingKeysWith: { $1 })
    }

    /// Who relies on being told must learn that he is not.
    private var failedNotifications: [String] {
        launch.state.failedNotifications.sorted { $0.key < $1.key }.map { "cannot notify \($0.key): \($0.value.text)" }
    }

    public func snapshot(logs: [LogTail] = [], runOutput: [String: LogTail] = [:]) -> Snapshot {
        let now = SystemClock.now()
        if sources.digest != launch.plan.digest { sources = (launch.plan.digest, Self.lines(launch.plan)) }
        let ahead = waitingRecords?.applied(to: launch.state)
        let state = shownState(ahead, at: now.wall)
        let verdict = Verdict.judge(plan: launch.plan, state: state, live: live, engineAlive: engine.alive, now: now)
        var snapshot = Snapshot(
            plan: launch.plan, state: state, live: live, now: now, verdict: verdict, engine: engine, operators: operators,
            me: launch.actor, readOnly: readOnly, logs: logs, runOutput: runOutput, notices: notices + failedNotifications,
            records: records,
            sources: sources.lines, secondsEast: Int(SystemClock.zoneOffset(at: now.wall).components.seconds))
        snapshot.changes = changes
        snapshot.runnerSilence = runnerSilence
        snapshot.waitingRecords = ahead == nil ? nil : waitingRecords
        snapshot.place = launch.commandPlace
        revision += 1
        snapshot.revision = revision
        return snapshot
    }
}
