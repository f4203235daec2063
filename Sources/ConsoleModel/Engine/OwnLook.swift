import LaunchCore
import NIOPosix

/// A runner's own look at a service, where no engine can tell: the disk it writes to is full, or none watches. Asks the service once,
/// as the plan that was accepted has it.
struct OwnLook: Sendable {
    let folder: LaunchFolder
    /// The directory in which commands run and paths start.
    let root: String
    let environment: [String: String]

    /// - Throws: why it cannot look.
    func ask(_ name: String) async throws(Refusal) -> ProbeResult {
        let plan = try acceptedPlan()
        guard let service = plan.services.first(where: { $0.name == name }) else {
            throw Refusal("the accepted plan has no service \(name)", instead: "")
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let surroundings = Surroundings(
            loop: group.next(), directory: root, environment: environment, plan: plan, clock: SystemClock.now)
        let prober = HealthProber(service, in: surroundings)
        let result = await prober.probeOnce()
        await prober.close()
        surroundings.halt.halt()
        try? await group.shutdownGracefully()
        return result
    }

    private func acceptedPlan() throws(Refusal) -> Plan {
        do {
            let journal = try Journal(reading: folder.journal)
            try journal.readState()
            let digest = journal.state.acceptedDigest ?? ""
            // Its files are named as they lie in the launch's directory, whatever the operator called it.
            if let plan = PinnedPlan(folder).read(digest, as: root + "/launch.yaml", environment, in: root) {
                // What it takes from the environment, commands and so this process do not get.
                let missing = plan.redact.filter { environment[$0] == nil }
                guard missing.isEmpty else { throw Refusal("it has no \(missing.sorted().joined(separator: ", "))", instead: "") }
                return plan
            }
        } catch { throw error as? Refusal ?? Refusal("\(error)", instead: "") }
        throw Refusal("the plan that was accepted was not kept", instead: "")
    }
}
