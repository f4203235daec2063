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
        launch.perform(.resume(run: "r1", choice: .abort, reason: "wrong host"))
        #expect(launch.state.rollback?.awaitsRunnerSince == launch.now.wall)
    }

    private func rollback(_ decisions: [(Actor, ResumeChoice)], _ outcomes: [StepOutcome], _ end: (RunOutcome, String)) -> LaunchSandbox {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        for (step, outcome) in outcomes.enumerated() {
            let decision = decisions.indices.contains(step) ? decisions[step] : nil
            if let (actor, choice) = decision { launch.append([.runResumed(run: "r1", step: step, choice: choice)], by: actor) }
            launch.append([
                .stepStarted(run: "r1", step: step, attempt: 1),
                .stepFinished(run: "r1", step: step, attempt: 1, outcome: outcome, took: 5, outputBytes: 0, outputHash: nil),
            ])
        }
        launch.append([.runFinished(run: "r1", outcome: end.0, reason: end.1)])
        return launch
    }

    @Test(arguments: [
        ("skipped by an operator", "all 2 steps are done", "1 of 2 steps done, step 1 skipped by li", "skipped by li"),
        (
            "skipped by an operator; it ended with: exit 3", "verified: backend up",
            "1 of 2 steps done, step 1 skipped by li; verified: backend up", "skipped by li; it ended with: exit 3"
        ),
        ("done by hand", "all 2 steps are done", "all 2 steps are done", "done by hand"),
    ])
    func whatWasSkippedIsNotDone(outcome: String, reason: String, ending: String, words: String) {
        let launch = rollback([(PlanSample.li, .skip)], [.skipped(reason: outcome), .exit(code: 0)], (.done, reason))
        #expect(launch.state.rollback?.ending == ending)
        #expect(launch.verdict() == Verdict(.rolledBack, reason: ending))
        #expect(launch.state.rollback?.steps[0].outcome?.words == words)
        #expect(launch.state.rollback?.steps[0].skippedBy == (ending == reason ? nil : PlanSample.li))
        let told = launch.records.map { RecordPhrase(plan: launch.plan, state: launch.state).text($0) }
        #expect(told.contains("step 1 \(words) in 5ms") && told.last == "run done: \(ending)")
        #expect(launch.state.held?.text == "locked after the rollback (\(ending))")
    }

    @Test func whoAbortsIsNamed() {
        let launch = rollback([(PlanSample.li, .abort)], [.signal(number: 15)], (.aborted, "aborted by an operator at step 1 of 2"))
        #expect(launch.verdict() == Verdict(.rollbackFailed, reason: "aborted by li at step 1 of 2"))
    }

    @Test func theReasonOfWhoDecidesIsToldWithIt() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.perform(.resume(run: "r1", choice: .abort, reason: "wrong host"), by: PlanSample.li)
        #expect(RecordPhrase(plan: launch.plan).sentence(launch.records[2]) == "li chose to abort at step 1: wrong host")
        launch.append([.runFinished(run: "r1", outcome: .aborted, reason: "aborted by an operator at step 1 of 2")])
        #expect(launch.verdict() == Verdict(.rollbackFailed, reason: "aborted by li (wrong host) at step 1 of 2"))
    }

    @Test(arguments: [
        (RunOutcome.failed, "the rollback failed at step 1 of 2 12s ago and was released by dana: by hand now"),
        (.aborted, "the rollback was aborted at step 1 of 2 12s ago and was released by dana: by hand now"),
    ])
    func aRollbackLeftHalfWayIsNotForgottenOnceReleased(outcome: RunOutcome, words: String) {
        var launch = rollback([], [.exit(code: 1)], (outcome, "no"))
        launch.plan.triggers = []
        launch.plan.services = []
        launch.pass(.seconds(12))
        launch.perform(.release(reason: "by hand now"))
        #expect(launch.verdict() == Verdict(.go, reason: "\(words); nothing is watched"))
    }

    @Test func aStepForAPersonSaysWhatItWaitsFor() {
        var launch = LaunchSandbox()
        launch.plan.rollback?.steps = [Step(id: "call", work: .manual("Call the bank"), location: PlanSample.location)]
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([.runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1)])
        #expect(launch.verdict() == Verdict(.rollingBack, reason: "step 1 of 1 waits for somebody to do it: Call the bank"))
    }

    @Test(arguments: [
        (PlanSample.li, "its runner is gone", "the run was INTERRUPTED at step 2: its runner is gone (noticed by li)"),
        (PlanSample.engine, "step 2: no answer", "the run was INTERRUPTED at step 2: no answer"),
    ])
    func whoNoticesAnInterruptionDidNotCauseIt(by: Actor, reason: String, words: String) {
        let event = LaunchEvent.runInterrupted(run: "r1", step: 1, reason: reason)
        let record = Record(seq: 1, at: PlanSample.start.wall, by: by, event: event)
        #expect(RecordPhrase(plan: PlanSample.plan).sentence(record) == words)
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
