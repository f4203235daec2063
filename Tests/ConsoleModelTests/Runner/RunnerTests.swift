import ConsoleTestKit
import Crypto
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Runners in processes of their own, carrying out real commands.
@Suite struct RunnerTests {
    private func events(_ fixture: RunFixture) throws -> [LaunchEvent] { try fixture.journal.records().map(\.event) }

    @Test func stepsRunInOrderAndEveryOneIsRecorded() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo one; pwd"), .shell("echo two >&2; printf tail")])
        let pid = try fixture.launch()
        let run = try await fixture.ended()
        #expect(run.state == .done && run.pid == pid)
        #expect(fixture.text(step: 0) == "one\n\(fixture.root)\n")
        #expect(fixture.text(step: 1) == "two\ntail")
        let last = try events(fixture).dropLast().last
        guard case .stepFinished("r1", 1, 1, .exit(code: 0), let took, 8, let hash) = last else {
            Issue.record("\(String(describing: last))")
            return
        }
        #expect((0..<20_000).contains(took))
        #expect(hash == SHA256.hash(data: Data("two\ntail".utf8)).map { String(format: "%02x", $0) }.joined())
    }

    @Test func theFirstSignOfLifeComesAtOnce() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("sleep 60")])
        let began = ContinuousClock.now
        try fixture.launch()
        #expect(try fixture.run()?.state == .running)
        // A tenth of a second is the promise for a release build on an idle machine; this bound only finds a wait that is built in.
        #expect(ContinuousClock.now - began < .seconds(3))
    }

    @Test func filesAreTheOwnersAloneAndTheCommandKeepsItsUmask() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("umask; touch made")])
        try fixture.launch()
        _ = try await fixture.ended()
        #expect(fixture.text() == "0022\n")
        for path in [RunFiles(fixture.folder, run: "r1").log(step: 0), RunFiles(fixture.folder, run: "r1").runnerLog] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func theCommandSeesNothingOfOurs() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo \"$#\" $0; ls -l /proc/self/fd | grep -cE 'sqlite|lock|socket'; tty")])
        try fixture.launch()
        let run = try await fixture.ended()
        #expect(fixture.text() == "0 sh\n0\nnot a tty\n")
        #expect(run.steps[0].outcome == .exit(code: 1), "what tty says")
    }

    @Test func aTimeoutEndsTheWholeGroupEvenWhatIgnoresTERM() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("(trap '' TERM; echo stubborn; sleep 300) & sleep 300; wait", timeout: 300)])
        try fixture.launch(timing: ["GRACE": "200"])
        let run = try await fixture.ended()
        #expect(run.state == .failed && run.steps[0].outcome == .timedOut)
        #expect(run.ending == "step 1 of 1 failed: timed out")
        #expect(fixture.text() == "stubborn\n")
        try await fixture.until("no process is left") { fixture.processes().isEmpty }
    }

    @Test func aDaemonThatHoldsTheOutputDoesNotHoldTheRun() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("setsid sleep 300 & echo started"), .shell("echo next")])
        try fixture.launch()
        let run = try await fixture.ended()
        #expect(run.state == .done)
        #expect(fixture.text() == "started\n" && fixture.text(step: 1) == "next\n")
    }

    @Test func aHundredMegabytesAreCountedAndHashed() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("head -c 100000000 /dev/zero")])
        try fixture.launch()
        let run = try await fixture.ended(within: 60)
        #expect(run.state == .done && run.steps[0].outputBytes == 100_000_000)
        guard case .stepFinished(_, _, _, _, _, _, let hash) = try events(fixture).dropLast().last else { return }
        #expect(hash == SHA256.hash(data: Data(count: 100_000_000)).map { String(format: "%02x", $0) }.joined())
    }

    @Test func theMiddleOfEnormousOutputIsGivenBackToTheDisk() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("head -c 40000000 /dev/zero | tr '\\0' x; echo end")])
        try fixture.launch(timing: ["LIMIT": "4000000"])
        let run = try await fixture.ended(within: 60)
        #expect(run.state == .done && run.steps[0].outputBytes == 40_000_004)
        var status = stat()
        stat(RunFiles(fixture.folder, run: "r1").log(step: 0), &status)
        #expect(status.st_size == 40_000_004 && status.st_blocks * 512 < 20_000_000)
        let output = fixture.output()
        #expect(output.prefix(1000) == Data(repeating: UInt8(ascii: "x"), count: 1000) && output.suffix(4) == Data("end\n".utf8))
        #expect(output.range(of: Data("bytes of output were dropped".utf8)) != nil)
    }

    @Test func binaryOutputIsKeptAsItIs() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("printf '\\000\\033[2J\\377\\376'")])
        try fixture.launch()
        _ = try await fixture.ended()
        #expect(fixture.output() == Data([0, 0x1B, 0x5B, 0x32, 0x4A, 0xFF, 0xFE]))
    }

    @Test(arguments: [("exit 3", StepOutcome.exit(code: 3)), ("kill -9 $$", .signal(number: 9)), ("nonsense-command", .exit(code: 127))])
    func theOutcomeIsWhatTheShellSays(text: String, outcome: StepOutcome) async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell(text), .shell("echo never")])
        try fixture.launch()
        let run = try await fixture.ended()
        #expect(run.state == .failed && run.steps[0].outcome == outcome)
        #expect(run.steps[1].startedAt == nil && fixture.text(step: 1).isEmpty)
    }

    @Test func textReachesTheShellUnchanged() async throws {
        let fixture = try RunFixture()
        let text = "cat <<'END'\n$HOME `id` \\n 'q' \"d\" ü \u{1F600}\nEND\nset -- a b # comment\necho $2\n\nif true; then\n\techo yes\nfi"
        try fixture.request([.shell(text)])
        try fixture.launch()
        _ = try await fixture.ended()
        #expect(fixture.text() == "$HOME `id` \\n 'q' \"d\" ü \u{1F600}\nb\nyes\n")
    }

    @Test func aFailedStepIsTriedAgainAsOftenAsItMay() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo x >>tries; [ $(wc -l <tries) -ge 3 ]", retries: 2)])
        try fixture.launch()
        let run = try await fixture.ended()
        #expect(run.state == .done && run.steps[0].attempt == 3)
    }

    @Test func verifyStepsWaitForWhatTheyVerify() async throws {
        let fixture = try RunFixture()
        try fixture.request([
            RunStep(kind: .verifyService, text: "backend", timeout: 20_000), RunStep(kind: .verifyCondition, text: "never", timeout: 100),
        ])
        try fixture.launch()
        try await fixture.until("the verify step has begun") { try fixture.run()?.steps[0].startedAt != nil }
        #expect(FileManager.default.createFile(atPath: fixture.root + "/backend", contents: nil))
        let run = try await fixture.ended()
        #expect(run.steps[0].outcome == .verified(evidence: "backend is there"))
        #expect(run.steps[1].outcome == .notVerified(reason: "never is not there"))
        #expect(run.state == .failed)
    }

    @Test func aCommandThatVerifiesIsRepeatedUntilItSucceeds() async throws {
        let fixture = try RunFixture()
        let check = RunStep(kind: .verifyCommand, text: "cd /; echo here >>\(fixture.root)/tries; cat \(fixture.root)/up", timeout: 60_000)
        try fixture.request([check, .shell("pwd")])
        try fixture.launch()
        try await fixture.until("it was tried twice") {
            (FileManager.default.contents(atPath: fixture.root + "/tries") ?? Data()).count >= "here\nhere\n".utf8.count
        }
        try "all is well\u{1b}[31m\n".write(toFile: fixture.root + "/up", atomically: true, encoding: .utf8)
        let run = try await fixture.ended()
        guard case .verified(let evidence) = run.steps[0].outcome else {
            Issue.record("\(String(describing: run.steps[0].outcome))")
            return
        }
        #expect(evidence.hasPrefix("exit 0 at try ") && evidence.hasSuffix(": all is well^[[31m"))
        #expect(run.state == .done && run.ending == "verified: \(evidence)" && run.steps[0].attempt == 1)
        #expect(fixture.text(step: 1) == fixture.root + "\n", "it leaves no trace in the steps after it")
    }

    @Test func aCommandThatDoesNotVerifyInTimeSaysWhatItSaw() async throws {
        let fixture = try RunFixture()
        let (fails, hangs) = ("echo connection refused >&2; exit 7", "sleep 600")
        try fixture.request([RunStep(kind: .verifyCommand, text: fails, timeout: 3000, retries: 0, idempotent: true)])
        try fixture.launch()
        #expect(try await fixture.ended().steps[0].outcome?.text.hasPrefix("not verified: exit 7") == true)
        try fixture.request([RunStep(kind: .verifyCommand, text: hangs, timeout: 200)], run: "r2", work: .rehearsal)
        try fixture.launch(run: "r2", timing: ["GRACE": "200"])
        #expect(try await fixture.ended("r2").steps[0].outcome == .notVerified(reason: "it did not end once"))
        try await fixture.until("nothing is left of it") { fixture.processes().isEmpty }
    }

    @Test func aManualStepGoesOnWhenSomebodySaysItIsDone() async throws {
        let fixture = try RunFixture()
        try fixture.request([RunStep(kind: .manual, text: "Tell the team", timeout: 1), .shell("echo on")])
        try fixture.launch()
        try await fixture.until("the manual step has begun") { try fixture.run()?.steps[0].startedAt != nil }
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .skip))
        let run = try await fixture.ended()
        #expect(run.state == .done && run.steps[0].outcome == .skipped(reason: "done by hand"))
    }

    @Test func abortEndsTheStepAndTheRun() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo begun; sleep 300"), .shell("echo never")])
        try fixture.launch()
        try await fixture.until("output") { fixture.text() == "begun\n" }
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        let run = try await fixture.ended()
        #expect(run.state == .aborted && run.steps[0].outcome == .signal(number: 15))
        try await fixture.until("no process is left") { fixture.processes().isEmpty }
    }

    @Test func ofTwoRunnersForOneRunOnlyOneRuns() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("echo x >>count; sleep 0.2")])
        try fixture.launch()
        #expect(throws: DetachError.failed("another runner is carrying out run r1")) { try fixture.launch() }
        _ = try await fixture.ended()
        #expect(try String(contentsOfFile: fixture.root + "/count", encoding: .utf8) == "x\n")
        #expect(throws: DetachError.failed("run r1 is over")) { try fixture.launch() }
    }

    @Test func aRollbackWaitsForTheEndOfTheCommandItAborts() async throws {
        let fixture = try RunFixture()
        try fixture.request(
            [.shell("trap 'echo ended >>order; exit 0' TERM; echo begun; sleep 300 & wait")], run: "c1", work: .command(item: "i"))
        try fixture.launch(run: "c1")
        try await fixture.until("output") { fixture.text(run: "c1") == "begun\n" }
        try fixture.record(.runResumed(run: "c1", step: 0, choice: .abort))
        try fixture.request([.shell("echo rollback >>order")])
        try fixture.launch()
        #expect(try await fixture.ended().state == .done)
        #expect(try fixture.run("c1")?.state == .aborted)
        #expect(try String(contentsOfFile: fixture.root + "/order", encoding: .utf8) == "ended\nrollback\n")
    }

    @Test func anEnvironmentVariableThatIsRedactedIsNotThere() async throws {
        let fixture = try RunFixture()
        fixture.environment = SpawnEnvironment.inherited.setting("TOKEN", to: "s3cret").setting("PLAIN", to: "p").without(["TOKEN"])
        try fixture.request([.shell("echo $TOKEN-$PLAIN $OPSCONSOLE_RUN $OPSCONSOLE_STEP")])
        try fixture.launch()
        _ = try await fixture.ended()
        #expect(fixture.text() == "-p r1 1\n")
    }

    @Test func aRunThatDoesNotExistIsRefusedInWords() async throws {
        let fixture = try RunFixture()
        #expect(throws: DetachError.failed("there is no run nothing in the journal")) { try fixture.launch(run: "nothing") }
    }
}
