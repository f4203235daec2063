import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Runners that are killed in the middle, and what another makes of what they left.
@Suite(.serialized) struct InterruptionTests {
    /// A step that counts how often it is begun and ends when a file appears.
    private static let counted = "echo begun >>count; until [ -e go ]; do sleep 0.02; done; echo ended; exit 4"

    private func begins(_ fixture: RunFixture) -> Int {
        (try? String(contentsOfFile: fixture.root + "/count", encoding: .utf8))?.split(separator: "\n").count ?? 0
    }

    private func go(_ fixture: RunFixture) { #expect(FileManager.default.createFile(atPath: fixture.root + "/go", contents: nil)) }

    /// Records what a console or the engine would.
    @discardableResult
    private func noticeInterruption(_ fixture: RunFixture) throws -> [LaunchEvent] {
        let found = try RunInterruption.find(in: fixture.state(), folder: fixture.folder, at: SystemClock.moment())
        return try found.flatMap { interruption in
            try fixture.journal.append(
                by: RunFixture.dana, now: SystemClock.moment, deciding: { state throws(Refusal) in interruption.events(in: state) }
            )
            .map(\.event)
        }
    }

    private func killedMidStep(_ steps: [RunStep]) async throws -> RunFixture {
        let fixture = try RunFixture()
        try fixture.request(steps)
        let pid = try fixture.launch()
        try await fixture.until("the step has begun") { begins(fixture) == 1 }
        kill(pid, SIGKILL)
        try await fixture.until("the interruption is noticed") { try !noticeInterruption(fixture).isEmpty }
        return fixture
    }

    private func decide(_ choice: ResumeChoice, _ fixture: RunFixture, timing: [String: String] = [:]) throws {
        try fixture.record(.runResumed(run: "r1", step: 0, choice: choice))
        try fixture.launch(timing: timing)
    }

    @Test func aKilledRunnerIsNoticedOnce() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        let run = try fixture.run()
        #expect(run?.state == .interrupted && run?.current == 0)
        #expect(try noticeInterruption(fixture).isEmpty)
    }

