/// A step that came to its end before it began.
final class EndedStep: StepExecution {
    private let end: StepEnd

    init(_ end: StepEnd) { self.end = end }

    var watched: [Descriptor] { [] }
    func poll() -> StepEnd? { end }
    func signal(_ signal: StopSignal, _ reason: StopReason) {}
}
