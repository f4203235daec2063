import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct DeciderTests {
    @Test func aTickIsRecordedOnce() {
        var launch = LaunchSandbox()
        #expect(launch.perform(.tick(item: "announce", evidence: nil)) == nil)
        #expect(launch.state.items["announce"]?.state == .done)
        #expect(launch.perform(.tick(item: "announce", evidence: nil), by: PlanSample.li)?.why == "it is ticked already")
        #expect(launch.perform(.untick(item: "announce", reason: nil)) == nil)
        #expect(launch.state.items["announce"]?.state == .open)
    }

    @Test func skippingNeedsAReason() {
        var launch = LaunchSandbox()
        #expect(launch.perform(.skip(item: "announce", reason: "  "))?.why == "skipping an item needs a reason")
        #expect(launch.perform(.skip(item: "announce", reason: "nobody there")) == nil)
        #expect(launch.state.items["announce"]?.evidence == "nobody there")
    }

    @Test func aDecisionNeedsAllItsApproversAndOneNoStopsIt() throws {
        var launch = LaunchSandbox()
        let decision = try #require(launch.plan.decisions.first)
        launch.perform(.decide(decision: "go", go: true, reason: nil))
        launch.perform(.decide(decision: "go", go: true, reason: nil))
        #expect(launch.state.answer(to: decision) == nil)
        launch.perform(.decide(decision: "go", go: true, reason: nil), by: PlanSample.li)
        #expect(launch.state.answer(to: decision) == true)
        #expect(launch.perform(.decide(decision: "go", go: false, reason: nil), by: PlanSample.li)?.why == "a no-go needs a reason")
        launch.perform(.decide(decision: "go", go: false, reason: "disk is full"), by: PlanSample.li)
        #expect(launch.state.answer(to: decision) == false)
        #expect(launch.verdict().word == .hold)
    }

    @Test func aCommandWithABlankDoesNotRun() {
        var launch = LaunchSandbox()
        #expect(launch.perform(.run(item: "ship", texts: ["./deploy <version>"], runID: "r1"))?.why == "<version> is not filled in")
        #expect(launch.perform(.run(item: "ship", texts: ["./deploy v2 < input.txt"], runID: "r1")) == nil)
        #expect(launch.state.items["ship"]?.state == .running)
        #expect(launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r2")) != nil)
    }

    @Test func exitZeroTicksTheItemAndAnythingElseDoesNot() {
        for (code, expected) in [(Int32(0), ItemProgress.State.done), (1, .failed)] {
            var launch = LaunchSandbox()
            launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r1"))
            launch.append([
                .runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1),
                .stepFinished(run: "r1", step: 0, attempt: 1, outcome: .exit(code: code), took: 5, outputBytes: 0, outputHash: nil),
                .runFinished(run: "r1", outcome: code == 0 ? .done : .failed, reason: "exit \(code)"),
            ])
            #expect(launch.state.items["migrate"]?.state == expected)
            #expect(launch.state.items["migrate"]?.by == PlanSample.dana)
        }
    }

    @Test func twoOperatorsCannotStartTwoRollbacks() {
        var launch = LaunchSandbox()
        #expect(launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1")) == nil)
        let refusal = launch.perform(.rollback(reason: "errors too", trigger: nil, runID: "r2"), by: PlanSample.li)
        #expect(refusal?.why == "a rollback was already requested by dana")
        #expect(launch.state.runs.count == 1)
    }

    @Test func aRollbackStopsTheCommandThatStillRuns() {
        var launch = LaunchSandbox()
        launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r1"))
        #expect(launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r2")) == nil)
        #expect(launch.state.run("r1")?.resume == .abort)
        #expect(launch.state.activeRun?.id == "r2")
    }

    @Test func afterARollbackTheLaunchIsLockedUntilReleased() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "verified")])
        #expect(launch.verdict().word == .rolledBack)
        #expect(launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r2"))?.why.hasPrefix("the launch is on hold") == true)
        #expect(launch.perform(.rollback(reason: "again", trigger: nil, runID: "r3"))?.why == "the launch is rolled back already")
        #expect(launch.perform(.release(reason: "fixed")) == nil)
        #expect(launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r2")) == nil)
    }

    @Test func aChangedPlanRunsNothingBeforeItIsAccepted() {
        var launch = LaunchSandbox()
        launch.plan.sources = [PlanSource(path: "launch.yaml", sha256: "changed")]
        #expect(
            launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r1"))?.why == "the plan changed since the launch began")
        #expect(launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1")) != nil)
        #expect(launch.perform(.acceptPlan()) == nil)
        #expect(launch.perform(.run(item: "migrate", texts: ["./migrate up"], runID: "r1")) == nil)
    }

    @Test func anInterruptedStepThatMayHaveRunIsNotResumedBlindly() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([.runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1)])
        #expect(launch.perform(.resume(run: "r1", choice: .resume))?.why == "the rollback is not interrupted")
        launch.append([.runInterrupted(run: "r1", step: 0, reason: "its runner is gone")])
        #expect(launch.verdict().reason.contains("INTERRUPTED AT STEP 1"))
        #expect(launch.perform(.resume(run: "r1", choice: .resume)) == nil, "the next runner takes the step up where it stands")
        launch.append([.runStarted(run: "r1", pid: 8, host: "here")])
        #expect(launch.state.run("r1")?.resume == nil, "the decision is taken up")
        let lost = StepOutcome.unknown(reason: "killed")
        launch.append([
            .stepFinished(run: "r1", step: 0, attempt: 1, outcome: lost, took: 1, outputBytes: 0, outputHash: nil),
            .runInterrupted(run: "r1", step: 0, reason: "step 1: killed"),
        ])
        #expect(launch.perform(.resume(run: "r1", choice: .resume))?.why == "step 1 may have run and is not idempotent")
        #expect(launch.perform(.resume(run: "r1", choice: .retry)) == nil)
    }

    @Test func ofTwoAnswersToAnInterruptionTheFirstCounts() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([.runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1)])
        launch.append([.runInterrupted(run: "r1", step: 0, reason: "its runner is gone")])
        #expect(launch.perform(.resume(run: "r1", choice: .skip)) == nil)
        for choice in [ResumeChoice.resume, .retry, .skip, .abort] {
            let refusal = launch.perform(.resume(run: "r1", choice: choice), by: PlanSample.li)
            #expect(refusal?.why == "dana chose to skip already")
        }
        launch.append([.runStarted(run: "r1", pid: 8, host: "here")])
        let late = launch.perform(.resume(run: "r1", choice: .retry), by: PlanSample.li)
        #expect(late?.why == "the rollback is not interrupted: dana chose to skip")
        let silent = launch.perform(.resume(run: "r1", choice: .abort), by: PlanSample.li)
        #expect(silent?.why == "an abort of the rollback needs a reason")
        let abort = LaunchCommand.resume(run: "r1", choice: .abort, reason: "wrong host")
        #expect(launch.perform(abort, by: PlanSample.li) == nil, "what goes on can be ended")
        launch.append([.runInterrupted(run: "r1", step: 0, reason: "its runner is gone")])
        #expect(launch.perform(.resume(run: "r1", choice: .retry), by: PlanSample.li) == nil, "a new interruption, a new answer")
    }

    @Test func aFinishedLaunchTakesNotesAndNothingElse() {
        var launch = LaunchSandbox()
        launch.perform(.finish(reason: "done"))
        #expect(launch.verdict().word == .complete)
        #expect(launch.perform(.tick(item: "announce", evidence: nil))?.instead == "begin a new one with `opsconsole begin`")
        #expect(launch.perform(.note("all quiet")) == nil)
    }

    @Test(arguments: [
        ("git revert <commit_hash>", "<commit_hash>"), ("deploy {{ version }}", "{{ version }}"), ("sort < in > out", nil),
        ("a <b.txt >c.txt", nil),
        ("curl <your platform>", "<your platform>"), ("cat <<EOF > x", nil), ("diff <(a) <(b)", nil),
    ])
    func blanks(text: String, expected: String?) { #expect(Decider.blank(in: text) == expected) }
}
