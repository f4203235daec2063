import LaunchCore

/// What a run machine asks of the runner, in the order given.
enum RunAction: Hashable, Sendable {
    case record(LaunchEvent)
    /// Starts an attempt, or takes it up where it stands if it was started already.
    case start(step: Int, attempt: Int)
    /// Takes an attempt up without ever starting it: it is to be ended.
    case takeUp(step: Int, attempt: Int)
    /// Sends the signal to everything the attempt started.
    case signal(StopSignal, StopReason)
    /// Asks the verifier once.
    case verify(step: Int, since: Moment)
    /// The runner's work is over.
    case leave(RunEnd)
}

enum StopSignal: Hashable, Sendable { case term, kill }

enum StopReason: Hashable, Sendable {
    case timeout
    /// An operator wants it run again, skipped, or the run ended.
    case again, skipped, aborted
}

/// How a runner leaves its run.
public enum RunEnd: Hashable, Sendable {
    case finished(RunOutcome)
    /// It waits for an operator's decision.
    case interrupted
}
