import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct LaunchExpositionTests {
    private func sandbox() -> LaunchSandbox {
        var launch = LaunchSandbox()
        launch.append([.serviceChanged(service: "backend", state: .up, reason: "")])
        launch.append([.triggerChanged(trigger: "errors", state: .firing, evidence: [])])
        let at = launch.now.wall
        launch.live.services["backend"] = ServiceReading(at: at, state: .up, latency: 84, version: "v\"2\\\n", staleAfter: 12_000)
        launch.live.metrics["error_rate"] = MetricReading(at: at, value: Decimal(text: "0.083"), staleAfter: 12_000)
        launch.live.metrics["breach"] = MetricReading(at: at, value: .zero, staleAfter: 1000)
        launch.pass(.seconds(2))
        return launch
    }

    private func page(_ launch: LaunchSandbox) -> [String] {
        LaunchExposition(plan: launch.plan, state: launch.state, live: launch.live, now: launch.now).text.split(separator: "\n").map(
            String.init)
    }

    @Test func everyStateIsThereOnce() {
        let lines = page(sandbox())
        #expect(lines.contains(#"opsconsole_verdict{word="ROLL BACK?"} 1"#))
        #expect(lines.contains(#"opsconsole_verdict{word="GO"} 0"#))
        #expect(lines.contains(#"opsconsole_service_state{service="backend",state="up"} 1"#))
        #expect(lines.contains(#"opsconsole_trigger_state{trigger="errors",action="rollback",state="firing"} 1"#))
        #expect(lines.contains(#"opsconsole_trigger_state{trigger="data",action="propose",state="unwatched"} 1"#))
        #expect(lines.contains(#"opsconsole_trigger_episodes_total{trigger="errors"} 1"#))
        #expect(lines.contains("opsconsole_service_latency_seconds{service=\"backend\"} 0.084"))
        #expect(lines.contains(#"opsconsole_metric_value{metric="error_rate"} 0.083"#))
        #expect(lines.contains(#"opsconsole_trigger_threshold{trigger="errors",metric="error_rate"} 0.05"#))
    }

    @Test func whatIsStaleOrUnknownIsNotThere() {
        #expect(!page(sandbox()).contains { $0.hasPrefix(#"opsconsole_metric_value{metric="breach"}"#) })
        #expect(!page(LaunchSandbox()).contains { $0.hasPrefix("opsconsole_service_latency_seconds{") })
        #expect(page(LaunchSandbox()).contains(#"opsconsole_service_state{service="backend",state="unknown"} 1"#))
    }

    @Test func labelsAreEscaped() {
        #expect(page(sandbox()).contains(#"opsconsole_service_version_info{service="backend",version="v\"2\\\n"} 1"#))
    }

    @Test(arguments: [
        ("127.0.0.1:9187", MetricsAddress(host: "127.0.0.1", port: 9187)), ("[::1]:0", MetricsAddress(host: "::1", port: 0)),
        (":9187", MetricsAddress(host: "0.0.0.0", port: 9187)), ("9187", nil), ("host:99999", nil), ("::1:80", nil), ("host:", nil),
    ])
    func addresses(text: String, expected: MetricsAddress?) { #expect(MetricsAddress(text) == expected) }

    @Test func thePageIsServedAndNothingElse() async throws {
        let server = try MetricsServer(at: MetricsAddress(host: "127.0.0.1", port: 0)) { "up 1\n" }
        defer { server.close() }
        let bench = ProbeBench()
        let base = "http://\(server.address)"
        let prober = bench.prober(ProbeBench.service(.http(base + "/metrics?x=1"), expect: Expect(body: "^up 1$")))
        for _ in 0..<3 { #expect(await bench.probe(prober).failure == nil) }
        await prober.close()
        let other = await bench.probe(.http(base + "/"))
        #expect(other.failure == Failure(.status, "status 404, expected 200-299: the metrics are at /metrics"))
    }

    @Test func aPortThatIsTakenIsSaid() throws {
        let taken = try TestServer(.close)
        let error = #expect(throws: MetricsServerError.self) {
            _ = try MetricsServer(at: MetricsAddress(host: "127.0.0.1", port: taken.port)) { "" }
        }
        #expect("\(error as Any)".contains("name another address with --metrics"))
    }
}
