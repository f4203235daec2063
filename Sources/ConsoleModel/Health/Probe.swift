import LaunchCore

/// One way to ask a service how it is. Returns when the answer is good as far as `expect` says, and throws why it is not.
protocol Probe: Sendable {
    /// Stays on the prober's thread.
    nonisolated(nonsending) func ask(before deadline: Deadline) async throws(Failure) -> ProbeAnswer
    /// Lets go of whatever is kept for the next time.
    func close() async
}

/// A good answer.
struct ProbeAnswer: Sendable {
    var version: String?
    var certificate: PeerCertificate?
}
