import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// What the lines above and below every screen say of a rollback under way, and no longer say.
@Suite struct RollbackNewsTests {
    private func finish(_ launch: inout LaunchFixture, attempt: Int, _ outcome: StepOutcome) {
        launch.record(
            .stepStarted(run: "r1", step: 1, attempt: attempt),
            .stepFinished(run: "r1", step: 1, attempt: attempt, outcome: outcome, took: 10, outputBytes: 0, outputHash: nil),
            by: LaunchFixture.runner)
    }

    @Test func aFailureThatWasTriedAgainAndSucceededIsTakenBack() {
        var driver = ConsoleDriver(.rollingBack)
        driver.change { finish(&$0, attempt: 1, .exit(code: 7)) }
        #expect(driver.screen.contains("✖ step 2 failed with exit 7"))
        driver.change { finish(&$0, attempt: 2, .exit(code: 0)) }
        #expect(!driver.screen.contains("step 2 failed with exit 7 in"))
    }

    @Test func anInterruptionIsToldOnce() {
        var driver = ConsoleDriver(.rollingBack)
        driver.change { launch in
            finish(&launch, attempt: 1, .unknown(reason: "nobody can know"))
            launch.record(.runInterrupted(run: "r1", step: 1, reason: "step 2: nobody can know"), by: LaunchFixture.li)
        }
        #expect(driver.screen.contains("■ the run was INTERRUPTED at step 2: nobody can know (noticed by li)"))
        #expect(!driver.screen.contains("step 2 has an unknown outcome"))
    }

    @Test func aStepForAPersonIsWaitedForOnEveryScreen() {
        let step = Step(id: "call", work: .manual("Call the bank"), location: SourceLocation(file: "launch.yaml", line: 1))
        var launch = LaunchFixture.go
        launch.record(
            .runRequested(run: "r1", work: .rollback(number: 1, trigger: nil), steps: [RunStep(step)], reason: "no", evidence: []))
        launch.record(
            .runStarted(run: "r1", pid: 7, host: "bastion"), .stepStarted(run: "r1", step: 0, attempt: 1), by: LaunchFixture.runner)
        for key in ["1", "2", "3"] {
            var driver = ConsoleDriver(launch)
            driver.press(key)
            #expect(driver.screen.contains("▲ ROLLBACK step 1 of 1 waits for you, o opens it: Call the bank"), "after \(key)")
        }
    }

    @Test func aRollbackThatDidNotHelpSaysWhatToDo() {
        var launch = LaunchFixture.rolledBack
        launch.verdict = Verdict(.rollbackFailed, reason: "Error rate still fires 5m after the rollback: 9% > 5%")
        var driver = ConsoleDriver(launch)
        expectPicture(
            driver.lines(1..<3),
            """
             ✖ ROLLBACK FAILED  Error rate still fires 5m after the rollback: 9… T+00:42:32
             ✖ THE ROLLBACK DID NOT HELP · o shows it · u releases, then R rolls back again
            """)
        driver.press("o")
        #expect(driver.screen.contains("✖ It did not help: Error rate still fires 5m after the rollback: 9% > 5%"))
    }
}
