import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// The ways in which logs are rotated, each on a real file.
@Suite struct LogsRotationTests {
    private func lines(_ range: Range<Int>) -> String { range.map { "line \($0)\n" }.joined() }
    private func texts(_ range: Range<Int>) -> [String] { range.map { "line \($0)" } }

    @Test func renamedAndMadeAnew() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try log.append(lines(3..<5))
        try log.move("app.log", to: "app.log.1")
        try log.append(lines(5..<8))
        log.wait { log.lines.count == 8 }
        #expect(log.lines == texts(0..<8))
        #expect(log.markers == ["app.log was rotated; the new file follows"])
    }

    @Test func whatIsWrittenToTheRenamedFileIsNotLost() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try log.move("app.log", to: "app.log.1")
        log.wait { log.tail.status == "waiting for \(log.path) to appear" }
        try log.append(lines(3..<5), to: "app.log.1")
        log.wait { log.lines.count == 5 }
        try log.append("new 0\n")
        log.wait { log.lines.last == "new 0" }
        try log.append("late\n", to: "app.log.1")
        log.wait { log.lines.last == "late" }
        #expect(log.lines == texts(0..<5) + ["new 0", "late"])
    }

    @Test func truncated() throws {
        let log = try LogsCase { try $0.append(lines(0..<30)) }
        #expect(truncate(log.path, 0) == 0)
        try log.append("new\n")
        log.wait { log.lines.last == "new" }
        #expect(log.lines == texts(0..<30) + ["new"])
        #expect(log.markers == ["app.log was truncated"])
    }

    @Test func truncatedAndAlreadyLongerThanBefore() throws {
        let log = try LogsCase { try $0.append(lines(0..<30)) }
        let file = try #require(FileHandle(forWritingAtPath: log.path))
        file.truncateFile(atOffset: 0)
        file.write(Data(lines(100..<200).utf8))
        log.wait { log.lines.count == 130 }
        #expect(log.lines == texts(0..<30) + texts(100..<200))
    }

    @Test func whatWasWrittenRightBeforeTheCutIsReadFromTheCopy() throws {
        let log = try LogsCase { try $0.append(lines(0..<30)) }
        let bytes = lines(30..<40) + "half a li"
        try FileManager.default.copyItem(atPath: log.path, toPath: log.folder + "/app.log.1")
        try log.append(bytes, to: "app.log.1")
        let file = try #require(FileHandle(forWritingAtPath: log.path))
        file.truncateFile(atOffset: 0)
        file.write(Data("new\n".utf8))
        log.wait { log.lines.last == "new" }
        #expect(log.lines == texts(0..<40) + ["half a li", "new"])
        #expect(log.markers == ["app.log was truncated; its last lines were read from the copy"])
    }

    @Test func aFileThatOnlyLostItsEndIsNotReadTwice() throws {
        let log = try LogsCase { try $0.append(lines(0..<30)) }
        #expect(truncate(log.path, 70) == 0)
        log.wait { log.markers.count == 1 }
        try log.append("new\n")
        log.wait { log.lines.last == "new" }
        #expect(log.lines == texts(0..<30) + ["new"])
    }

    @Test func deletedAndMadeAnew() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try FileManager.default.removeItem(atPath: log.path)
        log.wait { log.tail.status == "waiting for \(log.path) to appear" }
        try log.append(lines(3..<6))
        log.wait { log.lines.count == 6 }
        #expect(log.lines == texts(0..<6))
    }

    @Test func deletedAndMadeAnewAtOnce() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try FileManager.default.removeItem(atPath: log.path)
        try log.append(lines(3..<600))
        log.wait { log.lines.count == 600 }
        #expect(log.lines == texts(0..<600))
    }

    @Test func aSymbolicLinkSwitched() throws {
        let log = try LogsCase { log in
            try log.append(lines(0..<3), to: "app-1.log")
            try FileManager.default.createSymbolicLink(atPath: log.path, withDestinationPath: "app-1.log")
        }
        try log.append(lines(3..<6), to: "app-2.log")
        try FileManager.default.createSymbolicLink(atPath: log.path + ".tmp", withDestinationPath: "app-2.log")
        try log.move("app.log.tmp", to: "app.log")
        log.wait { log.lines.count == 6 }
        #expect(log.lines == texts(0..<6))
    }

    /// Time stands still here: only the kernel's notice can bring the new file.
    @Test func aSwitchedLinkIsNoticedNotPolled() throws {
        let log = try LogsCase { log in
            try log.append(lines(0..<3), to: "app-1.log")
            try FileManager.default.createSymbolicLink(atPath: log.path, withDestinationPath: "app-1.log")
        }
        let events = FileEvents()
        let buffer = LogBuffer(name: "noticed", wake: try WakePipe())
        let follower = PathFollower(path: log.path, buffer: buffer, start: .end(lines: 10), events: events)
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        while follower.isReady { follower.step(scratch, now: 1000) }
        try log.append(lines(3..<6), to: "app-2.log")
        try FileManager.default.createSymbolicLink(atPath: log.path + ".tmp", withDestinationPath: "app-2.log")
        try log.move("app.log.tmp", to: "app.log")
        for _ in 0..<5 {
            events.take(scratch) { follower.note($0) }
            while follower.isReady { follower.step(scratch, now: 1001) }
        }
        #expect(buffer.tail(100).lines.filter { !$0.isMarker }.map(\.text) == texts(0..<6))
    }

    @Test func aLinkOnTheWaySwitched() throws {
        let log = try LogsCase("current/logs/app.log") { log in
            for release in ["r1", "r2"] {
                try FileManager.default.createDirectory(atPath: "\(log.folder)/\(release)/logs", withIntermediateDirectories: true)
            }
            try log.append(lines(0..<3), to: "r1/logs/app.log")
            try FileManager.default.createSymbolicLink(atPath: log.folder + "/current", withDestinationPath: "r1")
        }
        try log.append(lines(3..<6), to: "r2/logs/app.log")
        try FileManager.default.createSymbolicLink(atPath: log.folder + "/next", withDestinationPath: log.folder + "/r2")
        try log.move("next", to: "current")
        log.wait { log.lines.count == 6 }
        #expect(log.lines == texts(0..<6))
    }

    @Test func replacedByACopyThatGoesOn() throws {
        let log = try LogsCase { try $0.append(lines(0..<30)) }
        try FileManager.default.copyItem(atPath: log.path, toPath: log.path + ".new")
        try log.append(lines(30..<33), to: "app.log.new")
        try log.move("app.log.new", to: "app.log")
        log.wait { log.lines.count >= 33 }
        #expect(log.lines == texts(0..<33))
    }

    @Test func rotatedSeveralTimesInARow() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        for round in 1...20 {
            for older in stride(from: round - 1, to: 0, by: -1) { try log.move("app.log.\(older)", to: "app.log.\(older + 1)") }
            try log.move("app.log", to: "app.log.1")
            try log.append(lines(round * 3..<round * 3 + 3))
        }
        log.wait { log.lines.count >= 63 }
        #expect(log.lines.sorted() == texts(0..<63).sorted())
    }

    @Test func aWriterThatDoesNotAppendLeavesAHoleThatIsPassedOver() throws {
        let log = try LogsCase()
        let file = Descriptor(owning: open(log.path, O_WRONLY | O_CREAT, 0o644))
        let block = Array(lines(0..<2000).utf8)
        #expect(write(file.number, block, block.count) == block.count)
        log.wait { log.lines.count == 2000 }
        #expect(ftruncate(file.number, 0) == 0)
        let more = Array("after the hole\n".utf8)
        #expect(write(file.number, more, more.count) == more.count)
        log.wait { log.lines.last == "after the hole" }
        #expect(log.lines.count == 2001)
    }

    @Test func aHoleThatComesAfterTheCutWasSeenIsPassedOver() throws {
        let log = try LogsCase()
        let file = Descriptor(owning: open(log.path, O_WRONLY | O_CREAT, 0o644))
        let block = Array(lines(0..<2000).utf8)
        #expect(write(file.number, block, block.count) == block.count)
        log.wait { log.lines.count == 2000 }
        #expect(ftruncate(file.number, 0) == 0)
        log.wait { log.markers.last == "app.log was truncated" }
        let more = Array("after the hole\n".utf8)
        #expect(write(file.number, more, more.count) == more.count)
        log.wait { log.lines.last == "after the hole" }
        #expect(log.lines.count == 2001)
    }

    @Test func itsFolderDeletedAndMadeAnew() throws {
        let log = try LogsCase("logs/app.log") { log in
            try FileManager.default.createDirectory(atPath: log.folder + "/logs", withIntermediateDirectories: false)
            try log.append(lines(0..<3))
        }
        try FileManager.default.removeItem(atPath: log.folder + "/logs")
        log.wait { !log.tail.isFollowing }
        try FileManager.default.createDirectory(atPath: log.folder + "/logs", withIntermediateDirectories: false)
        try log.append(lines(3..<6))
        log.wait { log.lines.count == 6 }
        #expect(log.lines == texts(0..<6))
    }

    @Test func anUnfinishedLineOfTheOldFileIsFinishedOrCounted() throws {
        let log = try LogsCase { try $0.append("one\nhalf") }
        try log.move("app.log", to: "app.log.1")
        try log.append("new\n")
        log.wait { log.lines.last == "new" }
        try log.append(" a line\n", to: "app.log.1")
        log.wait { log.lines.last == "half a line" }
        try log.append("without end", to: "app.log.1")
        log.wait { log.lines.last == "without end" }
        #expect(log.lines == ["one", "new", "half a line", "without end"])
    }

    @Test func withoutNoticesFilesAreLookedAtAgainAndAgain() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        let buffer = LogBuffer(name: "polled", wake: try WakePipe())
        let follower = PathFollower(path: log.path, buffer: buffer, start: .end(lines: 10), events: FileEvents(none: ()))
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        func texts(at now: Int64) -> [String] {
            follower.step(scratch, now: now)
            while follower.isReady { follower.step(scratch, now: now) }
            return buffer.tail(100).lines.filter { !$0.isMarker }.map(\.text)
        }
        #expect(texts(at: 1000) == self.texts(0..<3))
        #expect(follower.due == 1100)
        try log.append(lines(3..<4))
        try log.move("app.log", to: "app.log.1")
        try log.append(lines(4..<5))
        #expect(texts(at: 1100) == self.texts(0..<5))
        try log.append("late\n", to: "app.log.1")
        #expect(texts(at: 1200).last == "late")
        try log.append("too late\n", to: "app.log.1")
        #expect(texts(at: 61_300).last == "too late")
        try log.append("much too late\n", to: "app.log.1")
        #expect(texts(at: 130_000).last == "much too late")
        #expect(texts(at: 200_000).last == "much too late")
        try log.append("nobody listens any more\n", to: "app.log.1")
        #expect(texts(at: 200_100).last == "much too late")
    }

    /// Root reads everything.
    @Test(.enabled(if: geteuid() != 0)) func permissionLostAndRegained() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try log.move("app.log", to: "app.log.1")
        try log.append(lines(3..<4), to: "new.log")
        #expect(chmod(log.folder + "/new.log", 0) == 0)
        try log.move("new.log", to: "app.log")
        log.wait { log.tail.status == "cannot read \(log.path): Permission denied; waiting for that to change" }
        try log.append("late\n", to: "app.log.1")
        log.wait { log.lines.last == "late" }
        #expect(chmod(log.path, 0o644) == 0)
        log.wait { log.lines.last == "line 3" }
        #expect(log.tail.isFollowing)
    }

    /// As a file server does when it has forgotten the file: the descriptor is good for nothing any more.
    @Test func aStaleHandleIsSaidAndTheFileOpenedAnew() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        let buffer = LogBuffer(name: "stale", wake: try WakePipe())
        let follower = PathFollower(path: log.path, buffer: buffer, start: .end(lines: 10), events: FileEvents(none: ()))
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        func step(at now: Int64) {
            follower.step(scratch, now: now)
            while follower.isReady { follower.step(scratch, now: now) }
        }
        step(at: 1000)
        let pipe = try WakePipe()
        #expect(dup2(pipe.readEnd, try #require(follower.current).descriptor) >= 0)
        try log.append(lines(3..<5))
        step(at: 1100)
        step(at: 1200)
        try log.append(lines(5..<6))
        step(at: 1300)
        #expect(buffer.tail(100).lines.filter { !$0.isMarker }.map(\.text) == texts(0..<6))
        #expect(buffer.tail(1).isFollowing)
    }

    @Test func aDirectoryInItsPlaceIsSaid() throws {
        let log = try LogsCase { try $0.append(lines(0..<3)) }
        try log.move("app.log", to: "app.log.1")
        try FileManager.default.createDirectory(atPath: log.path, withIntermediateDirectories: false)
        log.wait { log.tail.status == "cannot read \(log.path): Is a directory; waiting for that to change" }
        try FileManager.default.removeItem(atPath: log.path)
        try log.append(lines(3..<6))
        log.wait { log.lines.count == 6 }
        #expect(log.lines == texts(0..<6))
    }
}
