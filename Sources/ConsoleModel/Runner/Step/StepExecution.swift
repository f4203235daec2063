import LaunchCore

/// One attempt at a step being carried out, here or on another host. Used from the runner's thread.
protocol StepExecution: AnyObject {
    /// Readable when there may be something new.
    var watched: [Descriptor] { get }
    /// Looks how it stands; nil while it goes on.
    func poll() -> StepEnd?
    /// Why nothing is heard of it now; nil while all is well.
    var obstacle: String? { get }
    /// True once, when the command was begun later than it was asked for: its time counts from now on.
    func takeBeginning() -> Bool
    /// What the record should say of how it is going, each once.
    func takeNews() -> [StepNews]
    /// Ends everything it started, as soon as that can be reached.
    func signal(_ signal: StopSignal, _ reason: StopReason)
    /// After its end, where it left files elsewhere that nobody needs once that end is recorded.
    func takeFarewell() -> RemoteFarewell?
}

extension StepExecution {
    var obstacle: String? { nil }
    func takeBeginning() -> Bool { false }
    func takeNews() -> [StepNews] { [] }
    func takeFarewell() -> RemoteFarewell? { nil }
}

enum StepEnd: Hashable {
    case ended(StepReport)
    /// It has certainly not begun and never will.
    case neverRan
    /// It began, and what is known of how it goes or went is on a host that does not let us in or answer. It can be learned later.
    case cutOff(reason: String)
}
