import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct HealthWindowTests {
    /// One probe a second: its latency in milliseconds, or nil for a failed one.
    private func window(_ latencies: [Int?], over: Duration = .seconds(60)) -> (HealthWindow, Now) {
        var window = HealthWindow(over: over)
        var now = PlanSample.start
        for latency in latencies {
            now = now.advanced(by: .seconds(1))
            let failure = latency == nil ? Failure(.timeout, "timeout") : nil
            window.observe(ProbeResult(service: "s", at: now, latency: .milliseconds(latency ?? 2000), failure: failure))
        }
        return (window, now)
    }

    @Test func ratesAreExact() {
        var (window, now) = self.window(Array(repeating: 10, count: 19) + [nil])
        #expect(window.value(.errorRate, now) == Decimal(text: "0.05"))
        #expect(window.value(.availability, now) == Decimal(text: "0.95"))
        #expect(window.value(.failures, now) == Decimal(1))
    }

    @Test func percentilesAreMeasuredLatenciesOfAnswersOnly() {
        var (window, now) = self.window((1...20).map { $0 * 10 } + [nil])
        #expect(window.value(.p50, now) == Decimal(text: "0.1"))
        #expect(window.value(.p95, now) == Decimal(text: "0.19"))
        #expect(window.value(.p99, now) == Decimal(text: "0.2"))
        #expect(window.value(.max, now) == Decimal(text: "0.2"))
        #expect(window.value(.mean, now) == Decimal(text: "0.105"))
    }

    @Test func whatIsOlderThanTheWindowIsForgotten() {
        var (window, now) = self.window([nil, nil, 10, 10], over: .seconds(2))
        #expect(window.value(.errorRate, now) == .zero)
        #expect(window.value(.errorRate, now.advanced(by: .seconds(5))) == nil)
    }

    @Test func noAnswerIsNoLatency() {
        var (window, now) = self.window([nil, nil])
        #expect(window.value(.p95, now) == nil)
        #expect(window.value(.errorRate, now) == Decimal(1))
    }
}
