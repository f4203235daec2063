/// Decides when the next frame is drawn. What a key changed is drawn at once, as long as frames keep to sixty a second on average.
/// What data changed is drawn at once, too, while drawing takes no more than a third of the time and the terminal takes what it is
/// sent; in a flood, which nobody can read, and on a slow line frames come sixty times a second at most, those of keys among them:
/// else a flood would take all sixty, and a key would have to wait for the next.
public struct FramePacer: Sendable {
    static let interval = Duration.nanoseconds(16_666_667)
    /// How many frames keys may be ahead of the average.
    static let burst = 4
    /// A frame that cost so much time may be followed by the next after so many times as much.
    static let costShare = 3
    /// A thousand frames a second are more than any terminal shows.
    private static let shortest = Duration.milliseconds(1)
    /// How long a terminal counts as slow that did not take a frame at once.
    private static let slowFor = Duration.seconds(1)

    /// When the frames drawn so far would have been drawn at an even pace.
    private var paid = Duration.zero
    private var drawnAt = Duration.zero - interval
    private var cost = Duration.zero
    private var slowUntil = Duration.zero

    public init() {}

    /// How long the next frame has to wait.
    /// - Parameter isFlooded: more comes in than anyone can read.
    public func delay(at uptime: Duration, forKey: Bool, isFlooded: Bool = false) -> Duration {
        let isHeldBack = isFlooded || uptime < slowUntil
        let next = isHeldBack ? max(drawnAt + Self.interval, paid) : drawnAt + max(Self.shortest, cost * Self.costShare)
        return max(.zero, (forKey ? min(next, paid - Self.interval * (Self.burst - 1)) : next) - uptime)
    }

    /// Notes that a frame was drawn.
    /// - Parameter cost: how long making and sending it took.
    /// - Parameter isTaken: false when the terminal did not take all of it at once.
    public mutating func drew(at uptime: Duration, cost: Duration = .zero, isTaken: Bool = true) {
        paid = min(max(paid, uptime), uptime + Self.interval * (Self.burst - 1)) + Self.interval
        drawnAt = uptime
        self.cost = cost
        if !isTaken { slowUntil = uptime + cost + Self.slowFor }
    }
}
