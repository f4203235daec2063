/// A signal, by what it asks for.
public enum TerminalSignal: Hashable, Sendable {
    case resized
    /// Stop, as ^Z from outside.
    case stop
    /// The process was stopped and goes on: somebody else may have had the terminal.
    case continued
    /// End: SIGTERM, SIGHUP or SIGINT, by its number.
    case end(Int32)
}
