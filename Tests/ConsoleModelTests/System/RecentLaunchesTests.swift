import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@Suite struct RecentLaunchesTests {
    private let scratch: ScratchDirectory
    private let recent: RecentLaunches

    init() throws {
        scratch = try ScratchDirectory()
        recent = try #require(RecentLaunches(environment: ["XDG_STATE_HOME": scratch("state/home"), "HOME": "/nowhere"]))
    }

    private func open(_ name: String, at seconds: Int64, title: String = "A launch") throws {
        let path = scratch(name)
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
        try recent.note(.init(path: path, name: title, openedAt: Moment(milliseconds: seconds * 1000)))
    }

    @Test func theNewestComesFirstAndEachOnce() throws {
        try open("a.yaml", at: 1)
        try open("b.yaml", at: 2)
        try open("a.yaml", at: 3)
        #expect(recent.read().map(\.openedAt.milliseconds) == [3000, 2000])
        #expect(recent.read().map { $0.path.hasSuffix("/a.yaml") } == [true, false])
    }

    @Test func whatIsGoneIsForgotten() throws {
        try open("a.yaml", at: 1)
        try open("b.yaml", at: 2)
        try FileManager.default.removeItem(atPath: scratch("b.yaml"))
        #expect(recent.read().count == 1)
        try open("c.yaml", at: 3)
        #expect(try String(contentsOfFile: recent.file, encoding: .utf8).contains("b.yaml") == false)
    }

    @Test func thereAreTwentyAtMostAndNobodyElseReadsThem() throws {
        for index in 1...25 { try open("\(index).yaml", at: Int64(index)) }
        #expect(recent.read().count == 20)
        let mode = try FileManager.default.attributesOfItem(atPath: recent.file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aNameFromOutsideIsMadePrintable() throws {
        try open("a.yaml", at: 1, title: "evil\u{1b}[2J\tname\n")
        #expect(recent.read().first?.name == "evil^[[2J       name^J")
    }

    @Test func aDamagedFileIsReadAsFarAsItMakesSense() throws {
        try open("a.yaml", at: 1)
        let text = try String(contentsOfFile: recent.file, encoding: .utf8)
        try ("garbage\n\t\t\n1\trelative\tx\n" + text).write(toFile: recent.file, atomically: false, encoding: .utf8)
        #expect(recent.read().count == 1)
    }

    @Test func withoutAHomeNothingIsKept() { #expect(RecentLaunches(environment: [:]) == nil) }
}
