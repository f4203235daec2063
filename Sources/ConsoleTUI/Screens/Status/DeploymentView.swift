import LaunchCore

/// A deployment as it shows: what its source says, and how old that is.
struct DeploymentView {
    let deployment: Deployment
    let reading: DeploymentReading?
    /// Since the source says it changed, or since it was read where it does not say.
    let age: Duration?
    let sign: Sign
    private let status: DeploymentStatus?

    init(_ deployment: Deployment, _ snapshot: Snapshot) {
        self.deployment = deployment
        reading = snapshot.live.deployments[deployment.name]
        status = snapshot.state.deployments[deployment.name]
        age = reading.map { snapshot.age(of: $0.updated ?? $0.at) }
        if let age, age > deployment.stale {
            // Whoever is done need not say it again: the last word is told as what it was, never as what is.
            let last = reading?.status ?? ""
            sign = DeploymentJudge.isComplete(status: last) && reading?.failure == nil ? Sign("◌", "was \(last)", .muted) : .stale
        } else if let reading {
            let word = reading.status ?? status?.status ?? "unknown"
            sign = Self.sign(for: word)
        } else {
            sign = .waiting
        }
    }

    /// Its last word is too old to be called current.
    var isStale: Bool { sign.glyph == Sign.stale.glyph }
    /// Too old, and it was not done when it last said something.
    var isSilent: Bool { sign == .stale }

    /// The words of rollout tools are many; what is neither plainly good nor plainly bad is under way.
    static func sign(for status: String) -> Sign {
        let word = status.lowercased()
        func says(_ parts: [String]) -> Bool { parts.contains { word.contains($0) } }
        if says(["fail", "error", "abort", "crash", "degraded"]) { return Sign("✖", status, .bad) }
        if says(["unknown", "stale"]) { return Sign("?", status, .unknown) }
        if says(["complete", "success", "succeed", "deployed", "healthy", "ready", "done", "live", "available"]), !word.hasPrefix("not") {
            return Sign("✔", status, .good)
        }
        return Sign("◐", status, .pending)
    }

    /// Sign, name, word, bar, per cent, version, age.
    func cells(bar width: Int) -> [Line] {
        let role: Role = isStale ? .muted : .text
        let progress = reading?.progress
        return [
            Line(sign.glyph, sign.role), Line(deployment.name, .text), Line(sign.word, sign.role),
            progress.map { Curve.bar($0, width: width, role: isStale ? .muted : sign.role) } ?? Line(),
            Line(progress.map { $0.isFinite ? "\(Int(max(0, min(1, $0)) * 100))%" : "?" } ?? "", role),
            Line(reading?.version ?? "", role), Line(age.map(Clock.age) ?? "", isSilent ? .unknown : .muted),
        ]
    }

    static var table: Table {
        Table([
            .init(), .init(flexible: 8), .init(flexible: 5), .init(drop: 2), .init(right: true), .init(drop: 1), .init(right: true),
        ])
    }

    var detail: (String, Role)? {
        if let failure = reading?.failure { return ("cannot be read: \(failure.detail)", .bad) }
        if isStale, let reading, let age {
            guard isSilent else { return ("\(reading.status ?? ""), last said \(Clock.length(age)) ago", .muted) }
            return ("was \(reading.status ?? "unknown"); nothing new for \(Clock.length(age))", .unknown)
        }
        if let reason = status?.reason, !reason.isEmpty { return (reason, sign.role) }
        if let message = reading?.message, !message.isEmpty { return (message, .muted) }
        return nil
    }
}
