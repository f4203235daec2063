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
    private var freeBytes: Int64?

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
        freeBytes = facts.freeBytes
        problem = facts.base == nil ? "\(host): nothing can be written there: its disks are full or read-only" : nil
        warnings = [facts.clock.flatMap { Self.clock($0 - now) }, Self.room(facts.freeBytes), Self.detaching(facts.detaching)].compactMap(
            \.self)
    }

    /// For people: one line that says how it stands, and one for every warning.
    public var findings: [PreflightFinding] {
        if let problem { return [PreflightFinding(host, .problem, problem.withoutPrefix("\(host): "))] }
        var parts = ["reachable, let us in after \(took.shortText)"]
        if let freeBytes { parts.append("\(Self.megabytes(freeBytes)) free") }
        if warnings.allSatisfy({ !$0.hasPrefix("its clock") }) { parts.append("clock as here") }
        return [PreflightFinding(host, .fine, parts.joined(separator: " · "))] + warnings.map { PreflightFinding(host, .warning, $0) }
    }

    static func megabytes(_ bytes: Int64) -> String { bytes >= 10 << 30 ? "\(bytes >> 30) GB" : "\(bytes >> 20) MB" }

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
        case .login:
            "its logind ends what a user leaves behind soon after the last login: a link broken for longer than some seconds ends the step; "
                + "run `loginctl enable-linger` there"
        case .none: "it has neither setsid nor perl: a step that must be ended may leave processes behind"
        case .ended:
            "its logind ends what a user leaves behind, and no systemd scope can be had: a broken link ends the step; "
                + "run `loginctl enable-linger` there"
        }
    }
}

extension String {
    func withoutPrefix(_ prefix: String) -> String { hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self }
}
