import ConsoleTestKit
import LaunchCore
import Synchronization
import Testing

@testable import ConsoleModel

@Suite struct PollerTests {
    /// Gathers what a poller delivers and lets a test wait for enough of it.
    private final class Deliveries: Sendable {
        private struct State {
            var results: [ProbeResult] = []
            var waiting: (count: Int, name: String, continuation: CheckedContinuation<Void, Never>)?
        }

        private let state = Mutex(State())

        func take(_ result: PollResult) {
            guard case .probe(let probe) = result else { return }
            let ready = state.withLock { state in
                state.results.append(probe)
                guard let waiting = state.waiting, state.results.count(where: { $0.service == waiting.name }) >= waiting.count else {
                    return CheckedContinuation<Void, Never>?.none
                }
                state.waiting = nil
                return waiting.continuation
            }
            ready?.resume()
        }

        func wait(for count: Int, of name: String) async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.results.count(where: { $0.service == name }) >= count { return true }
                    state.waiting = (count, name, continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        }

        func of(_ name: String) -> [ProbeResult] { state.withLock { $0.results.filter { $0.service == name } } }
    }

    private func service(_ name: String, _ target: ProbeTarget, every: Duration, timeout: Duration) -> Service {
        Service(name: name, target: target, every: every, timeout: timeout, location: PlanSample.location)
    }

    @Test(.timeLimit(.minutes(1))) func hostileEndpointsDoNotDelayAGoodOne() async throws {
        let good = try TestServer(.ok("{}")), silent = try TestServer(.hang)
        let flood = try TestServer(.endless(first: "HTTP/1.1 200 OK\r\n\r\n", again: String(repeating: "x", count: 100_000)))
        var plan = Plan(name: "Test", id: "test")
        plan.services = [service("good", .http(good.url()), every: .milliseconds(20), timeout: .seconds(30))]
        for index in 0..<20 {
            plan.services.append(service("silent\(index)", .http(silent.url()), every: .milliseconds(20), timeout: .seconds(30)))
        }
        plan.services.append(service("flood", .http(flood.url()), every: .milliseconds(20), timeout: .seconds(30)))
        plan.services.append(service("stuck", .exec("sleep 30"), every: .milliseconds(20), timeout: .seconds(30)))
        let deliveries = Deliveries()
        let poller = Poller(
            plan: plan, directory: "/", environment: ["PATH": "/usr/bin:/bin"], clock: SystemClock.now, deliver: deliveries.take)
        poller.start()
        await deliveries.wait(for: 25, of: "good")
        poller.stop()

        let results = deliveries.of("good")
        #expect(results.allSatisfy { $0.failure == nil })
        #expect(zip(results, results.dropFirst()).allSatisfy { $0.at.uptime < $1.at.uptime })
        #expect(silent.requests.count <= 20, "one look at a time")
    }

    @Test(.timeLimit(.minutes(1))) func stoppingEndsCommandsAtOnceAndDeliversNothingMore() async throws {
        var plan = Plan(name: "Test", id: "test")
        let server = try TestServer(.ok("{}"))
        plan.services = [
            service("stuck", .exec("sleep 30"), every: .milliseconds(20), timeout: .seconds(30)),
            service("good", .http(server.url()), every: .milliseconds(20), timeout: .seconds(30)),
        ]
        let deliveries = Deliveries()
        let poller = Poller(
            plan: plan, directory: "/", environment: ["PATH": "/usr/bin:/bin"], clock: SystemClock.now, deliver: deliveries.take)
        poller.start()
        await deliveries.wait(for: 3, of: "good")
        let before = SystemClock.now().uptime
        poller.stop()
        #expect(SystemClock.now().uptime - before < .seconds(1))
        let count = deliveries.of("good").count
        #expect(deliveries.of("stuck").isEmpty)
        await Task.yield()
        #expect(deliveries.of("good").count == count)
    }
}
