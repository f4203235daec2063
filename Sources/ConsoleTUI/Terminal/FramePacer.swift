/// Keeps drawing to 60 frames a second on average. What a key changed is drawn at once as long as that average allows: a few
/// frames may come close together. What data changed waits its turn.
public struct FramePacer: Sendable {
    static let interval = Duration.nanoseconds(16_666_667)
    /// How many frames keys may be ahead of the average.
    static let burst = 4

    /// When the frames drawn so far would have been drawn at an even pace.
    private var paid = Duration.zero

    public init() {}

    /// How long the next frame has to wait.
    public func delay(at uptime: Duration, forKey: Bool) -> Duration {
        let ahead = forKey ? Self.interval * (Self.burst - 1) : .zero
        return max(.zero, paid - ahead - uptime)
    }

    /// Notes that a frame was drawn.
    public mutating func drew(at uptime: Duration) {
        paid = max(paid, uptime) + Self.interval
    }
}
