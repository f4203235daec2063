import ConsoleModel
import Foundation
import LaunchCore
import Testing

@Suite struct LogsFollowingTests {
    @Test func aLogOpensAtItsEnd() throws {
        let log = try LogsCase { log in
            try log.append((0..<5000).map { "line \($0)\n" }.joined())
        }
        #expect(log.lines.count == LogStore.historyLines)
        #expect(log.lines.first == "line 3000")
        #expect(log.tail.total == 0)
        try log.append("new ERROR here\n")
        log.wait { log.lines.last == "new ERROR here" }
        #expect(log.tail.total == 1)
        #expect(log.tail.errors == 1)
        #expect(log.tail.status == "following")
    }

    @Test func outputOfARunIsReadFromItsBeginning() throws {
        let log = try LogsCase(start: .beginning) { try $0.append((0..<5000).map { "line \($0)\n" }.joined()) }
        log.wait { log.total == 5000 }
        #expect(log.lines.count == 5000)
    }

    @Test func aFileThatAppearsLaterIsReadFromItsBeginning() throws {
        let log = try LogsCase("later/app.log")
        #expect(log.tail.status == "waiting for \(log.path) to appear")
        #expect(!log.tail.isFollowing)
        try FileManager.default.createDirectory(atPath: log.folder + "/later", withIntermediateDirectories: false)
        try log.append("first\nsecond\n")
        log.wait { log.lines == ["first", "second"] }
        #expect(log.markers == ["app.log appeared"])
        #expect(log.tail.total == 2)
        #expect(log.tail.isFollowing)
    }

    @Test func anUnfinishedLineIsShownAndCountedOnce() throws {
        let log = try LogsCase { try $0.append("whole\nhal") }
        #expect(log.lines == ["whole", "hal"])
        try log.append("f\r\nnext")
        log.wait { log.lines == ["whole", "half", "next"] }
        #expect(log.tail.total == 1)
    }

    @Test func aLineOfAMegabyteIsCutWithItsSize() throws {
        let log = try LogsCase { try $0.append("start\n") }
        try log.append("A" + String(repeating: "x", count: 1 << 20) + "LONGEND\nafter\n")
        log.wait { log.lines.last == "after" }
        let long = log.lines[1]
        #expect(long.hasPrefix("Axxx"))
        #expect(long.hasSuffix("x… (1,048,584 bytes; not searched or counted past 65,536)"))
        #expect(long.count < 9000)
    }

    @Test func whatATerminalCouldObeyIsShownAsText() throws {
        let log = try LogsCase { try $0.append("start\n") }
        try log.append([0x1B, 0x5B, 0x32, 0x4A, 0x00, 0x07, 0xFF, 0x9B, 0x0A] + Array("a\u{202E}b\rc\u{9B}\n".utf8))
        log.wait { log.lines.count == 3 }
        #expect(log.lines == ["start", "^[[2J^@^G<FF><9B>", "a<U+202E>b^Mc<U+009B>"])
    }

    @Test func markersOfTheConsoleStandBetweenTheLines() throws {
        let log = try LogsCase { try $0.append("one\n") }
        log.store.mark("dana ticked \u{1B}Deploy")
        try log.append("two\n")
        log.wait { log.lines.count == 2 }
        #expect(log.texts == ["one", "dana ticked ^[Deploy", "two"])
    }

    @Test func aLogThatIsRemovedIsGone() throws {
        let log = try LogsCase()
        log.store.remove("app")
        #expect(log.store.tails(visible: ["app": 10]).isEmpty)
    }
}
