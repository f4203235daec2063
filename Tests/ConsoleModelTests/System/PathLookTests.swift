import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// What is in a directory whose path is being typed.
@Suite struct PathLookTests {
    @Test func directoriesAreMarkedAndWhatIsNoTextIsLeftOut() throws {
        let scratch = try ScratchDirectory()
        for name in ["b.txt", ".hidden", "bad\u{1b}[2J"] { try Data().write(to: URL(filePath: scratch(name))) }
        try FileManager.default.createDirectory(atPath: scratch("logs"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: scratch("link"), withDestinationPath: scratch("logs"))
        #expect(PathLook.names(in: scratch.path) == [".hidden", "b.txt", "link/", "logs/"])
        #expect(PathLook.names(in: scratch("nowhere")).isEmpty)
    }

    @Test func theLoopIsWokenWhenADirectoryWasRead() throws {
        let scratch = try ScratchDirectory()
        try Data().write(to: URL(filePath: scratch("a")))
        let look = try PathLook(home: scratch.path)
        look.look("~/")
        var descriptor = pollfd(fd: look.wakeDescriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&descriptor, 1, 30_000) == 1)
        #expect(look.listing == PathListing(directory: "~/", names: ["a"]))
        look.drainWake()
        look.look("~/")
        #expect(look.listing != nil, "it is read once")
        look.look(nil)
        #expect(look.listing == nil)
    }
}
