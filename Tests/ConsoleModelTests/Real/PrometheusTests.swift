import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

private typealias Decimal = LaunchCore.Decimal

/// Debian's Prometheus: it scrapes what the engine offers, and answers what the plan asks.
@Suite(
    .serialized,
    .enabled(if: DebianProgram.isInstalled("prometheus"), "prometheus is not installed; run scripts/install-dependencies.sh"))
struct PrometheusTests {
    private let bench = ProbeBench()
    private let scratch: ScratchDirectory
    private let url: String
    private let server: MetricsServer
    private let prometheus: DebianProgram

    init() throws {
        scratch = try ScratchDirectory()
        var launch = LaunchSandbox()
        launch.append([.triggerChanged(trigger: "errors", state: .firing, evidence: [])])
        let shown = launch
        server = try MetricsServer(at: MetricsAddress(host: "127.0.0.1", port: 0)) {
            LaunchExposition(plan: shown.plan, state: shown.state, live: shown.live, now: shown.now).text
        }
        try """
        global: {scrape_interval: 100ms, scrape_timeout: 100ms}
        scrape_configs:
          - job_name: opsconsole
            static_configs: [{targets: ["\(server.address)"]}]

        """.write(toFile: scratch("prometheus.yml"), atomically: true, encoding: .utf8)
        let port = try DebianProgram.freePort()
        url = "http://127.0.0.1:\(port)"
        prometheus = try DebianProgram(
            "prometheus",
            [
                "--config.file=\(scratch("prometheus.yml"))", "--storage.tsdb.path=\(scratch("data"))",
                "--web.listen-address=127.0.0.1:\(port)", "--log.level=warn",
            ], in: scratch, port: port)
    }

    private func ask(_ query: String) async throws -> LaunchCore.Measurement.Outcome {
        let metric = Metric(
            name: "m", source: .prometheus(url: url, query: query), timeout: .seconds(30), location: PlanSample.location)
        let reader = try #require(MetricReader(metric, in: bench.surroundings))
        let outcome = await bench.asThePoller { await reader.measure() }.outcome
        await reader.close()
        return outcome
    }

    /// Prometheus takes a moment to start and to scrape.
    private func askUntilItKnows(_ query: String) async throws -> LaunchCore.Measurement.Outcome {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let outcome = try await ask(query)
            if case .value = outcome { return outcome }
            guard ContinuousClock.now < deadline else { return outcome }
            try await onThread { usleep(20_000) }
        }
    }

    @Test func theLaunchIsScrapedAndQueriesAreAnswered() async throws {
        defer { server.close() }
        #expect(try await askUntilItKnows(#"up{job="opsconsole"} == 1"#) == .value(Decimal(1)), "\(prometheus.said)")
        #expect(try await ask(#"opsconsole_trigger_state{trigger="errors",state="firing"}"#) == .value(Decimal(1)))
        #expect(try await ask(#"opsconsole_trigger_threshold{trigger="errors"} * 2"#) == .value(Decimal(significand: 1, exponent: -1)))
        #expect(try await ask(#"sum(opsconsole_verdict)"#) == .value(Decimal(1)))
        #expect(try await ask("scalar(vector(5.9))") == .value(Decimal(significand: 59, exponent: -1)))

        #expect(try await ask("opsconsole_nothing") == .failure(Failure(.missing, "the query has no result")))
        #expect(try await ask("vector(0) / 0") == .failure(Failure(.parse, "the value is NaN: there was nothing to divide or compare")))
        #expect(try await ask("vector(1) / 0") == .failure(Failure(.parse, "the value is infinite")))
        guard case .failure(let several) = try await ask("opsconsole_verdict"), case .failure(let wrong) = try await ask("rate(") else {
            Issue.record("neither may have a value")
            return
        }
        #expect(several.kind == .parse)
        #expect(several.detail.contains("results, such as {"))
        #expect(wrong.detail.hasPrefix("Prometheus says: "))
        guard case .failure(let matrix) = try await ask("opsconsole_verdict[5m]") else { return }
        #expect(matrix.detail == "the query gives a matrix, not one value now")
    }

    @Test(.enabled(if: DebianProgram.isInstalled("promtool"), "promtool is not installed"))
    func promtoolFindsNothingWrongWithThePage() async throws {
        defer { server.close() }
        var launch = LaunchSandbox()
        launch.live.services["backend"] = ServiceReading(at: launch.now.wall, state: .up, latency: 84, version: "v2", staleAfter: 12_000)
        let page = LaunchExposition(plan: launch.plan, state: launch.state, live: launch.live, now: launch.now).text
        try page.write(toFile: scratch("page"), atomically: true, encoding: .utf8)
        let service = ProbeBench.service(.exec("promtool check metrics < \(scratch("page"))"))
        let result = await bench.probe(bench.prober(service))
        #expect(result.failure == nil)
    }
}
