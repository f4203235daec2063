import LaunchCore

/// A launch as this process has opened it: its plan, its folder, its journal. The one gate through which launch commands go,
/// whether a key, a script or the engine asks.
///
/// Not thread-safe: each process uses it from one thread.
public final class OpenLaunch {
    public let path: String
    /// The launch file's directory: where commands run and relative paths start.
    public let directory: String
    public private(set) var reading: LaunchReading
    public private(set) var plan: Plan
    /// The plan that was accepted last, as far as this process has seen it.
    private var accepted: Plan?
    public let stateDirectory: StateDirectory
    public let folder: LaunchFolder
    public let journal: Journal
    public let actor: Actor
    public let environment: [String: String]
    /// Where the runner runs commands on this host, and with what.
    public let commandPlace: CommandPlace
    /// How a process of ours is started: the runner and the engine.
    private let starter: ProcessStarter
    /// As it was asked for: problems and locations name files the way the operator did.
    private let givenPath: String
    private let workingDirectory: String

    public var state: LaunchState { journal.state }

    /// Who opens what, and how.
    public struct Request {
        public var path: String
        /// `--state`, when it was given.
        public var state: String?
        public var actor: Actor
        public var environment: [String: String]
        public var directory: String
        /// Look only: nothing is created, nothing begun.
        public var readOnly: Bool
        public var starter: ProcessStarter

        public init(
            path: String, state: String? = nil, actor: Actor, environment: [String: String], directory: String, readOnly: Bool = false,
            starter: ProcessStarter
        ) {
            self.path = path
            self.state = state
            self.actor = actor
            self.environment = environment
            self.directory = directory
            self.readOnly = readOnly
            self.starter = starter
        }

        /// Absolute.
        var launchFile: String { path.hasPrefix("/") ? path : directory + "/" + path }
        /// The launch file's directory: where commands run and relative paths start.
        public var launchDirectory: String { launchFile.parentPath }
    }

    /// Opens the newest launch of a launch file, and begins the first where there is none.
    ///
    /// - Parameter beginningNext: begin the launch after the newest one, which must be finished.
    public convenience init(_ request: Request, beginningNext: Bool = false) throws {
        try self.init(request, reading: Self.read(request), beginningNext: beginningNext)
    }

    /// The plan that `request` names, read and nothing more.
    public static func read(_ request: Request) -> LaunchReading {
        LaunchReader.read(path: request.path, environment: request.environment, directory: request.directory)
    }

    /// The same for a plan that was read already.
    ///
    /// - Parameter headStart: where the journal may be open already.
    public init(_ request: Request, reading: LaunchReading, headStart: HeadStart? = nil, beginningNext: Bool = false) throws {
        path = request.launchFile
        directory = request.launchDirectory
        givenPath = request.path
        workingDirectory = request.directory
        actor = request.actor
        environment = request.environment
        commandPlace = CommandPlace(in: directory, environment)
        starter = request.starter
        self.reading = reading
        plan = try reading.usable()
        stateDirectory = try StateDirectory(launchFile: path, id: plan.id, given: request.state, environment: request.environment)
        let current = try stateDirectory.current()
        if request.readOnly {
            guard let current else { throw OpenError.notBegun(request.path) }
            folder = current
            journal = try Journal(reading: current.journal)
            try journal.readState()
            return
        }
        folder = try beginningNext ? Self.next(after: current, in: stateDirectory) : current ?? stateDirectory.beginNext()
        journal = try headStart?.takeJournal(folder.journal) ?? Journal(opening: folder.journal, mode: folder.modes.file)
        try journal.readState()
        if journal.state.beganAt == nil { try begin() }
        if mayRunCommands { pinned.keep(plan, root: directory) }
    }

    /// Somebody has accepted the plan as this process has it: without that nothing of it runs.
    public var mayRunCommands: Bool { state.acceptedDigest == plan.digest }

    private var pinned: PinnedPlan { PinnedPlan(folder) }

    private static func next(after current: LaunchFolder?, in directory: StateDirectory) throws -> LaunchFolder {
        guard let current else { return try directory.beginNext() }
        let journal = try Journal(reading: current.journal)
        try journal.readState()
        guard journal.state.finished != nil else {
            throw Refusal("launch \(current.number) is not finished", instead: "finish it with `opsconsole stop`, then begin the next")
        }
        return try directory.begin(after: current.number)
    }

    /// Two who open a launch at once both begin it; one of them finds it begun.
    private func begin() throws {
        do { try perform(.begin) } catch let refusal as Refusal {
            try journal.readState()
            if journal.state.beganAt == nil { throw refusal }
        }
    }

    /// Decides and records a command, and starts the runner where the command asks for a run; returns when it has taken the run up.
    ///
    /// - Returns: the records made.
    /// - Throws: the `Refusal`; `JournalError`; a `DetachError` where the runner could not be started, which then is recorded too.
    @discardableResult
    public func perform(_ command: LaunchCommand, live: LiveState = LiveState()) throws -> [Record] {
        let (records, runners) = try decide(command, live: live)
        for runner in runners { try runner.start() }
        return records
    }

    /// Decides and records a command, and leaves starting the runner to the caller: a screen does that on another thread.
    public func decide(_ command: LaunchCommand, live: LiveState = LiveState()) throws -> (records: [Record], runners: [RunnerStart]) {
        let command = command.naming(run: RunID.make(at: SystemClock.moment()))
        let decider = Decider(plan: plan, live: live)
        let actor = self.actor
        let records = try journal.append(by: actor, now: SystemClock.moment) { state throws(Refusal) in
            try decider.decide(command, by: actor, in: state, at: SystemClock.moment()).get()
        }
        if case .acceptPlan = command { pinned.keep(plan, root: directory) }
        return (records, try records.compactMap { try runnerStart(after: $0.event) })
    }

