/// What a deployment's readings amount to: its own status words, or stale, or failed for want of progress.
public struct DeploymentJudge: Sendable {
    public let deployment: Deployment
    public private(set) var reading: DeploymentReading?
    public private(set) var status: String?
    public private(set) var version: String?
    public private(set) var reason: String?
    private var progressedAt: Duration?

    public init(deployment: Deployment, recorded: DeploymentStatus? = nil) {
        self.deployment = deployment
        status = recorded?.status
        version = recorded?.version
    }

    public mutating func observe(_ reading: DeploymentReading, now: Now) {
        let moved =
            self.reading?.progress != reading.progress || self.reading?.version != reading.version || self.reading?.status != reading.status
        if moved || progressedAt == nil { progressedAt = now.uptime }
        self.reading = reading
        judge(now)
    }

    public mutating func tick(_ now: Now) { if reading != nil { judge(now) } }

    private mutating func judge(_ now: Now) {
        guard let reading else { return }
        version = reading.version
        reason = reading.failure?.detail ?? reading.message
        if reading.status == nil {
            status = "unknown"
        } else if isOld(reading, now) {
            status = "stale"
            reason = "not updated for \((now.wall - (reading.updated ?? reading.at)).roundedText)"
        } else if let deadline = deployment.deadline, !isComplete, let progressedAt, now.uptime - progressedAt > deadline {
            status = "failed"
            reason = "no progress for \((now.uptime - progressedAt).roundedText)"
        } else {
            status = reading.status
        }
    }

    /// A rollout that ended need not be updated any more; one under way must be.
    private func isOld(_ reading: DeploymentReading, _ now: Now) -> Bool {
        if isComplete(reading), reading.failure == nil { return false }
        return now.wall - (reading.updated ?? reading.at) > deployment.stale
    }

    public var isComplete: Bool { reading.map(isComplete) ?? false }

    private func isComplete(_ reading: DeploymentReading) -> Bool {
        Self.isComplete(status: reading.status ?? "")
    }

    public static func isComplete(status: String) -> Bool { completeWords.contains(status.lowercased()) }

    static let completeWords: Set<String> = [
        "complete", "completed", "deployed", "done", "success", "succeeded", "healthy", "available", "active",
    ]
    static let failedWords: Set<String> = ["failed", "error", "degraded", "aborted", "crashed"]

    /// True when the source itself, or the deadline, says that it failed.
    public static func isFailure(status: String) -> Bool { failedWords.contains(status.lowercased()) }
}
