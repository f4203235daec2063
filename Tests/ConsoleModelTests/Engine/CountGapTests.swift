import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct CountGapTests {
    private let start = PlanSample.start

    private var plan: Plan {
        var plan = PlanSample.plan
        plan.metrics = [
            Metric(
                name: "db_errors", source: .log(name: "app", matches: "refused", of: nil, over: .seconds(60), measure: .count),
                location: PlanSample.location)
        ]
        let threshold = Quantity(base: Decimal(10), unit: .plain, text: "10")
        plan.triggers = [
            Trigger(
                id: "db", text: "db", face: .bound, condition: Condition(metric: "db_errors", comparison: .above, threshold: threshold),
                location: PlanSample.location)
        ]
        return plan
    }

    private func count(_ value: Int, _ now: Now) -> Measurement {
        Measurement(metric: "db_errors", at: now, outcome: .value(Decimal(value)))
    }

    private func earlier(secondsAgo: Int) -> [String: [Evidence]] {
        ["db_errors": [Evidence(metric: "db_errors", at: start.wall - .seconds(secondsAgo), value: Decimal(50))]]
    }

    @Test func aCountBegunAnewIsNoDataUntilItReachesBackFarEnough() {
        var gap = CountGap(plan: plan, earlier: earlier(secondsAgo: 5), now: start)
        let soon = start.advanced(by: .seconds(20))
        let words = "counted anew since the engine started; known in 40s"
        #expect(gap.judge(count(0, soon), soon).outcome == .failure(Failure(.anew, words)))
        let later = start.advanced(by: .seconds(60))
        #expect(gap.judge(count(0, later), later).value == .zero)
    }

    @Test func whatIsABreachAlreadyCounts() {
        var gap = CountGap(plan: plan, earlier: earlier(secondsAgo: 5), now: start)
        #expect(gap.judge(count(11, start), start).value == Decimal(11))
        #expect(gap.judge(count(10, start), start).value == nil)
    }

    @Test func theFirstEngineOfALaunchCountsFromNothing() {
        var gap = CountGap(plan: plan, earlier: [:], now: start)
        #expect(gap.judge(count(0, start), start).value == .zero)
        gap = CountGap(plan: plan, earlier: earlier(secondsAgo: 60), now: start)
        #expect(gap.judge(count(0, start), start).value == .zero)
    }
}
