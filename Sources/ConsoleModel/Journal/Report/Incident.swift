import LaunchCore

/// One firing episode of a trigger, from its first breach to the end, with the rollback it led to.
public struct Incident: Hashable, Sendable {
    public var trigger: String
    public var text: String
    /// The condition as the plan has it: `error_rate > 5%`.
    public var condition: String?
    /// Measurements that led to it, in words, oldest first.
    public var evidence: [String]
    /// The first breach: when the trigger became pending, or the oldest measurement that made it fire.
    public var breachedAt: Moment
    public var firedAt: Moment
    public var acknowledgedBy: String?
    public var acknowledgedAt: Moment?
    public var acknowledgement: String?
    public var countdownHeldBy: String?
    /// The run that was requested because of it.
    public var rollback: String?
    public var requestedAt: Moment?
    public var rolledBackAt: Moment?
    public var rollbackSucceeded: Bool?
    public var resolvedAt: Moment?

    /// From the first breach to firing.
    public var timeToDetect: Duration { firedAt - breachedAt }
    /// From firing to the request for the rollback, or to the acknowledgement where nobody asked for one.
    public var timeToDecide: Duration? { (requestedAt ?? acknowledgedAt).map { $0 - firedAt } }
    /// From the request to the verified end of the rollback.
    public var timeToRollBack: Duration? {
        guard rollbackSucceeded == true, let requestedAt, let rolledBackAt else { return nil }
        return rolledBackAt - requestedAt
    }
    /// From the first breach until the trigger had resolved: while it fires nothing has recovered, whatever was rolled back.
    public var timeToRecover: Duration? { resolvedAt.map { $0 - breachedAt } }
}
