import LaunchCore

/// Starts the runner of a run that was recorded: what consoles, engine and command line do after they appended `runRequested` or
/// `runResumed`. Blocks until the runner has taken the run up, so not for the thread of a screen.
public struct RunnerLauncher: Sendable {
    /// A path; nil is this very program.
    public var executable: String?
    /// What makes the program a runner of this launch; the run's id comes last.
    public var arguments: [String]
    public var folder: LaunchFolder
    /// The operator's environment, less what the plan's `redact` names.
    public var environment: SpawnEnvironment
    public var scope: SystemdScope?
    public var patience: Duration

    public init(
        executable: String? = nil, arguments: [String], folder: LaunchFolder, environment: SpawnEnvironment, scope: SystemdScope? = nil,
        patience: Duration = .seconds(10)
    ) {
        self.executable = executable
        self.arguments = arguments
        self.folder = folder
        self.environment = environment
        self.scope = scope
        self.patience = patience
    }

    /// Returns the runner's process number.
    public func start(run: String) throws(DetachError) -> Int32 {
        let files = RunFiles(folder, run: run)
        do { _ = try folder.makeRun(run) } catch { throw .failed("\(error)") }
        var detach = Detach(
            executable: executable, arguments: arguments + [run], environment: environment, log: files.runnerLog,
            logMode: files.modes.file, patience: patience)
        guard let scope else { return try detach.start() }
        detach.scope = scope
        do { return try detach.start() } catch {
            // A scope that cannot be had is no reason not to roll back. A runner that was started and reports late is let be.
            if case .notReady = error { throw error }
            detach.scope = nil
            return try detach.start()
        }
    }
}
