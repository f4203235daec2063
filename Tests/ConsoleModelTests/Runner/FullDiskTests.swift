import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Real disks that are full: this host's, where a run keeps its files, and the other one's.
@Suite(.serialized, .enabled(if: SmallDisk.canBeHad && SSHServer.isInstalled)) struct FullDiskTests {
    /// Starts a runner whose run's directory has so many bytes.
    private func launch(_ fixture: RunFixture, size: Int) throws {
        let directory = try fixture.folder.makeRun("r1")
        var launcher = fixture.launcher()
        let words = SmallDisk.command(size: size, at: directory) + [RunFixture.product("RunnerFixture")]
        launcher.arguments = Array(words.dropFirst()) + launcher.arguments
        launcher.executable = words[0]
        _ = try launcher.start(run: "r1")
    }

    @Test func aStepThatFillsTheDiskIsToldSoAndTheNextOneRunsAllTheSame() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("head -c 9000000 /dev/zero || echo full >>seen; true"), .shell("echo second >>seen; exit 5")])
        try launch(fixture, size: 3 << 20)
        let run = try await fixture.ended()
        #expect(run.steps.map(\.outcome) == [.exit(code: 0), .exit(code: 5)])
        #expect(run.steps[0].outputBytes > 500_000 && run.steps[0].outputBytes < 3 << 20)
        #expect(try String(contentsOfFile: fixture.root + "/seen", encoding: .utf8) == "full\nsecond\n")
    }

    @Test func outputOfAnotherHostForWhichThereIsNoRoomStaysThere() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("head -c 9000000 /dev/zero; exit 4")])
        try launch(remote.local, size: 3 << 20)
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 4) && run.steps[0].outputBytes == 9_000_000 && run.steps[0].outputHash == nil)
        let words = "no room here for its output; all of it is on web1 in "
        let note = try #require(try remote.local.state().notes.first { $0.text.contains(words) }?.text)
        let path = try #require(note.range(of: words).map { String(note[$0.upperBound...]) })
        let there = try FileManager.default.attributesOfItem(atPath: path)
        #expect(there[.size] as? Int == 9_000_000)
    }

    @Test func aStepThatFillsTheDiskThereEndsAsItEnds() async throws {
        let remote = try RemoteFixture(homeSize: 3 << 20)
        try remote.local.request([remote.step("head -c 9000000 /dev/zero || exit 9")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 9))
        #expect(run.steps[0].outputBytes > 500_000 && run.steps[0].outputBytes < 3 << 20)
        try await remote.untilNothingIsLeft()
    }

    @Test func aDiskThatIsFullThereIsGoneAroundWhereThereIsAnother() async throws {
        let remote = try RemoteFixture(homeSize: 1 << 20)
        _ = FileManager.default.createFile(atPath: remote.server.homeFile("filler"), contents: nil)
        let filler = try #require(FileHandle(forWritingAtPath: remote.server.homeFile("filler")))
        while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
        try? filler.close()
        let before = try FileManager.default.contentsOfDirectory(atPath: "/")
        try remote.local.request([remote.step("echo done; exit 3")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 3) && remote.local.text() == "done\n")
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: "/")).subtracting(before).isEmpty, "nothing is made elsewhere")
        let name = RunFiles(remote.local.folder, run: "r1").worldName
        for place in ["/dev/shm/opsconsole-runs-\(getuid())", "/run/user/\(getuid())/opsconsole-runs"] {
            try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
        }
        try await remote.untilNothingIsLeft()
    }
}
