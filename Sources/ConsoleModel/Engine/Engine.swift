import LaunchCore
import Logging
import Synchronization

/// The process that watches one launch: takes what the poller sees, judges it, records what follows and carries out what the
/// judge asks for. Headless; it holds the launch's lease for as long as it lives.
///
/// Used from one thread; `run` blocks it.
public final class Engine {
    private let launch: OpenLaunch
    private let lease: Lease
    private let store: LiveStore
    /// Everything that was written to the store, for verdicts and decisions of our own.
    private var live: LiveState
    private let inbox: Inbox<PollResult>
    private let poller: Poller
    private let log: Logger
    private let clock: @Sendable () -> Now
    private var judge: Judge
    private var derived: DerivedMetrics
    private let logMetrics: LogMetrics
    private var ending = EngineEnding()
    private var lastTick: Duration?
    private var failingSince: Duration?
    private var lastRunLook: Duration = .zero
    private var lastCount: Duration = .zero
    /// Set by a signal handler's thread: end after the round under way.
    private let stop: StopFlag

    /// How often the clock is looked at: holds, countdowns and windows move at this grain.
    static let tickEvery: Duration = .milliseconds(200)

    /// How long the engine goes on although nothing can be recorded.
    static let endurance: Duration = .seconds(10)

    /// - Throws: what keeps the live store from being opened.
    public init(launch: OpenLaunch, lease: Lease, stop: StopFlag, clock: @escaping @Sendable () -> Now, log: Logger) throws {
        self.launch = launch
        self.lease = lease
        self.log = log
        self.clock = clock
        self.stop = stop
        live = (try? LiveReader.look(launch.folder.live)) ?? LiveState()
        store = try LiveStore(writing: launch.folder.live, mode: launch.folder.modes.file)
        let now = clock()
        judge = Judge(plan: launch.plan, state: launch.state, live: live, now: now)
        derived = DerivedMetrics(plan: launch.plan)
        logMetrics = try LogMetrics(plan: launch.plan, directory: launch.directory)
        let inbox = Inbox<PollResult>()
        self.inbox = inbox
        poller = Poller(
            plan: launch.plan, directory: launch.directory, environment: launch.environment, clock: clock, deliver: { inbox.put($0) })
    }

    /// Watches until nothing is left to watch, until it is told to stop, or until it no longer holds the lease.
    public func run() throws {
        try record([.engineStarted(pid: ProcessFacts.pid, host: launch.actor.host)])
        log.info("watching", metadata: ["launch": "\(launch.plan.id)", "folder": "\(launch.folder.path)"])
        poller.start()
        defer {
            poller.stop()
            logMetrics.close()
        }
        while true {
            let results = inbox.take(within: Self.tickEvery)
            try enduring { try round(results) }
            if stop.isSet { return try end("told to stop") }
            guard lease.isIntact else { return log.error("the lease was taken away: another engine may be watching") }
            if let reason = ending.reason(plan: launch.plan, state: launch.state, verdict: verdict, clock()) { return try end(reason) }
        }
    }

    /// A full disk or a locked journal may pass: what could not be recorded is found again in the next round, because the judge
    /// compares with the records. When it does not pass, nobody should believe that somebody watches.
    private func enduring(_ work: () throws -> Void) throws {
        do {
            try work()
            failingSince = nil
        } catch {
            let now = clock().uptime
            let since = failingSince ?? now
            failingSince = since
            log.error("cannot record", metadata: ["error": "\(error)"])
            if now - since > Self.endurance { throw error }
        }
    }

    private var verdict: Verdict {
        Verdict.judge(plan: launch.plan, state: launch.state, live: live, engineAlive: true, now: clock())
    }

    private func end(_ reason: String) throws {
        try record([.engineStopped(reason: reason)])
        log.info("stopped", metadata: ["reason": "\(reason)"])
    }

    /// One turn: what was seen, then the clock, then what consoles are to be shown.
    private func round(_ results: [PollResult]) throws {
        _ = try launch.catchUp()
        for result in results { try take(result) }
        let now = clock()
        if lastTick.map({ now.uptime - $0 >= Self.tickEvery }) ?? true {
            lastTick = now.uptime
            for measurement in derived.tick(launch.state, now) + countLogs(now) {
                try carryOut(judge.observe(measurement, in: launch.state, now: now))
            }
            try carryOut(judge.tick(launch.state, now))
            try lookAtRuns(now)
        }
        try publish(now)
    }

    private func publish(_ now: Now) throws {
        let changed = judge.takeReadings(launch.state, now)
        guard changed != LiveState() else { return }
        live.merge(changed)
        try store.write(changed, at: now.wall)
    }

    /// Counts out of logs are measured once a second: every line is in them, however rarely they are looked at.
    private func countLogs(_ now: Now) -> [Measurement] {
        guard now.uptime - lastCount >= .seconds(1) else { return [] }
        lastCount = now.uptime
        return launch.plan.metrics.compactMap { logMetrics.measure($0, at: now) }
    }

    private func take(_ result: PollResult) throws {
        let now = clock()
        switch result {
        case .probe(let probe):
            try carryOut(judge.observe(probe, in: launch.state))
            for measurement in derived.observe(probe, now) { try carryOut(judge.observe(measurement, in: launch.state, now: now)) }
        case .measurement(let measurement): try carryOut(judge.observe(measurement, in: launch.state, now: now))
        case .deployment(let reading): try carryOut(judge.observe(reading, in: launch.state, now: now))
        }
    }

    private func carryOut(_ output: Judge.Output) throws {
        if !output.events.isEmpty { try record(output.events) }
        for command in output.commands {
            do {
                try launch.perform(command, live: live)
            } catch let refusal as Refusal {
                log.notice("refused", metadata: ["command": "\(command)", "why": "\(refusal.text)"])
            }
        }
    }

    private func record(_ events: [LaunchEvent]) throws {
        let phrase = RecordPhrase(plan: launch.plan)
        for event in events { log.info("\(phrase.text(event))") }
        do {
            try launch.journal.append(events, by: launch.actor, at: clock().wall)
        } catch let refusal as Refusal {
            // Somebody else recorded the same fact in the meantime.
            log.debug("recorded already", metadata: ["why": "\(refusal.text)"])
        }
    }

    /// A run whose runner is gone is said to be interrupted: within a second of its death. One that was requested by somebody who
    /// died before starting the runner gets its runner here; the run's lock sees to it that there is one only.
    private func lookAtRuns(_ now: Now) throws {
        guard now.uptime - lastRunLook >= .milliseconds(500) else { return }
        lastRunLook = now.uptime
        for runner in try launch.orphanedRuns(at: now.wall) { try runner.start() }
        try launch.recordInterruptions()
    }
}

/// Asks an engine to end; may be set from any thread.
public final class StopFlag: Sendable {
    private let flag = Atomic(false)

    public init() {}
    public func set() { flag.store(true, ordering: .releasing) }
    public var isSet: Bool { flag.load(ordering: .acquiring) }
}
