import ConsoleTestKit
import Crypto
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// A step whose host does not let us in any more: what became of it is in its files there, and is learned when it does again.
@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct CutOffStepTests {
    private func cutOff(_ remote: RemoteFixture) async throws {
        try await remote.untilBegun()
        try await remote.local.until("the step is followed") {
            RunFiles(remote.local.folder, run: "r1").attempt(step: 0, 1).wasFollowed
        }
        try remote.server.setAuthorized(false)
        for pid in remote.server.connections() { kill(pid, SIGKILL) }
        try await untilInterrupted(remote)
    }

    private func untilInterrupted(_ remote: RemoteFixture, times: Int = 1) async throws {
        try await remote.local.until("interruption \(times)") {
            try remote.local.journal.records().count { if case .runInterrupted = $0.event { true } else { false } } == times
        }
        try await remote.local.until("the runner has left") {
            try RunHealth.probe(remote.local.folder, run: "r1", at: SystemClock.moment()) == .dead
        }
    }

    private func resume(_ remote: RemoteFixture) throws {
        #expect(try remote.local.run()?.resumeRefusal == nil)
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .resume))
        try remote.local.launch()
    }

    @Test func howItEndedIsLearnedWhenTheHostLetsUsInAgain() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await cutOff(remote)
        #expect(try remote.local.run()?.ending?.contains("Permission denied") == true)
        #expect(try remote.local.run()?.steps[0].outcome == nil)
        // Whoever has no access either leaves it as it is.
        try resume(remote)
        try await untilInterrupted(remote, times: 2)
        remote.go()
        try await remote.local.until("the step's end") { SmallFile.exists(remote.attempt + "/exit") }
        try remote.server.setAuthorized(true)
        try resume(remote)
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 4) && remote.begins == 1)
        #expect(remote.local.text() == "ended\n")
    }

    @Test func aStepThatIsStillAtWorkIsFollowedAgain() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted, idempotent: true)])
        try remote.local.launch()
        try await cutOff(remote)
        try remote.server.setAuthorized(true)
        try resume(remote)
        remote.go()
        #expect(try await remote.local.ended().steps[0].outcome == .exit(code: 4))
        #expect(remote.begins == 1)
    }

    @Test func anEndInTimeCountsHoweverLateItIsLearned() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("echo begun >>count; until [ -e go ]; do sleep 0.02; done", timeout: 20_000)])
        try remote.local.launch()
        try await cutOff(remote)
        remote.go()
        try await remote.local.until("the step's end") { SmallFile.exists(remote.attempt + "/exit") }
        try remote.server.setAuthorized(true)
        // Long after its time, as the record tells it.
        let early = SystemClock.moment() - .seconds(3600)
        try remote.local.journal.append([.stepStarted(run: "r1", step: 0, attempt: 1)], by: RunFixture.dana, at: early)
        try remote.local.record(.runInterrupted(run: "r1", step: 0, reason: "again"))
        try resume(remote)
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 0) && run.state == .done && remote.begins == 1)
    }

    @Test func filesThatAreNotForUsToReadAreLeftToWhoeverMay() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await cutOff(remote)
        remote.go()
        try await remote.local.until("the step's end") { SmallFile.exists(remote.attempt + "/exit") }
        let files = FileManager.default
        try files.moveItem(atPath: remote.attempt, toPath: remote.attempt + ".kept")
        // Even root cannot enter this.
        #expect(files.createFile(atPath: remote.attempt, contents: nil))
        try remote.server.setAuthorized(true)
        try resume(remote)
        try await untilInterrupted(remote, times: 2)
        #expect(try remote.local.run()?.ending?.contains("belong to somebody else") == true)
        try files.removeItem(atPath: remote.attempt)
        try files.moveItem(atPath: remote.attempt + ".kept", toPath: remote.attempt)
        try resume(remote)
        #expect(try await remote.local.ended().steps[0].outcome == .exit(code: 4))
        #expect(remote.begins == 1)
    }

    @Test func whatItSaidBeforeIsInTheRecordOfAnAbort() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("echo kept; \(RemoteFixture.counted)")])
        try remote.local.launch()
        try await remote.local.until("its output is here") { remote.local.text() == "kept\n" }
        try await cutOff(remote)
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .abort))
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.state == .aborted)
        let finished = try #require(try remote.finished())
        let hash = SHA256.hash(data: Data("kept\n".utf8)).map { String(format: "%02x", $0) }.joined()
        #expect(finished.bytes == 5 && finished.hash == hash, "\(finished)")
    }

    @Test func filesThatAreGoneThereAreAnUnknownOutcomeAndNothingRunsAgain() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await cutOff(remote)
        remote.go()
        try await remote.local.until("the step's end") { SmallFile.exists(remote.attempt + "/exit") }
        try FileManager.default.removeItem(atPath: remote.attempt)
        try remote.server.setAuthorized(true)
        try resume(remote)
        try await untilInterrupted(remote, times: 2)
        guard case .unknown(let reason) = try remote.local.run()?.steps[0].outcome else {
            Issue.record("nobody can know how it ended")
            return
        }
        #expect(reason.contains("its files are gone") && remote.begins == 1)
        #expect(try remote.local.run()?.resumeRefusal != nil)
    }
}
