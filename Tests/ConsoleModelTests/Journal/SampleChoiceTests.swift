import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct SampleChoiceTests {
    let scratch: ScratchDirectory
    let store: LiveStore
    let plan: Plan

    init() throws {
        scratch = try ScratchDirectory()
        store = try LiveStore(writing: scratch("live.sqlite"))
        var plan = PlanSample.plan
        plan.services.append(Service(name: "other", target: .tcp(host: "127.0.0.1", port: 1), location: PlanSample.location))
        plan.metrics.append(
            Metric(
                name: "p95", source: .health(service: "backend", measure: .p95, over: .seconds(300)), unit: .seconds,
                location: PlanSample.location))
        self.plan = plan
    }

    private func probe(_ second: Int, latency: Int, of service: String = "backend", failing: Bool = false) -> ProbeResult {
        ProbeResult(
            service: service, at: PlanSample.start.advanced(by: .seconds(second)), latency: .milliseconds(latency),
            failure: failing ? Failure(.refused, "refused") : nil)
    }

    @Test func derivedMetricsGoOnAfterARestart() throws {
        var before = DerivedMetrics(plan: plan)
        let choice = SampleChoice(plan: plan, derived: before)
        var samples: [LiveSample] = []
        for second in 0..<100 {
            let probe = self.probe(second, latency: second * 10, failing: second % 10 == 0)
            _ = before.observe(probe, probe.at)
            samples += [choice.sample(of: probe)].compactMap(\.self)
        }
        try store.write(LiveState(), samples: samples, at: PlanSample.start.wall)

        // Another boot: the steady clock began anew.
        let now = Now(wall: PlanSample.start.wall + .seconds(110), uptime: .seconds(3))
        var after = DerivedMetrics(plan: plan)
        try choice.restore(&after, from: store, now)
        let next = ProbeResult(service: "backend", at: now, latency: .milliseconds(5))
        let old = ProbeResult(service: "backend", at: PlanSample.start.advanced(by: .seconds(110)), latency: .milliseconds(5))
        let (restored, unbroken) = (after.observe(next, now), before.observe(old, old.at))
        #expect(restored.map(\.value) == unbroken.map(\.value))
        #expect(restored.first { $0.metric == "p95" }?.value == Decimal(text: "0.95"))
    }

    @Test func onlyWhatSomethingIsDerivedFromIsKept() {
        let choice = SampleChoice(plan: plan, derived: DerivedMetrics(plan: plan))
        #expect(choice.sample(of: probe(1, latency: 1, of: "other")) == nil)
        #expect(choice.sample(of: probe(1, latency: 1))?.value == Decimal(text: "0.001"))
        let failed = Measurement(metric: "error_rate", at: PlanSample.start, outcome: .failure(Failure(.timeout, "late")))
        #expect(choice.sample(of: failed)?.failure == "late")
        let unjudged = Measurement(metric: "p95", at: PlanSample.start, outcome: .value(Decimal(1)))
        #expect(choice.sample(of: unjudged) == nil)
    }

    @Test func measurementsOfTheFutureAreNotCounted() throws {
        let choice = SampleChoice(plan: plan, derived: DerivedMetrics(plan: plan))
        let at = PlanSample.start.wall
        try store.write(
            LiveState(), samples: [0, 10, 20].map { LiveSample(source: "metric/error_rate", at: at + .seconds($0), value: Decimal($0)) },
            at: at)
        let measured = try choice.measurements(in: store, Now(wall: at + .seconds(15), uptime: .zero))
        #expect(measured["error_rate"]?.map(\.value) == [Decimal(0), Decimal(10)])
    }
}
