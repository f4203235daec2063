import LaunchCore

/// How fast a launch is walked through again: its own time, so many times faster, with long silences cut short. A value: real time goes in.
public struct ReplayPace: Sendable {
    /// When each record was made.
    private let times: [Moment]
    public let speed: Double
    /// The moment of the launch that is shown.
    public private(set) var moment: Moment
    /// Records that have happened by then.
    public private(set) var position = 0
    public var isPaused = false

    /// A silence takes no longer than this to watch.
    static let longestSilence: Duration = .seconds(3)

    /// - Parameter speed: 1 is as fast as it was.
    public init(_ times: [Moment], speed: Double) {
        self.times = times
        self.speed = max(0.1, speed)
        moment = times.first ?? Moment(milliseconds: 0)
        take()
    }

    public var isAtEnd: Bool { position == times.count }

    /// So much real time has passed.
    public mutating func pass(_ real: Duration) {
        guard !isPaused, !isAtEnd else { return }
        moment = moment + real * speed
        // The next record is never further away than the longest silence.
        let nearest = times[position] - Self.longestSilence * speed
        if moment < nearest { moment = nearest }
        take()
    }

    /// To so many records further, or back.
    public mutating func step(by records: Int) {
        guard !times.isEmpty else { return }
        position = min(max(1, position + records), times.count)
        moment = times[position - 1]
        isPaused = true
    }

    private mutating func take() {
        while position < times.count, times[position] <= moment { position += 1 }
    }
}
