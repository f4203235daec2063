import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// What a step leaves on another host goes when nobody can need it any more, and not before.
@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct RemoteFarewellTests {
    private static func directories(_ remote: RemoteFixture) -> [String] {
        let base = remote.server.home + "/.opsconsole-runs"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        return names.filter { !$0.hasPrefix(".") }
    }

    @Test func recordedStepsLeaveNothingThere() async throws {
        let remote = try RemoteFixture()
        let slow = "head -c 300000 /dev/zero; sleep 300 & echo background"
        try remote.local.request([remote.step(slow), remote.step("echo second"), remote.step("exit 3")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.steps.map(\.outcome) == [.exit(code: 0), .exit(code: 0), .exit(code: 3)])
        #expect(remote.local.output().count == 300_011 && remote.local.text(step: 1) == "second\n")
        try await remote.local.until("nothing is left there") { Self.directories(remote).isEmpty }
    }

    @Test func whatIsNotInTheJournalYetStaysThereUntilItIs() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted), remote.step("echo second")])
        try remote.local.launch()
        try await remote.untilBegun()
        _ = FileManager.default.createFile(atPath: remote.local.obstacle, contents: nil)
        remote.go()
        let pending = RunFiles(remote.local.folder, run: "r1").pending
        try await remote.local.until("the runner keeps the end") { PendingStore.read(pending).contains { $0.contains("runFinished") } }
        #expect(SmallFile.exists(remote.attempt + "/exit"))
        try FileManager.default.removeItem(atPath: remote.local.obstacle)
        #expect(try await remote.local.ended().steps[0].outcome == .exit(code: 4))
        try await remote.local.until("nothing is left there") { Self.directories(remote).isEmpty }
    }

    @Test func aStepWhoseEndNobodyKnowsKeepsItsFilesThere() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await remote.untilBegun()
        let child = try #require(SmallFile.read(remote.attempt + "/child").flatMap(ProcessStamp.init(line:)))
        let claim = try #require(SmallFile.read(remote.attempt + "/claim").flatMap(ProcessStamp.init(line:)))
        for pid in [claim.pid, child.pid] { kill(pid, SIGKILL) }
        try await remote.local.until("the outcome is unknown") {
            if case .unknown? = try remote.local.run()?.steps[0].outcome { true } else { false }
        }
        try await remote.untilNothingIsLeft()
        #expect(SmallFile.exists(remote.attempt + "/claim"))
    }
}
