import ConsoleTestKit
import LaunchCore
import Testing

/// `approve: 2`: a rollback that another operator, with another login, must confirm.
@Suite struct SecondOperatorTests {
    private var launch: LaunchSandbox {
        var plan = PlanSample.plan
        plan.rollback?.approvals = 2
        return LaunchSandbox(plan: plan)
    }

    @Test func oneAsksAndAnotherStartsIt() {
        var launch = launch
        #expect(launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1")) == nil)
        #expect(launch.state.runs.isEmpty)
        #expect(launch.verdict().word == .rollBackProposed)
        #expect(launch.verdict().reason.hasPrefix("dana asks for it: errors"))
        #expect(launch.perform(.approveRollback(runID: "r1"))?.why == "you asked for it yourself")
        #expect(launch.perform(.approveRollback(runID: "r1"), by: PlanSample.li) == nil)
        #expect(launch.state.rollback?.requestedBy == PlanSample.dana)
        #expect(launch.state.rollback?.confirmedBy == PlanSample.li)
        #expect(launch.state.rollback?.reason == "errors")
        #expect(launch.state.request(at: launch.now.wall) == nil)
    }

    @Test func theSameLoginOnAnotherHostIsNoSecondOperator() {
        var launch = launch
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        let elsewhere = Actor(role: .operator, name: "dana", host: "there")
        #expect(launch.perform(.approveRollback(runID: "r1"), by: elsewhere)?.why == "you asked for it yourself")
    }

    @Test func aSecondRequestIsToldToConfirmTheFirst() {
        var launch = launch
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        #expect(launch.perform(.rollback(reason: "more", trigger: nil, runID: "r2"))?.why == "you asked for it already")
        #expect(
            launch.perform(.rollback(reason: "more", trigger: nil, runID: "r2"), by: PlanSample.li)?.text
                == "dana asked for it already; confirm it with R or `opsconsole rollback --approve`")
    }

    @Test func whatNobodyConfirmsLapsesAndCanBeAskedForAgain() {
        var launch = launch
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.now = launch.now.advanced(by: Decider.approvalPatience - .milliseconds(1))
        #expect(launch.state.request(at: launch.now.wall) != nil)
        launch.now = launch.now.advanced(by: .milliseconds(1))
        #expect(launch.perform(.approveRollback(runID: "r1"), by: PlanSample.li)?.why == "no rollback waits to be confirmed")
        #expect(launch.verdict().word != .rollBackProposed)
        let lapse = launch.state.lapse(at: launch.now.wall)
        #expect(lapse == .rollbackLapsed(by: "dana", reason: "errors"))
        launch.append(lapse.map { [$0] } ?? [])
        #expect(launch.state.lapse(at: launch.now.wall) == nil)
        #expect(launch.perform(.rollback(reason: "still", trigger: nil, runID: "r1"), by: PlanSample.li) == nil)
        #expect(launch.state.request(at: launch.now.wall)?.by == PlanSample.li)
    }

    @Test func whatTheTriggerMayDoByItselfNeedsNobody() {
        var launch = launch
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([
            .triggerChanged(trigger: "errors", state: .firing, evidence: []), .countdownStarted(trigger: "errors", length: 30_000),
        ])
        #expect(launch.perform(.rollback(reason: "error rate", trigger: "errors", runID: "r1"), by: PlanSample.engine) == nil)
        #expect(launch.state.rollback?.requestedBy == PlanSample.engine)
        #expect(launch.state.rollback?.confirmedBy == nil)
        #expect(launch.perform(.approveRollback(runID: "r2"), by: PlanSample.li)?.why == "no rollback waits to be confirmed")
    }

    @Test func whatWouldBeRefusedIsRefusedAtOnceAndAgainWhenConfirmed() {
        var launch = launch
        #expect(launch.perform(.rollback(reason: " ", trigger: nil, runID: "r1"))?.why == "a rollback needs a reason")
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.plan.sources = [PlanSource(path: "launch.yaml", sha256: "changed")]
        #expect(launch.perform(.approveRollback(runID: "r1"), by: PlanSample.li)?.why == "the plan changed since the launch began")
    }
}
