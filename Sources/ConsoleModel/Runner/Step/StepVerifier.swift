import LaunchCore

/// Answers verify steps: is the service up, is the condition met.
public protocol StepVerifier: Sendable {
    /// Asked again and again until it holds or the step's time is over. Called on any thread; may take a while, but must end.
    ///
    /// - Parameter since: when the step began: what was measured before that does not count.
    func verify(_ step: RunStep, since: Moment) async -> VerifyAnswer
}

public enum VerifyAnswer: Hashable, Sendable {
    case holds(evidence: String)
    /// Not yet, and why.
    case fails(reason: String)
    /// Nobody can know here, and why: that is no failure of what was to be verified.
    case unmeasurable(reason: String)
}
