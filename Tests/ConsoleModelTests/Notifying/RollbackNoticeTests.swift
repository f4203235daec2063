import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

/// Everything in a rollback that waits for somebody is told, each once.
@Suite struct RollbackNoticeTests {
    private static let plan: Plan = {
        var plan = PlanSample.plan
        plan.rollback?.steps.append(
            Step(id: "3", work: .manual("Tell the support"), location: PlanSample.location))
        return plan
    }()

    private func told(_ event: LaunchEvent, by actor: Actor = PlanSample.engine, work: RunWork = .rollback(number: 1, trigger: nil))
        -> String?
    {
        var launch = LaunchSandbox(plan: Self.plan)
        let steps = Self.plan.rollback?.steps.map { RunStep($0) } ?? []
        launch.append([.runRequested(run: "r1", work: work, steps: steps, reason: "errors", evidence: []), event])
        let record = Record(seq: 9, at: launch.now.wall, by: actor, event: event)
        let notice = Notice(
            record, plan: Self.plan, state: launch.state, verdict: Verdict(.hold, reason: "wait"), redactor: Redactor(secrets: []))
        #expect(notice.map { $0.event == .rollback } ?? true)
        return notice?.text
    }

    private static let broke = LaunchEvent.linkBroke(run: "r1", step: 0, host: "web1", reason: "no route", begun: true)
    private static let mended = LaunchEvent.linkMended(run: "r1", step: 0, host: "web1")
    private static let manual = LaunchEvent.stepStarted(run: "r1", step: 2, attempt: 1)

    @Test(arguments: [
        (
            LaunchEvent.rollbackAsked(reason: "errors", trigger: nil, length: 300_000),
            "dana asks for the rollback, which another operator must confirm: errors"
        ),
        (.rollbackLapsed(by: "dana", reason: "errors"), "nobody confirmed the rollback that dana asked for; it has lapsed: errors"),
        (manual, "the rollback, step 3 of 3 waits for somebody to do it: Tell the support"),
        (broke, "the rollback, step 1: web1 does not answer; the step goes on there: no route"),
        (mended, "the rollback, step 1: web1 answers again"),
    ])
    func whatWaitsIsTold(event: LaunchEvent, words: String) {
        #expect(told(event, by: PlanSample.dana) == "Shop v2: \(words)")
    }

    @Test func aStepThatGoesByItselfIsNoNews() { #expect(told(.stepStarted(run: "r1", step: 0, attempt: 1)) == nil) }

    @Test(arguments: [broke, mended, manual]) func ofOtherRunsNobodyIsTold(event: LaunchEvent) {
        #expect(told(event, work: .rehearsal) == nil && told(event, work: .command(item: "ship")) == nil)
    }
}
