import LaunchCore

/// One measurement as the live store keeps it for curves, and for an engine that starts again.
public struct LiveSample: Hashable, Sendable {
    /// `service/NAME` or `metric/NAME`.
    public var source: String
    public var at: Moment
    /// In base units; a service's is its latency in seconds.
    public var value: Decimal?
    /// Why there is no value, or why a service's answer was not good.
    public var failure: String?

    public init(source: String, at: Moment, value: Decimal?, failure: String? = nil) {
        self.source = source
        self.at = at
        self.value = value
        self.failure = failure
    }
}
