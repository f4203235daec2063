import LaunchCore

/// Something that is looked at again and again.
protocol PollSource: Sendable {
    /// Unique among the sources of a poller.
    var name: String { get }
    var every: Duration { get }
    /// One look; it must end, whatever the other side does. Called again only when it has ended.
    func look() async -> PollResult
    /// Lets go of whatever is kept for the next time.
    func close() async
}
