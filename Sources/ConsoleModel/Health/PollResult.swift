import LaunchCore

/// What one look at one source brought: a value or a failure, never nothing.
public enum PollResult: Hashable, Sendable {
    case probe(ProbeResult)
    case measurement(Measurement)
    case deployment(DeploymentReading)
}

/// Something that is looked at again and again.
protocol PollSource: Sendable {
    /// Unique among the sources of a poller.
    var name: String { get }
    var every: Duration { get }
    /// True where what it reads is so small that it may be understood on the poller's own thread.
    var isQuick: Bool { get }
    /// One look; it must end, whatever the other side does. Called again only when it has ended.
    func look() async -> PollResult
    /// Lets go of whatever is kept for the next time.
    func close() async
}
