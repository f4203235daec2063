import LaunchCore

/// How the processes of a launch that outlive whoever asks for them are started: its engine and its runners.
public struct ProcessStarter: Sendable {
    /// `--state`, when it was given: the new process must find the same folder.
    private let state: String?

    /// `--metrics`, when it was given.
    private let metrics: String?

    public init(state: String? = nil, metrics: String? = nil) {
        self.state = state
        self.metrics = metrics
    }

    func runner(_ launch: OpenLaunch, run: String) -> RunnerStart {
        let environment = TerminalMain.sized(SpawnEnvironment.inherited.without(launch.plan.redact))
        let arguments = ["runner", "--folder", launch.folder.path, "--root", launch.directory, "--run"]
        let launcher = RunnerLauncher(arguments: arguments, folder: launch.folder, environment: environment, scope: scope(environment))
        return RunnerStart(launcher: launcher, run: run, journal: launch.journal, actor: launch.actor)
    }

    func engine(_ launch: OpenLaunch) -> EngineStart {
        let environment = SpawnEnvironment.inherited
        let detach = Detach(
            arguments: ["engine", launch.path, "--foreground", "--detached"] + (state.map { ["--state", $0] } ?? [])
                + (metrics.map { ["--metrics", $0] } ?? []),
            environment: environment, log: launch.folder.path + "/engine.log", logMode: launch.folder.modes.file,
            scope: scope(environment))
        return EngineStart(detach: detach)
    }

    private func scope(_ environment: SpawnEnvironment) -> SystemdScope? {
        let user = ProcessFacts.loginName(ProcessFacts.environment())
        if case .usable(let scope) = SystemdScope.probe(environment: environment, user: user) { return scope }
        return nil
    }
}

/// A runner to be started. Any thread may do it; it waits until the runner has taken the run up.
public struct RunnerStart: Sendable {
    let launcher: RunnerLauncher
    let run: String
    let journal: Journal
    let actor: Actor

    /// Returns where a runner has the run, this one or another.
    ///
    /// - Throws: why it could not be started; the record then says that the run is interrupted.
    public func start() throws {
        do { _ = try launcher.start(run: run) } catch {
            guard case .dead = try RunHealth.probe(launcher.folder, run: run, at: SystemClock.moment()) else { return }
            let interruption = try journal.append(by: actor, now: SystemClock.moment) { state throws(Refusal) in
                RunInterruption(of: run, in: state, reason: "the runner could not be started: \(error)")?.events(in: state) ?? []
            }
            if !interruption.isEmpty { throw error }
        }
    }
}

/// An engine to be started. Any thread may do it; it waits until the engine watches.
public struct EngineStart: Sendable {
    let detach: Detach

    public func start() throws(DetachError) { _ = try detach.start() }
}
