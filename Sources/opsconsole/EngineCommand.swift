import ArgumentParser
import ConsoleModel
import LaunchCore
import Logging

struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine", abstract: "Watch a launch without a screen.",
        discussion: "Starts in the background and returns, unless --foreground is given (for systemd and CI). One engine watches a launch.")

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Stay in the foreground and log to standard error.") var foreground = false
    @Option(
        name: .long, help: ArgumentHelp("Offer metrics for Prometheus at http://ADDRESS/metrics; `off` ends it.", valueName: "ADDRESS:PORT")
    )
    var metrics: String?
    /// Given by whoever started it in the background and waits for a word on descriptor 3.
    @Flag(name: .long, help: .hidden) var detached = false

    private var wish: ExportWish? {
        guard let metrics else { return .asBefore }
        return metrics == "off" ? .off : MetricsAddress(metrics).map(ExportWish.at)
    }

    func validate() throws {
        if wish == nil { throw ValidationError("--metrics needs an address with a port, say --metrics 127.0.0.1:9187") }
    }

    func run() throws {
        if foreground { return try watch(Session.open(launch, as: .engine)) }
        let opened = try Session.open(launch, metrics: metrics)
        do {
            if metrics != nil, opened.engine.alive {
                throw Refusal(
                    "an engine watches already", instead: "end it with `kill \(opened.engine.pid ?? 0)`, then start it with --metrics")
            }
            try opened.ensureEngine()
            print("engine \(opened.engine.pid.map(String.init) ?? "") watches \(opened.plan.name)")
        } catch { throw Session.failure(error) }
    }

    /// Journal, locks, logs, commands under way.
    private static let filesBeside = 256

    private func watch(_ opened: OpenLaunch) throws {
        LoggingSystem.bootstrap { LogfmtHandler(label: $0) }
        let log = Logger(label: "engine")
        let readiness = detached ? Readiness() : nil
        let holder = Lease.Holder(pid: ProcessFacts.pid, host: opened.actor.host, since: SystemClock.moment())
        do {
            guard let lease = try Lease.acquire(opened.folder.engineLock, as: holder, mode: opened.folder.modes.file) else {
                log.notice("another engine watches this launch already")
                readiness?.ready()
                return
            }
            let connections = opened.plan.services.count + opened.plan.metrics.count
            if !OpenFileLimit.raise(to: connections + Self.filesBeside) {
                log.warning("too few open files are allowed for \(connections) endpoints; raise the limit (ulimit -n, LimitNOFILE=)")
            }
            let stop = StopFlag()
            let signals = try StopSignals(stop)
            defer { withExtendedLifetime(signals) {} }
            var engine = try Engine(launch: opened, lease: lease, stop: stop, metrics: wish ?? .asBefore, clock: SystemClock.now, log: log)
            readiness?.ready()
            try engine.run()
            while engine.isOutdated {
                engine = try Engine(launch: opened, lease: lease, stop: stop, metrics: wish ?? .asBefore, clock: SystemClock.now, log: log)
                try engine.run()
            }
            lease.release()
        } catch {
            readiness?.failed("\(error)")
            log.error("the engine ends", metadata: ["error": "\(error)"])
            throw Session.failure(error)
        }
    }
}

/// The runner's own process; started by whoever records a run, never by hand.
struct RunnerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "runner", abstract: "Carries out one run.", shouldDisplay: false)

    @Option(help: "The launch's folder.") var folder: String
    @Option(help: "The directory in which commands run.") var root: String
    @Option(name: .customLong("run"), help: "The run's id.") var id: String

    func run() throws {
        let readiness = Readiness()
        let host = ProcessFacts.hostName()
        do {
            let folder = try LaunchFolder(at: folder)
            // A runner that waits long for a lock is late with everything else.
            let journal = try Journal(opening: folder.journal, mode: folder.modes.file, patience: .seconds(1))
            let setting = RunnerSetting(
                folder: folder, root: root, environment: .inherited, host: host,
                verifier: LiveVerifier(folder, root: root, environment: ProcessFacts.environment()))
            throw ExitCode(RunnerMain.run(id, setting: setting, journal: journal, readiness: readiness))
        } catch let error as ExitCode {
            throw error
        } catch {
            readiness.failed("\(error)")
            throw Session.failure(error)
        }
    }
}
