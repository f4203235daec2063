import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct HeadStartTests {
    /// A sample that could not be read would make nothing ready, and nobody would notice.
    @Test func theSampleIsARecordAsTheJournalHasIt() throws {
        let event = try RecordCoding().event(from: Data(HeadStart.sampleBody.utf8))
        #expect(event == .engineStarted(pid: 0, host: ""))
        #expect(try RecordCoding().body(of: event) == HeadStart.sampleBody)
    }

    @Test func theOnlyJournalBesideALaunchFileIsOpenedAhead() throws {
        let scratch = try ScratchDirectory()
        let (file, journal) = try begun("release", in: scratch)
        let taken = HeadStart(launchFile: file).takeJournal(journal)
        #expect(taken?.path == journal)
        #expect(taken?.state.beganAt != nil)
    }

    @Test func aJournalIsGivenOnce() throws {
        let scratch = try ScratchDirectory()
        let (file, journal) = try begun("release", in: scratch)
        let start = HeadStart(launchFile: file)
        #expect(start.takeJournal(journal) != nil)
        #expect(start.takeJournal(journal) == nil)
    }

    @Test func theJournalOfAnotherLaunchFileIsNotTaken() throws {
        let scratch = try ScratchDirectory()
        let (file, journal) = try begun("release", in: scratch)
        #expect(HeadStart(launchFile: file).takeJournal(journal + ".other") == nil)
    }

    @Test func amongSeveralLaunchFilesNoneIsGuessed() throws {
        let scratch = try ScratchDirectory()
        let (file, journal) = try begun("release", in: scratch)
        _ = try begun("hotfix", in: scratch)
        #expect(HeadStart(launchFile: file).takeJournal(journal) == nil)
    }

    @Test func nothingIsMadeWhereNothingWasBegun() throws {
        let scratch = try ScratchDirectory()
        let file = try written("release", in: scratch)
        #expect(HeadStart(launchFile: file).takeJournal(scratch.path + "/.opsconsole/release/1/journal.sqlite") == nil)
        #expect(DirectoryLook.names(in: scratch.path) == ["release.yaml"])
        #expect(try DirectoryLook(scratch.path + "/.opsconsole") == nil)
    }

    /// A launch file with a launch begun from it, and the journal of that.
    private func begun(_ name: String, in scratch: ScratchDirectory) throws -> (file: String, journal: String) {
        let file = try written(name, in: scratch)
        let actor = Actor(role: .operator, name: "dana", host: "ops1")
        let request = OpenLaunch.Request(path: file, actor: actor, environment: [:], directory: "/", starter: ProcessStarter())
        return (file, try OpenLaunch(request).folder.journal)
    }

    private func written(_ name: String, in scratch: ScratchDirectory) throws -> String {
        let file = scratch("\(name).yaml")
        try Data("launch: \(name)\n".utf8).write(to: URL(filePath: file))
        return file
    }
}
