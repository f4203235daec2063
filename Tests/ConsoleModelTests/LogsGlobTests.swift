import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct LogsGlobTests {
    @Test func filesThatFitAreFollowedAndNewOnesJoin() throws {
        let log = try LogsCase("app-*.log") { log in
            try log.append("one\n", to: "app-1.log")
            try log.append("other\n", to: "other.log")
        }
        #expect(log.lines == ["one"])
        try log.append("two\n", to: "app-2.log")
        log.wait { log.lines.count == 2 }
        #expect(log.texts == ["app-1.log: one", "app-2.log joined", "app-2.log: two"])
        try log.append("three\n", to: "app-1.log")
        log.wait { log.lines.last == "app-1.log: three" }
        #expect(log.tail.total == 2)
    }

    @Test func aFileThatOnlyGotAnotherNameIsNotReadAgain() throws {
        let log = try LogsCase("*.log*") { try $0.append("one\n", to: "app.log") }
        try log.move("app.log", to: "app.log.1")
        try log.append("two\n", to: "app.log")
        log.wait { log.lines.count == 2 }
        try log.append("three\n", to: "app.log")
        log.wait { log.lines.last == "three" }
        #expect(log.lines == ["one", "two", "three"])
    }

    @Test func aFolderThatAppearsLaterIsLookedInto() throws {
        let log = try LogsCase("pods/*/out.log")
        #expect(log.tail.status == "waiting for \(log.folder)/pods/*/out.log to appear")
        try FileManager.default.createDirectory(atPath: log.folder + "/pods/web-7f", withIntermediateDirectories: true)
        try log.append("up\n", to: "pods/web-7f/out.log")
        log.wait { log.lines == ["up"] }
        #expect(log.tail.isFollowing)
    }
}
