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
    ///   - deliver: called on the poller's thread, one result at a time; it must not block.
    public init(
        plan: Plan, directory: String, environment: [String: String], clock: @escaping @Sendable () -> Now,
        deliver: @escaping @Sendable (PollResult) -> Void
    ) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let surroundings = Surroundings(loop: group.next(), directory: directory, environment: environment, plan: plan, clock: clock)
        self.surroundings = surroundings
        let sources: [any PollSource] =
            plan.services.map { HealthProber($0, in: surroundings) } + plan.deployments.map { DeploymentReader($0, in: surroundings) }
        rounds = PollRounds(sources, in: surroundings, deliver: deliver)
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
