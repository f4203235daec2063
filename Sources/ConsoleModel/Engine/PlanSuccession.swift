import LaunchCore

/// When an engine looks whether the plan that was accepted is another one than it watches: at once after every acceptance, and now and
/// then while the file on disk is not what was accepted.
struct PlanSuccession {
    private var tried: String?
    private var triedAt: Duration = .zero

    private static let patience: Duration = .seconds(5)

    /// True when the launch has gone over to the accepted plan, so that whoever watches the old one must be replaced.
    mutating func takesPlace(in launch: OpenLaunch, _ now: Now) -> Bool {
        let accepted = launch.state.acceptedDigest
        guard accepted != launch.plan.digest, accepted != tried || now.uptime - triedAt > Self.patience else { return false }
        (tried, triedAt) = (accepted, now.uptime)
        return launch.adoptAcceptedPlan()
    }
}
