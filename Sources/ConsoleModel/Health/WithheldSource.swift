import LaunchCore

/// A source whose command waits for the plan to be accepted: it says so, and runs nothing.
struct WithheldSource: PollSource {
    let name: String
    let every: Duration
    let result: @Sendable () -> PollResult

    func look() async -> PollResult { result() }
    func close() async {}
}

extension Failure {
    /// Why a command of a plan that changed does not run.
    static let notAccepted = Failure(.permission, "the plan changed and is not accepted: its command does not run")
}
