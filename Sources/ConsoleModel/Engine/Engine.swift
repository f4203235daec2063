import LaunchCore
import Logging

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
    /// Tells that others recorded something; without it they are heard at the next tick.
    private let watch: FileWatch?
    private let log: Logger
    private let clock: @Sendable () -> Now
    private var judge: Judge
    private var derived: DerivedMetrics
    private let choice: SampleChoice
    private var samples: [LiveSample] = []
    /// Whether anything was seen since the consoles were last shown something.
    private var hasNews = false
    private let logMetrics: LogMetrics
    private var countGap: CountGap
    private let notifier: Notifier?
    private var told: ToldMark
    private let exporter: Exporter?
    private var ending = EngineEnding()
    private var timing = EngineTiming()
    private var succession = PlanSuccession()
    /// Another plan was accepted: an engine made anew of the same launch goes on with it, from the records and samples of this one.
    public private(set) var isOutdated = false
    /// The plan it began with was accepted: where not, its commands wait, and what is accepted is for another engine.
    private let mayRunCommands: Bool
    private var failingSince: Duration?
    /// Set by a signal handler's thread: end after the round under way.
    private let stop: StopFlag

    /// How long the engine goes on although nothing can be recorded.
    static let endurance: Duration = .seconds(10)
    /// How long an engine that ends goes on telling what it has to tell.
    static let farewell: Duration = .seconds(5)

    /// - Parameter metrics: where to offer metrics; nil is where the engine before this one did.
    /// - Throws: what keeps the live store from being opened, or metrics from being offered where they were asked for.
    public init(
        launch: OpenLaunch, lease: Lease, stop: StopFlag, metrics: ExportWish = .asBefore, clock: @escaping @Sendable () -> Now, log: Logger
    ) throws {
        self.launch = launch
        self.lease = lease
        self.log = log
        self.clock = clock
        self.stop = stop
        mayRunCommands = launch.mayRunCommands
        live = (try? LiveReader.look(launch.folder.live)) ?? LiveState()
        store = try LiveStore(writing: launch.folder.live, mode: launch.folder.modes.file)
        let now = clock()
        derived = DerivedMetrics(plan: launch.plan)
        choice = SampleChoice(plan: launch.plan, derived: derived)
        try choice.restore(&derived, from: store, now)
        let earlier = try choice.measurements(in: store, now)
        judge = Judge(plan: launch.plan, state: launch.state, live: live, earlier: earlier, now: now)
        countGap = CountGap(plan: launch.plan, earlier: earlier, now: now)
        logMetrics = try LogMetrics(plan: launch.plan, directory: launch.directory, mayRunCommands: mayRunCommands)
        let inbox = try Inbox<PollResult>()
        self.inbox = inbox
        watch = try? FileWatch([launch.folder.bells[0]])
        poller = Poller(
            plan: launch.plan, directory: launch.directory, environment: launch.environment, clock: clock, mayRunCommands: mayRunCommands,
            deliver: { inbox.put($0) })
        exporter = try Exporter.start(metrics, plan: launch.plan, folder: launch.folder, clock: clock, log: log)
        told = ToldMark(launch.folder)
        // Whoever is to be told by a plan that is not accepted is told once it is.
        notifier =
            mayRunCommands
            ? Notifier(
                plan: launch.plan, directory: launch.directory, environment: launch.environment, clock: clock,
                told: told.seq ?? launch.state.seq, wake: { inbox.wake() }) : nil
        stop.onSet { inbox.wake() }
    }

    /// Watches until nothing is left to watch, until it is told to stop, or until it no longer holds the lease.
    public func run() throws {
        try record([.engineStarted(pid: ProcessFacts.pid, host: launch.actor.host)])
        log.info("watching", metadata: ["launch": "\(launch.plan.id)", "folder": "\(launch.folder.path)"])
        if let exporter { log.info("metrics", metadata: ["at": "http://\(exporter.address)/metrics"]) }
        if let notifier, let before = told.seq, before < launch.state.seq {
            notifier.take(try launch.journal.records().filter { $0.seq > before }, state: launch.state, verdict: verdict, now: clock().wall)
        }
        poller.start()
        defer { close() }
        while true {
            let results = inbox.take(within: timing.patience(clock().uptime, hasNews: hasNews), or: watch?.fileDescriptor)
            let isTick = try enduring { try round(results) } ?? true
            if stop.isSet { return try end("told to stop") }
            guard isTick else { continue }
            guard lease.isIntact else { return log.error("the lease was taken away: another engine may be watching") }
            if succession.takesPlace(in: launch, clock()) || !mayRunCommands && launch.mayRunCommands {
                isOutdated = true
                return log.info("another plan was accepted, going over to it")
            }
            if let reason = ending.reason(plan: launch.plan, state: launch.state, verdict: verdict, clock()) { return try end(reason) }
        }
    }

    private func close() {
        poller.stop()
        logMetrics.close()
        exporter?.close()
        guard let notifier else { return }
        notifier.finish(within: Self.farewell)
        let news = notifier.takeNews()
        do {
            if !news.events.isEmpty { try record(news.events) }
            try told.write(news.told)
        } catch { log.error("cannot write down what was told", metadata: ["error": "\(error)"]) }
    }

    /// A full disk or a locked journal may pass: what could not be recorded is found again in the next round, because the judge
    /// compares with the records. When it does not pass, nobody should believe that somebody watches.
    ///
    /// - Returns: nil when the work could not be done.
    private func enduring<Result>(_ work: () throws -> Result) throws -> Result? {
        do {
            let result = try work()
            failingSince = nil
            return result
        } catch {
            let now = clock().uptime
            let since = failingSince ?? now
            failingSince = since
            log.error("cannot record", metadata: ["error": "\(error)"])
            if now - since > Self.endurance { throw error }
            return nil
        }
    }

    private var verdict: Verdict {
        Verdict.judge(plan: launch.plan, state: launch.state, live: live, engineAlive: true, now: clock())
    }

    private func end(_ reason: String) throws {
        try record([.engineStopped(reason: reason)])
        try tell(try launch.catchUp(), clock())
        log.info("stopped", metadata: ["reason": "\(reason)"])
    }

    /// One turn: what was seen, then what others recorded and the clock, then what consoles are to be shown.
    ///
    /// - Returns: whether the clock was looked at.
    private func round(_ results: [PollResult]) throws -> Bool {
        var now = clock()
        let before = launch.state.seq
        var output = RoundOutput(launch.state, by: launch.actor, at: now.wall)
        for result in results { take(result, now, &output) }
        if !results.isEmpty { hasNews = true }
        // A record of somebody else may change what is to be done: the clock is looked at right after it.
        let heard = watch?.drain() ?? false
        let isTick = timing.isDue(now.uptime) || heard
        if isTick {
            try carryOut(output)
            let fresh = try launch.catchUp()
            output = RoundOutput(launch.state, by: launch.actor, at: now.wall)
            tick(now, &output)
            try carryOut(output)
            try lookAtRuns(now)
            try tell(fresh, now)
            now = clock()
            timing.ticked(now.uptime, isInMotion: judge.isInMotion || launch.state.activeRun != nil)
        } else {
            try carryOut(output)
        }
        if timing.mayPublish(now.uptime) || launch.state.seq != before { try publish(now) }
        return isTick
    }

    /// Notifications: what is new goes out, and what became of it is recorded.
    private func tell(_ fresh: [Record], _ now: Now) throws {
        exporter?.show(launch.state, live)
        guard let notifier else { return }
        if !fresh.isEmpty { notifier.take(fresh, state: launch.state, verdict: verdict, now: now.wall) }
        let news = notifier.takeNews()
        if !news.events.isEmpty { try record(news.events) }
        try told.write(news.told)
    }

    private func tick(_ now: Now, _ output: inout RoundOutput) {
        for measurement in derived.tick(output.state, now) + countLogs(now) { observe(measurement, now, &output) }
        output.take(judge.tick(output.state, now))
        if let lapse = output.state.lapse(at: now.wall) { output.take(lapse) }
    }

    private func publish(_ now: Now) throws {
        let changed = judge.takeReadings(launch.state, now)
        guard !changed.isEmpty || !samples.isEmpty else { return }
        live.merge(changed)
        exporter?.show(launch.state, live)
        try store.write(changed, samples: samples, at: now.wall)
        samples = []
        hasNews = false
        timing.published(now.uptime)
    }

    /// Counts out of logs are taken at their cadence: every line is in them, however rarely they are looked at.
    private func countLogs(_ now: Now) -> [Measurement] {
        launch.plan.metrics.compactMap { metric in
            guard case .log = metric.source, timing.mayCount(metric, now.uptime) else { return nil }
            return logMetrics.measure(metric, at: now).map { countGap.judge($0, now) }
        }
    }

    private func take(_ result: PollResult, _ now: Now, _ output: inout RoundOutput) {
        switch result {
        case .probe(let probe):
            if let sample = choice.sample(of: probe) { samples.append(sample) }
            output.take(judge.observe(probe, in: output.state))
            for measurement in derived.observe(probe, now) { observe(measurement, now, &output) }
        case .measurement(let measurement): observe(measurement, now, &output)
        case .deployment(let reading): output.take(judge.observe(reading, in: output.state, now: now))
        }
    }

    private func observe(_ measurement: Measurement, _ now: Now, _ output: inout RoundOutput) {
        if let sample = choice.sample(of: measurement) { samples.append(sample) }
        output.take(judge.observe(measurement, in: output.state, now: now))
    }

    private func carryOut(_ output: RoundOutput) throws {
        if !output.events.isEmpty { try record(output.events) }
        for command in output.commands {
            do {
                try launch.perform(command, live: live)
            } catch let refusal as Refusal {
                log.notice("refused", metadata: ["command": "\(command)", "why": "\(refusal.text)"])
                if launch.state.triggers.values.contains(where: { $0.countdown?.held != nil }) { continue }
                try record([.noteAdded(text: "the automatic rollback was refused: \(refusal.text)")])
            }
        }
    }

    private func record(_ events: [LaunchEvent]) throws {
        let phrase = RecordPhrase(plan: launch.plan)
        for event in events { log.info("\(phrase.text(event))") }
        do {
            try launch.journal.append(events, by: launch.actor, at: clock().wall)
        } catch let refusal as Refusal {
            // Somebody else recorded one of these facts in the meantime; the others are still to be recorded.
            log.debug("recorded already", metadata: ["why": "\(refusal.text)"])
            if events.count > 1 { for event in events { try record([event]) } }
        }
    }

    /// A run whose runner is gone is said to be interrupted: within a second of its death. One that was requested or decided about by
    /// somebody who died before starting the runner gets its runner here; the run's lock sees to it that there is one only.
    private func lookAtRuns(_ now: Now) throws {
        guard launch.state.activeRun != nil, timing.mayLookAtRuns(now.uptime) else { return }
        for runner in try launch.orphanedRuns(at: now.wall) { try runner.start() }
        try launch.recordInterruptions()
    }
}
