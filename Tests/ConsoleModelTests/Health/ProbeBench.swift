import ConsoleTestKit
import LaunchCore
import NIOCore
import NIOPosix

@testable import ConsoleModel

/// `Expectation` alone could be the one of Testing.
typealias Expect = LaunchCore.Expectation

/// Probes one service, as the poller would.
struct ProbeBench {
    let surroundings: Surroundings

    init(directory: String = "/", environment: [String: String] = ["PATH": "/usr/bin:/bin"], plan: Plan = Plan(name: "Test", id: "test")) {
        surroundings = Surroundings(
            loop: MultiThreadedEventLoopGroup.singleton.next(), directory: directory, environment: environment, plan: plan,
            clock: SystemClock.now)
    }

    static func service(
        _ target: ProbeTarget, timeout: Duration = .seconds(30), expect: Expect = Expect(), version: String? = nil,
        verifiesTLS: Bool = true
    ) -> Service {
        Service(
            name: "backend", target: target, every: .seconds(5), timeout: timeout, expect: expect, versionPointer: version,
            verifiesTLS: verifiesTLS, location: PlanSample.location)
    }

    func prober(_ service: Service) -> HealthProber { HealthProber(service, in: surroundings) }

    func probe(
        _ target: ProbeTarget, timeout: Duration = .seconds(30), expect: Expect = Expect(), version: String? = nil,
        verifiesTLS: Bool = true
    ) async -> ProbeResult {
        let prober = prober(Self.service(target, timeout: timeout, expect: expect, version: version, verifiesTLS: verifiesTLS))
        let result = await probe(prober)
        await prober.close()
        return result
    }

    func probe(_ prober: HealthProber) async -> ProbeResult { await asThePoller { await prober.probeOnce() } }

    /// Runs a look where the poller runs it. The threads that tests share may be held up by others for longer than any timeout.
    func asThePoller<Result: Sendable>(_ look: sending () async -> Result) async -> Result {
        await withTaskExecutorPreference(LoopTaskExecutor(surroundings.loop)) { await look() }
    }
}
