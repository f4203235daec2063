import LaunchCore

/// Where a runner works, and with whom.
public struct RunnerSetting: Sendable {
    public var folder: LaunchFolder
    /// The plan's root directory, where commands run.
    public var root: String
    public var environment: SpawnEnvironment
    public var host: String
    public var verifier: any StepVerifier
    public var timing: RunTiming

    /// - Parameter environment: the operator's, less what the plan's `redact` names.
    public init(
        folder: LaunchFolder, root: String, environment: SpawnEnvironment, host: String, verifier: any StepVerifier,
        timing: RunTiming = RunTiming()
    ) {
        self.folder = folder
        self.root = root
        self.environment = environment
        self.host = host
        self.verifier = verifier
        self.timing = timing
    }
}
