import ConsoleTestKit
import LaunchCore
import Testing

/// What the records say of a run beyond how far it is.
@Suite struct RunStateTests {
    @Test func theLengthsOfAnIncidentCountFromTheFirstBreach() {
        var launch = LaunchSandbox()
        launch.append([.triggerChanged(trigger: "errors", state: .pending, evidence: [])])
        launch.now = launch.now.advanced(by: .seconds(10))
        launch.append([.triggerChanged(trigger: "errors", state: .firing, evidence: [])])
        launch.now = launch.now.advanced(by: .seconds(30))
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        #expect(lengths(launch) == ["detect 10s", "decide 30s"])
        launch.now = launch.now.advanced(by: .seconds(5))
        launch.append([.triggerChanged(trigger: "errors", state: .resolved, evidence: [])])
        launch.now = launch.now.advanced(by: .seconds(20))
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "verified")])
        #expect(lengths(launch) == ["detect 10s", "decide 30s", "roll back 25s", "recover 45s"])
    }

    @Test func aRollbackThatNothingFiredForHasNothingToDetect() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "a feeling", trigger: nil, runID: "r1"))
        launch.now = launch.now.advanced(by: .seconds(30))
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "verified")])
        #expect(lengths(launch) == ["roll back 30s"])
    }

    private func lengths(_ launch: LaunchSandbox) -> [String] {
        launch.state.rollback?.incidentLengths.map { "\($0.name) \($0.length.shortText)" } ?? []
    }

    @Test func whoeverDecidesMayDieBeforeStartingTheRunner() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        #expect(launch.state.rollback?.awaitsRunnerSince == launch.now.wall)
        launch.append([.runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1)])
        #expect(launch.state.rollback?.awaitsRunnerSince == nil)
        launch.append([.runInterrupted(run: "r1", step: 0, reason: "its runner is gone")])
        #expect(launch.state.rollback?.awaitsRunnerSince == nil, "nobody has decided yet")
        launch.now = launch.now.advanced(by: .seconds(5))
        launch.perform(.resume(run: "r1", choice: .abort))
        #expect(launch.state.rollback?.awaitsRunnerSince == launch.now.wall)
    }

    @Test func aRehearsalCountsForTheProcedureThatWasRehearsed() throws {
        var launch = LaunchSandbox()
        let procedure = try #require(launch.plan.rollback)
        #expect(launch.state.rehearsal(of: procedure) == nil)
        launch.perform(.rehearse(runID: "r1"))
        #expect(launch.state.rehearsal(of: procedure) == nil, "it is not over")
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "all 2 steps are done")])
        let rehearsal = try #require(launch.state.rehearsal(of: procedure))
        #expect(rehearsal.by == PlanSample.dana && rehearsal.state == .done && rehearsal.isCurrent)
        var changed = procedure
        changed.steps.removeLast()
        #expect(launch.state.rehearsal(of: changed)?.isCurrent == false)
    }

    @Test func nobodyIsAskedToDoByHandWhatIsOnlyRehearsed() {
        let step = Step(id: "call", work: .manual("Call the bank; now"), location: PlanSample.location)
        #expect(RunStep(step, rehearsing: true).kind == .run)
        #expect(RunStep(step, rehearsing: true).text == ": rehearsal of a step by hand: 'Call the bank; now'")
        #expect(RunStep(step).kind == .manual)
    }
}