    private func runnerStart(after event: LaunchEvent) throws -> RunnerStart? {
        switch event {
        case .runRequested(let run, _, _, _, _): return starter.runner(self, run: run)
        case .runResumed(let run, _, _, _):
            // A runner at work reads the operator's choice from the journal; a dead one is replaced.
            guard case .dead = try RunHealth.probe(folder, run: run, at: SystemClock.moment()) else { return nil }
            return starter.runner(self, run: run)
        default: return nil
        }
    }

    /// Reads what other processes recorded since the last call.
    public func catchUp() throws -> [Record] { try journal.catchUp() }

    /// Reads the launch file again. The new plan is in force only when it could be read; until it is accepted nothing of it runs.
    ///
    /// - Returns: the problems that keep it from being used; empty when it was taken.
    public func reload() -> [Problem] {
        let fresh = LaunchReader.read(path: givenPath, environment: environment, directory: workingDirectory)
        guard let plan = fresh.plan, !fresh.hasErrors else { return fresh.problems.filter { $0.severity == .error } }
        if self.plan.digest == state.acceptedDigest { accepted = self.plan }
        reading = fresh
        self.plan = plan
        return []
    }

    /// What is to be accepted: the difference to the plan that was accepted last, as this process has seen it or as it was kept. Nil
    /// where nothing is, or where it was not kept.
    public var pendingChange: PlanChange? {
        guard let digest = state.acceptedDigest, plan.digest != digest else { return nil }
        if accepted?.digest != digest { accepted = pinned.read(digest, as: givenPath, environment, in: workingDirectory) }
        return accepted.map { PlanChange(from: $0, to: plan, in: state) }
    }

    /// Goes over to the accepted plan where it is another one than this process has, and stands on disk as it was accepted.
    ///
    /// - Returns: true when the plan is another one now.
    func adoptAcceptedPlan() -> Bool {
        guard let digest = state.acceptedDigest, plan.digest != digest else { return false }
        let fresh = LaunchReader.read(path: givenPath, environment: environment, directory: workingDirectory)
        guard let plan = fresh.plan, !fresh.hasErrors, plan.digest == digest else { return false }
        reading = fresh
        self.plan = plan
        pinned.keep(plan, root: directory)
        return true
    }

    /// Runs that were requested or decided about a moment ago and have no runner yet.
    func orphanedRuns(at now: Moment) throws -> [RunnerStart] {
        try state.runs.compactMap { run in
            guard let since = run.awaitsRunnerSince, now - since > Self.startPatience else { return nil }
            guard case .dead = try RunHealth.probe(folder, run: run.id, at: now) else { return nil }
            return starter.runner(self, run: run.id)
        }
    }

    /// How long whoever requested or decided has to start its runner before the engine does.
    static let startPatience: Duration = .seconds(1)

    /// Records what happened to runs whose runner died. Consoles, scripts and the engine all look; the first to see it records it.
    public func recordInterruptions() throws {
        let now = SystemClock.moment()
        for interruption in try RunInterruption.find(in: state, folder: folder, at: now) {
            try journal.append(by: actor, now: { now }, deciding: { state throws(Refusal) in interruption.events(in: state) })
        }
    }

    /// What the runner at work could not record yet.
    public func waitingRecords(at now: Moment) -> WaitingRecords? { WaitingRecords.look(in: state, folder: folder, at: now) }

    /// Starts the engine unless one watches already; returns when it watches.
    public func ensureEngine() throws {
        if !engine.alive { try engineStart.start() }
    }

    /// What starts this launch's engine, for a thread that may wait.
    public var engineStart: EngineStart { starter.engine(self) }

    public var engine: EngineStatus { (try? Lease.status(of: folder.engineLock)).map(EngineStatus.init) ?? EngineStatus(alive: false) }
}

extension LaunchReading {
    /// The plan, where it can be worked with.
    public func usable() throws(OpenError) -> Plan {
        guard let plan, !hasErrors else { throw .plan(problems.filter { $0.severity == .error }) }
        return plan
    }
}

/// Why a launch could not be opened.
public enum OpenError: Error, Hashable, Sendable, CustomStringConvertible {
    case plan([Problem])
    case notBegun(String)

    public var description: String {
        switch self {
        case .plan(let problems): problems.map(\.description).joined(separator: "\n")
        case .notBegun(let path): "no launch of \(path) has begun yet; `opsconsole \(path.quotedForShell)` begins it"
        }
    }
}

/// Names of runs: they sort by time and are safe as file names.
public enum RunID {
    /// `20261121-140211-8f3a`
    public static func make(at moment: Moment) -> String {
        let digits = moment.rfc3339.filter(\.isNumber).prefix(14)
        let random = String(UInt16.random(in: 0...UInt16.max), radix: 16)
        return "\(digits.prefix(8))-\(digits.dropFirst(8))-" + String(repeating: "0", count: 4 - random.count) + random
    }
}

extension LaunchCommand {
    /// The same command with the run it asks for named, where the asker left that open.
    func naming(run id: String) -> LaunchCommand {
        switch self {
        case .run(let item, let texts, ""): .run(item: item, texts: texts, runID: id)
        case .rollback(let reason, let trigger, "", let blanks): .rollback(reason: reason, trigger: trigger, runID: id, blanks: blanks)
        case .approveRollback(""): .approveRollback(runID: id)
        case .rehearse(""): .rehearse(runID: id)
        case .carryOut(let name, let item, let reason, "", let blanks):
            .carryOut(procedure: name, item: item, reason: reason, runID: id, blanks: blanks)
        default: self
        }
    }
}
