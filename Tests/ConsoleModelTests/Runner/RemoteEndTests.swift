import ConsoleTestKit
import Crypto
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Ending steps on another host, and taking up what a killed runner left there.
@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct RemoteEndTests {
    private func hash(_ data: Data) -> String { SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined() }

    private func interrupted(_ remote: RemoteFixture, _ pid: Int32) async throws {
        kill(pid, SIGKILL)
        try await remote.local.until("the interruption is noticed") {
            try RunInterruption.find(in: remote.local.state(), folder: remote.local.folder, at: SystemClock.moment()).first != nil
        }
        try remote.local.record(.runInterrupted(run: "r1", step: 0, reason: "its runner is gone"))
    }

    @Test func aTimeoutEndsTheWholeGroupThere() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("(trap '' TERM; echo stubborn; sleep 300) & sleep 300; wait", timeout: 1000)])
        try remote.local.launch(timing: ["GRACE": "500"])
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .timedOut && remote.local.text() == "stubborn\n")
        try await remote.untilNothingIsLeft()
    }

    @Test func abortEndsTheStepThere() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("echo begun; sleep 300")])
        try remote.local.launch()
        try await remote.local.until("output") { remote.local.text() == "begun\n" }
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .abort))
        #expect(try await remote.local.ended().state == .aborted)
        try await remote.untilNothingIsLeft()
    }

    @Test func aKilledRunnerLeavesTheStepToTheNextOne() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("seq 20000; " + RemoteFixture.counted)])
        let pid = try remote.local.launch()
        try await remote.untilBegun()
        try await interrupted(remote, pid)
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .resume))
        try remote.local.launch()
        remote.go()
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 4) && remote.begins == 1)
        #expect(remote.local.text() == (1...20_000).map { "\($0)\n" }.joined() + "ended\n")
        #expect(try remote.finished()?.hash == hash(remote.local.output()))
        try await remote.untilNothingIsLeft()
    }

    @Test func aRestartOfTheHostIsAnUnknownOutcomeAndAsked() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        let pid = try remote.local.launch()
        try await remote.untilBegun()
        try await interrupted(remote, pid)
        // What a restart leaves: files of another boot, and none of the processes.
        for pid in remote.server.sessions() { kill(pid, SIGKILL) }
        let claim = remote.attempt + "/claim"
        try "4711 12345 another-boot\n".write(toFile: claim, atomically: true, encoding: .utf8)
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .resume))
        try remote.local.launch()
        try await remote.local.until("the question") { try remote.local.run()?.state == .interrupted }
        #expect(try remote.local.run()?.steps[0].outcome == .unknown(reason: "web1: the host was restarted while it ran"))
        #expect(remote.begins == 1)
    }

    @Test func aSupervisorThatWasKilledIsAnUnknownOutcome() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await remote.untilBegun()
        let claim = try #require(SmallFile.read(remote.attempt + "/claim").flatMap(ProcessStamp.init(line:)))
        kill(claim.pid, SIGKILL)
        remote.go()
        try await remote.local.until("the question") { try remote.local.run()?.state == .interrupted }
        guard case .unknown = try remote.local.run()?.steps[0].outcome else {
            Issue.record("nobody can know how it ended")
            return
        }
        #expect(remote.begins == 1)
    }

    @Test func theFarSideEndsAStepOnTimeWhenNobodyIsLeft() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted, timeout: 2000)])
        let pid = try remote.local.launch()
        try await remote.untilBegun()
        try await interrupted(remote, pid)
        try await remote.local.until("the step's end") { SmallFile.exists(remote.attempt + "/exit") }
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .resume))
        try remote.local.launch()
        #expect(try await remote.local.ended().steps[0].outcome == .timedOut)
        try await remote.untilNothingIsLeft()
    }
}