    @Test func aLivingRunnerIsNotInterrupted() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("sleep 300")])
        let pid = try fixture.launch()
        #expect(try RunInterruption.find(in: fixture.state(), folder: fixture.folder, at: SystemClock.moment()).isEmpty)
        guard case .alive(pid, let beat) = try RunHealth.probe(fixture.folder, run: "r1", at: SystemClock.moment()) else {
            Issue.record("it is alive")
            return
        }
        #expect(beat < .seconds(2))
    }

    @Test func aRunnerThatWasStoppedGivesNoSignOfLifeUntilItGoesOn() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("sleep 300")])
        let pid = try fixture.launch()
        kill(pid, SIGSTOP)
        let later = SystemClock.moment() + RunnerSilence.patience + .seconds(1)
        let silence = RunHealth.silence(in: try fixture.state(), folder: fixture.folder, at: later)
        #expect(silence?.pid == pid)
        kill(pid, SIGCONT)
        try await fixture.until("a sign of life") {
            RunHealth.silence(in: try fixture.state(), folder: fixture.folder, at: later) == nil
        }
    }

    @Test func anInterruptionIsNotRecordedOverTheNextRunner() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        let stale = try fixture.state()
        try decide(.resume, fixture)
        let late = RunInterruption(of: try #require(stale.run("r1")), reason: "gone")
        #expect(try late.events(in: fixture.state()).isEmpty)
        go(fixture)
        _ = try await fixture.ended()
    }

    @Test func aStepThatOutlivesItsRunnerIsTakenUpAndNotRunTwice() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted), .shell("echo never")])
        try decide(.resume, fixture)
        go(fixture)
        let run = try await fixture.ended()
        #expect(begins(fixture) == 1 && fixture.text() == "ended\n")
        #expect(run.steps[0].outcome == .exit(code: 4) && run.steps[0].attempt == 1 && run.steps[0].outputBytes == 6)
    }

    @Test func aStepThatEndedWithoutARunnerIsKnownToHaveEnded() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        go(fixture)
        try await fixture.until("the step's end") { SmallFile.exists(RunFiles(fixture.folder, run: "r1").path + "/1.1/exit") }
        try decide(.resume, fixture)
        let run = try await fixture.ended()
        #expect(begins(fixture) == 1 && run.steps[0].outcome == .exit(code: 4))
    }

    @Test func withoutItsSupervisorAStepsOutcomeIsUnknownAndAsked() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        let attempt = RunFiles(fixture.folder, run: "r1").attempt(step: 0, 1)
        kill(try #require(attempt.supervisor).pid, SIGKILL)
        try decide(.resume, fixture)
        #expect(try fixture.run()?.state == .running, "its command is still alive")
        go(fixture)
        try await fixture.until("the question") { try fixture.run()?.state == .interrupted }
        #expect(begins(fixture) == 1)
        guard case .unknown = try fixture.run()?.steps[0].outcome else {
            Issue.record("nobody can know how it ended")
            return
        }
        try decide(.skip, fixture)
        #expect(try await fixture.ended().state == .done)
        #expect(begins(fixture) == 1)
    }

    @Test func anIdempotentStepWithoutItsSupervisorRunsAgainWhenResumed() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted, idempotent: true)])
        let attempt = RunFiles(fixture.folder, run: "r1").attempt(step: 0, 1)
        kill(try #require(attempt.supervisor).pid, SIGKILL)
        try #require(attempt.group).signal(SIGKILL)
        try decide(.resume, fixture)
        go(fixture)
        let run = try await fixture.ended()
        #expect(begins(fixture) == 2 && run.steps[0].attempt == 2)
    }

    @Test func retryEndsWhatIsLeftBeforeItRunsAgain() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        let first = try #require(RunFiles(fixture.folder, run: "r1").attempt(step: 0, 1).group)
        try decide(.retry, fixture)
        try await fixture.until("the second attempt") { begins(fixture) == 2 }
        #expect(!first.isAlive)
        go(fixture)
        #expect(try await fixture.ended().steps[0].attempt == 2)
    }

    @Test(arguments: [(ResumeChoice.skip, Run.State.done), (.abort, .aborted)])
    func skipAndAbortLeaveNothingBehind(choice: ResumeChoice, state: Run.State) async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        try decide(choice, fixture)
        #expect(try await fixture.ended().state == state)
        try await fixture.until("no process is left") { fixture.processes().isEmpty }
    }

    @Test func aRollbackEndsAnAbortedCommandThatHasNoRunner() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        try fixture.request([.shell("echo rollback")], run: "r2", work: .rollback(number: 2, trigger: nil))
        try fixture.launch(run: "r2")
        #expect(try await fixture.ended("r2").state == .done)
        #expect(try fixture.run("r1")?.state == .aborted)
        try await fixture.until("no process is left") { fixture.processes().isEmpty }
    }

    @Test func aRollbackAndTheRunnerThatAbortsACommandDoNotWaitForEachOther() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted)])
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        try fixture.request([.shell("echo rollback")], run: "r2", work: .rollback(number: 2, trigger: nil))
        // Whichever comes first: the one ends the command, the other waits for that.
        _ = try? fixture.launch(run: "r1")
        try fixture.launch(run: "r2")
        #expect(try await fixture.ended("r2").state == .done)
        #expect(try fixture.run("r1")?.state == .aborted)
        #expect(try fixture.state().notes.isEmpty)
    }

    @Test func theSupervisorEndsAStepOnTimeWhenNoRunnerIsLeft() async throws {
        let fixture = try await killedMidStep([.shell(Self.counted, timeout: 2000)])
        try await fixture.until("the step's end") { SmallFile.exists(RunFiles(fixture.folder, run: "r1").path + "/1.1/exit") }
        try decide(.resume, fixture)
        #expect(try await fixture.ended().steps[0].outcome == .timedOut)
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGPIPE, SIGUSR1])
    func noSignalButKILLEndsARunner(signal: Int32) async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell(Self.counted)])
        let pid = try fixture.launch()
        try await fixture.until("the step has begun") { begins(fixture) == 1 }
        kill(pid, signal)
        go(fixture)
        #expect(try await fixture.ended().steps[0].outcome == .exit(code: 4))
    }

    @Test func theHangupOfTheTerminalItWasStartedFromDoesNotReachIt() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell(Self.counted)])
        var terminal: SpawnTerminal? = try SpawnTerminal(rows: 24, columns: 80)
        // A shell on a terminal starts the runner as a console would, and then its terminal is gone.
        let spawn = Spawn(
            RunFixture.product("RunnerFixture"), ["--launch", fixture.folder.path, fixture.root, "r1"], terminal: terminal?.path)
        let console = try spawn.start()
        try await fixture.until("the step has begun") { begins(fixture) == 1 }
        terminal = nil
        #expect(console.wait(atMost: .seconds(10)) == .signal(SIGHUP))
        go(fixture)
        #expect(try await fixture.ended().steps[0].outcome == .exit(code: 4))
    }

    @Test func aFullDiskUnderTheJournalDoesNotStopTheRun() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo a"), .shell(Self.counted + "; true"), .shell("echo c")])
        let obstacle = fixture.obstacle
        try fixture.request([.shell("touch '\(obstacle)'"), .shell("echo b"), .shell("echo c >>count")], run: "r2", work: .rehearsal)
        try fixture.launch(run: "r2")
        try await fixture.until("the last step") { begins(fixture) == 1 }
        #expect(try fixture.run("r2")?.steps[1].startedAt == nil, "nothing can be recorded")
        #expect(SmallFile.read(RunFiles(fixture.folder, run: "r2").pending)?.contains("stepStarted") == true)
        unlink(obstacle)
        let run = try await fixture.ended("r2")
        #expect(run.state == .done && run.steps.allSatisfy { $0.outcome == .exit(code: 0) })
        try await fixture.until("the admission") { try fixture.state().notes.contains { $0.text.contains("records were late") } }
    }

    @Test func recordsOfAKilledRunnerThatCouldNotBeAppendedComeLater() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("touch '\(fixture.obstacle)'"), .shell(Self.counted)])
        let pid = try fixture.launch()
        try await fixture.until("the step has begun") { begins(fixture) == 1 }
        kill(pid, SIGKILL)
        unlink(fixture.obstacle)
        try await fixture.until("the interruption is noticed") { try !noticeInterruption(fixture).isEmpty }
        try decide(.resume, fixture)
        go(fixture)
        let run = try await fixture.ended()
        #expect(run.steps[0].outcome == .exit(code: 0) && run.steps[0].attempt == 1)
        #expect(run.steps[1].outcome == .exit(code: 4) && begins(fixture) == 1)
    }
}
