import LaunchCore

/// What one look at one source brought: a value or a failure, never nothing.
public enum PollResult: Hashable, Sendable {
    case probe(ProbeResult)
    case measurement(Measurement)
    case deployment(DeploymentReading)
}
