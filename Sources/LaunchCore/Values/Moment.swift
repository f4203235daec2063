/// A wall-clock moment in milliseconds since 1970-01-01 00:00 UTC. For records and people; never for measuring holds.
public struct Moment: Hashable, Comparable, Codable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Double) { self.milliseconds = Int64((seconds * 1000).rounded()) }

    public static func < (a: Moment, b: Moment) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Moment, b: Duration) -> Moment { Moment(milliseconds: a.milliseconds + b.milliseconds) }
    public static func - (a: Moment, b: Duration) -> Moment { Moment(milliseconds: a.milliseconds - b.milliseconds) }
    public static func - (a: Moment, b: Moment) -> Duration { .milliseconds(a.milliseconds - b.milliseconds) }

    public init(from decoder: Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

/// The two clocks of one instant. Rules measure holds, countdowns and windows on `uptime`, which neither a clock step nor a
/// time zone can move; records carry `wall`.
public struct Now: Hashable, Sendable {
    public var wall: Moment
    /// Time since an arbitrary fixed point of this machine's boot; it stands still while the machine is suspended.
    public var uptime: Duration

    public init(wall: Moment, uptime: Duration) {
        self.wall = wall
        self.uptime = uptime
    }

    public func advanced(by step: Duration) -> Now { Now(wall: wall + step, uptime: uptime + step) }

    /// What the steady clock showed at a recorded moment, as far as the wall clock can tell; never later than now.
    public func uptime(of moment: Moment) -> Duration { uptime - max(.zero, wall - moment) }
}
