/// That the host of the step under way does not answer; the runner tries on.
public struct BrokenLink: Hashable, Sendable {
    public var host: String
    /// What ssh said.
    public var reason: String
    /// The step may be going on there.
    public var begun: Bool
    public var since: Moment

    public init(host: String, reason: String, begun: Bool, since: Moment) {
        self.host = host
        self.reason = reason
        self.begun = begun
        self.since = since
    }

    /// `web1 does not answer since 35s, trying again; the step goes on there`
    ///
    /// - Parameter length: how long it has lasted; nil leaves that out, for what is said only once.
    public func text(_ length: Duration?) -> String {
        let time = length.map { " since \($0.shortText)" } ?? ""
        return "\(host) does not answer\(time), trying again; the step \(Self.fate(begun))"
    }

    static func fate(_ begun: Bool) -> String { begun ? "goes on there" : "was not started yet" }
}
