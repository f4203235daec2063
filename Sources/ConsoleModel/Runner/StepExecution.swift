import LaunchCore

/// One attempt at a step being carried out, here or on another host. Used from the runner's thread.
protocol StepExecution: AnyObject {
    /// Readable when there may be something new.
    var watched: [Descriptor] { get }
    /// Looks how it stands; nil while it goes on.
    func poll() -> StepEnd?
    /// Ends everything it started, as soon as that can be reached.
    func signal(_ signal: StopSignal, _ reason: StopReason)
}

enum StepEnd: Hashable {
    case ended(StepReport)
    /// It has certainly not begun and never will.
    case neverRan
}
