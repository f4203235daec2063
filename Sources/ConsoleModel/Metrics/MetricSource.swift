import LaunchCore

/// One place a number comes from. Throws why there is none; never makes one up.
protocol MetricSource: Sendable {
    /// Stays on the poller's thread.
    nonisolated(nonsending) func deliver(before deadline: Deadline) async throws(Failure) -> DeliveredNumber
    /// Lets go of whatever is kept for the next time.
    func close() async
}
