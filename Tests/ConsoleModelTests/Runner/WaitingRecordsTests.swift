import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// While the journal takes nothing, what a run did is read from where its runner keeps it.
@Suite(.serialized) struct WaitingRecordsTests {
    private static func look(_ fixture: RunFixture, after patience: Duration = WaitingRecords.patience) throws -> WaitingRecords? {
        WaitingRecords.look(in: try fixture.state(), folder: fixture.folder, at: SystemClock.moment() + patience)
    }

    @Test func howARunEndedIsKnownBeforeItsRecordHasRoom() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("until test -e go; do sleep 0.02; done"), .shell("exit 5")])
        try fixture.launch()
        try await fixture.until("the step is in the record") { try fixture.run()?.current == 0 }
        #expect(try Self.look(fixture) == nil)
        _ = FileManager.default.createFile(atPath: fixture.obstacle, contents: nil)
        _ = FileManager.default.createFile(atPath: fixture.root + "/go", contents: nil)
        try await fixture.until("the runner keeps the end") {
            try Self.look(fixture).flatMap { try $0.applied(to: fixture.state()) }?.run("r1")?.state == .failed
        }
        let waiting = try #require(try Self.look(fixture))
        let ahead = try #require(waiting.applied(to: try fixture.state()))
        #expect(try fixture.run()?.state == .running && ahead.seq == (try fixture.state().seq))
        #expect(ahead.run("r1")?.ending == "step 2 of 2 failed: exit 5" && ahead.held != nil)
        #expect(waiting.why == "no space is left for \(fixture.folder.journal)")
        #expect(try Self.look(fixture, after: .seconds(-60)) == nil, "a journal that is only busy is not worth a word")
        try FileManager.default.removeItem(atPath: fixture.obstacle)
        #expect(try await fixture.ended().ending == "step 2 of 2 failed: exit 5")
        #expect(try Self.look(fixture) == nil && waiting.applied(to: try fixture.state()) == nil)
    }
}
