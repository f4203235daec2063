/// A rollback that one operator asked for and another one must confirm before its time is over.
public struct RollbackRequest: Hashable, Sendable {
    public var reason: String
    public var trigger: String?
    /// Values of what the procedure leaves open, by the blank as it is written.
    public var blanks: [String: String]
    public var by: Actor
    public var at: Moment
    public var length: Duration

    public var deadline: Moment { at + length }
    /// A clock that was set back does not keep it alive.
    func counts(at now: Moment) -> Bool { at <= now && now < deadline }
}

extension LaunchState {
    /// The rollback that waits for a second operator; nil once it was confirmed or has lapsed.
    public func request(at now: Moment) -> RollbackRequest? { asked.flatMap { $0.counts(at: now) ? $0 : nil } }

    /// What is to be recorded of a request that nobody confirmed in time; nil where there is none, or it still counts.
    public func lapse(at now: Moment) -> LaunchEvent? {
        guard let asked, now >= asked.deadline else { return nil }
        return .rollbackLapsed(by: asked.by.name, reason: asked.reason)
    }
}
