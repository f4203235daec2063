import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the page of a run offers, said by a script.
@Suite(.serialized) struct AnswerTests {
    private static func answer(_ launch: StagedLaunch, _ words: String...) throws -> (code: Int32, output: String, errors: String) {
        try launch.run(["answer", launch.launchFile] + words)
    }

    /// A rollback whose first step has begun, with whoever asked for it, whose words go to `said`.
    private static func begin(_ launch: StagedLaunch) throws -> Process {
        try launch.write("said", "")
        let said = try FileHandle(forWritingTo: URL(filePath: launch.scratch("said")))
        let rollback = try launch.start(["rollback", launch.launchFile, "--yes", "--reason", "broken"], output: said)
        try launch.waitUntil("the first step has begun") { launch.text("steps") == "first\n" }
        return rollback
    }

    private static let steps = [
        "steps:", "  - {run: 'echo first >> steps; until test -e go.on; do sleep 0.05; done'}", "  - {run: echo second >> steps}",
    ]

    @Test func anInterruptedRollbackIsResumedOnceAndFollowedToItsEnd() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: Self.steps)
            let early = try Self.answer(launch, "resume")
            #expect(early.code == 1 && early.errors.contains("no run goes on or is interrupted"))
            let rollback = try Self.begin(launch)
            let hasty = try Self.answer(launch, "retry")
            #expect(hasty.code == 1 && hasty.errors.contains("the rollback is not interrupted"))
            kill(try #require(launch.runnerPid), SIGKILL)
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 1)
            let silent = try Self.answer(launch, "abort")
            #expect(silent.code == 1 && silent.errors.contains("an abort of the rollback needs a reason"))
            let other = try Self.answer(launch, "resume", "--run", "r7")
            #expect(other.code == 1 && other.errors.contains("there is no run r7"))
            try launch.write("go.on", "")
            let resumed = try Self.answer(launch, "resume", "--reason", "the machine is back")
            #expect(resumed.code == 0, "\(resumed.output) \(resumed.errors)")
            #expect(resumed.output.hasPrefix("the rollback: to resume, as asked\nstep 1 of 2: "))
            #expect(resumed.output.hasSuffix("the rollback: done, all 2 steps are done\nROLLED BACK: all 2 steps are done\n"))
            #expect(launch.text("steps") == "first\nsecond\n")
            let late = try Self.answer(launch, "retry")
            #expect(late.code == 1 && late.errors.contains("no run goes on or is interrupted"))
        }
    }

    @Test func anInterruptionThatNobodySawIsAnsweredAllTheSame() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: Self.steps)
            #expect(try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "broken", "--no-wait"]).code == 0)
            try launch.waitUntil("the first step has begun") { launch.text("steps") == "first\n" }
            kill(try #require(launch.runnerPid), SIGKILL)
            try launch.waitUntil("it is dead") { launch.runnerPid == nil }
            #expect(try launch.run(["status", launch.launchFile]).output.contains("INTERRUPTED AT STEP 1: resume, retry, skip or abort"))
            let skipped = try Self.answer(launch, "skip")
            #expect(skipped.code == 0 && skipped.output.contains("1 of 2 steps done, step 1 skipped by "), "\(skipped)")
            #expect(launch.text("steps") == "first\nsecond\n")
        }
    }

    @Test func aRollbackThatGoesOnIsAborted() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: Self.steps)
            let rollback = try Self.begin(launch)
            let aborted = try Self.answer(launch, "abort", "--reason", "the wrong shop")
            #expect(aborted.code == 0, "\(aborted.output) \(aborted.errors)")
            #expect(aborted.output.contains("(the wrong shop)") && aborted.output.contains("not carried out, to be done by hand:"))
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 1 && launch.text("steps") == "first\n")
        }
    }

    @Test func aStepByHandIsSaidToBeDoneInTheWordsThatWereGiven() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: ["steps:", "  - {run: echo first >> steps}", "  - {manual: Call the bank}"])
            let rollback = try Self.begin(launch)
            try launch.waitUntil("it asks for somebody") { launch.text("said").contains("step 2 waits for you: Call the bank; then ") }
            let words = try #require(launch.text("said").split(separator: "`").first { $0.hasPrefix("opsconsole answer ") })
            #expect(words == "opsconsole answer \(launch.launchFile.quotedForShell) skip")
            let done = try Self.answer(launch, "skip", "--no-wait")
            #expect(done.code == 0, "\(done.errors)")
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 0)
        }
    }
}
