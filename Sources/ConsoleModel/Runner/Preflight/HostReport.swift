import LaunchCore

/// What a look at a host found before anything is to run there.
public struct HostReport: Hashable, Sendable {
    public var host: String
    /// Why nothing can run there; nil where it can.
    public var problem: String?
    /// What may go wrong there.
    public var warnings: [String]
    /// From the first packet to the host's answer.
    public var took: Duration

    init(host: String, problem: String, took: Duration) {
        self.host = host
        self.problem = problem
        warnings = []
        self.took = took
    }

    /// - Parameter now: this host's clock when the other one was read.
    init(host: String, facts: HostFacts, at now: Moment, took: Duration) {
        self.host = host
        self.took = took
        problem = facts.base == nil ? "\(host): nothing can be written there: its disks are full or read-only" : nil
        warnings = [Self.clock(facts.clock - now), Self.room(facts.freeBytes), Self.detaching(facts.detaching)].compactMap(\.self)
    }

    private static func clock(_ difference: Duration) -> String? {
        let seconds = abs(difference.milliseconds) / 1000
        guard seconds > 5 else { return nil }
        return "its clock is \(Duration.milliseconds(seconds * 1000).launchText) \(difference > .zero ? "ahead" : "behind")"
    }

    private static func room(_ bytes: Int64?) -> String? {
        guard let bytes, bytes < 64 << 20 else { return nil }
        return "only \(bytes >> 20) MB are free there"
    }

    private static func detaching(_ detaching: HostFacts.Detaching) -> String? {
        switch detaching {
        case .setsid, .perl, .scope: nil
        case .none: "it has neither setsid nor perl: a step that must be ended may leave processes behind"
        case .ended:
            "its logind ends what a user leaves behind, and no systemd scope can be had: a broken link ends the step; "
                + "run `loginctl enable-linger` there"
        }
    }
}
