import Dispatch
import LaunchCore
import NIOCore
import NIOPosix

/// Looks at everything a plan names, each source at its own cadence, and hands on what it sees. One thread with an event loop for
/// the network; commands, files and name look-ups block threads of their own. No source can delay another.
public final class Poller: Sendable {
    private let group: MultiThreadedEventLoopGroup
    private let surroundings: Surroundings
    private let rounds: PollRounds

    /// Neither connects nor reads anything yet.
    /// - Parameters:
    ///   - directory: where commands run and relative paths start: the launch file's.
    ///   - environment: the operator's; proxies, trusted certificates and the commands' own environment come from it.
    ///   - mayRunCommands: false where nobody has accepted the plan: what a command measures is then not measured.
    ///   - deliver: called on the poller's thread, one result at a time; it must not block.
    public init(
        plan: Plan, directory: String, environment: [String: String], clock: @escaping @Sendable () -> Now,
        mayRunCommands: Bool = true, deliver: @escaping @Sendable (PollResult) -> Void
    ) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let surroundings = Surroundings(loop: group.next(), directory: directory, environment: environment, plan: plan, clock: clock)
        self.surroundings = surroundings
        let sources = mayRunCommands ? Self.sources(plan, surroundings) : Self.withholding(plan, surroundings)
        rounds = PollRounds(sources, in: surroundings, deliver: deliver)
    }

    /// Health-derived and declared metrics are no sources: the judge makes them out of what these deliver. Nor are those counted out of
    /// logs, which the engine follows itself.
    private static func sources(_ plan: Plan, _ surroundings: Surroundings) -> [any PollSource] {
        var sources: [any PollSource] = plan.services.map { HealthProber($0, in: surroundings) }
        sources += plan.deployments.map { DeploymentReader($0, in: surroundings) }
        return sources + plan.metrics.compactMap { MetricReader($0, in: surroundings) }
    }

    /// What is no command is looked at all the same. A service that a command probes is not heard of: a probe that failed would count
    /// as an error of the service.
    private static func withholding(_ plan: Plan, _ surroundings: Surroundings) -> [any PollSource] {
        var quiet = plan
        quiet.services.removeAll { if case .exec = $0.target { true } else { false } }
        quiet.deployments.removeAll { if case .command = $0.source { true } else { false } }
        quiet.metrics.removeAll { if case .command = $0.source { true } else { false } }
        var sources = Self.sources(quiet, surroundings)
        let clock = surroundings.clock
        for deployment in plan.deployments where !quiet.deployments.contains(deployment) {
            sources.append(
                WithheldSource(name: "deployment \(deployment.name)", every: deployment.every) {
                    .deployment(DeploymentReading(deployment: deployment.name, at: clock().wall, failure: .notAccepted))
                })
        }
        for metric in plan.metrics where !quiet.metrics.contains(metric) {
            sources.append(
                WithheldSource(name: "metric \(metric.name)", every: metric.every) {
                    .measurement(Measurement(metric: metric.name, at: clock(), outcome: .failure(.notAccepted)))
                })
        }
        return sources
    }

    /// Returns at once; the first looks begin within a second.
    public func start() { Task { [rounds] in await rounds.start() } }

    /// Ends what is under way: when it returns, nothing more is delivered and every command is gone. At most two seconds. Must not
    /// be called from `deliver`.
    public func stop() {
        let stopped = DispatchSemaphore(value: 0)
        Task { [rounds, group] in
            await rounds.stop()
            stopped.signal()
            await rounds.idle()
            group.shutdownGracefully(queue: .global()) { _ in }
        }
        let limit = DispatchTime.now() + .seconds(2)
        _ = stopped.wait(timeout: limit)
        surroundings.halt.halt()
        _ = surroundings.halt.commands.wait(timeout: limit)
    }
}
