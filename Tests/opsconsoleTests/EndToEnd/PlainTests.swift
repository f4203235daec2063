import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The console in lines, in real processes.
@Suite(.serialized) struct PlainTests {
    private static let last = "what changes follows"

    @Test func aDumbTerminalGetsASummaryAndThenLines() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(size: Size(width: 200, height: 200), term: "dumb")
            try console.wait(for: Self.last)
            try console.wait(for: "web is up")
            #expect(try launch.run(["tick", launch.launchFile, "announce"]).code == 0)
            try console.wait(for: "ticked Announce the launch")
            try launch.write("break.it", "")
            try console.wait(for: "web is down")
            console.type("\u{3}")
            #expect(try console.waitForEnd() == .exited(130))
            #expect(!console.output.contains(0x1b))
        }
    }

    @Test func aScreenIsNotDrawnForWhoAsksForNone() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(["watch", launch.launchFile, "--plain"])
            try console.wait(for: Self.last)
            console.signal(SIGTERM)
            #expect(try console.waitForEnd() == .exited(143))
            #expect(!console.output.contains(0x1b))
        }
    }

    @Test func itGoesIntoAFileUntilTheLaunchEnds() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let shell = try launch.shell("'\(BuiltProgram.path("opsconsole"))' '\(launch.launchFile)' > lines; echo code $?")
            try launch.waitUntil("somebody watches") { launch.text("lines").contains("web is up") }
            #expect(launch.text("lines").hasPrefix("Shop v2  v1 → v2  T+--:--:--\n"))
            #expect(try launch.run(["stop", launch.launchFile, "--reason", "seen enough"]).code == 0)
            try shell.wait(for: "code 0")
            #expect(launch.text("lines").contains("finished the launch: seen enough"))
        }
    }

    @Test func itEndsQuietlyWhenNobodyReads() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let shell = try launch.shell("{ '\(BuiltProgram.path("opsconsole"))' '\(launch.launchFile)'; echo code $? >&2; } | head -n 1")
            try shell.wait(for: "code 0")
            #expect(shell.screen.text.contains("Shop v2  v1 → v2"))
        }
    }

    @Test func aDeadEngineIsToldAndStartedAgain() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(["watch", launch.launchFile, "--plain"], size: Size(width: 200, height: 200))
            try console.wait(for: "web is up")
            let engine = try #require(launch.enginePid)
            kill(engine, SIGKILL)
            try console.wait { $0.text.contains("HOLD: NOBODY IS WATCHING") || $0.text.contains("✖ NOBODY IS WATCHING") }
            try launch.waitUntil("another engine watches") { launch.enginePid.map { $0 != engine } ?? false }
            let other = try #require(launch.enginePid)
            try console.wait(for: "engine \(other) watches on")
        }
    }
}

extension StagedLaunch {
    /// A shell in a terminal of its own, in the launch's directory.
    func shell(_ command: String, size: Size = Size(width: 200, height: 50), term: String = "xterm-256color") throws -> PseudoTerminal {
        try PseudoTerminal(
            "/bin/sh", ["-c", "cd '\(scratch.path)'; \(command)"],
            environment: [
                "TERM": term, "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory(),
            ],
            size: size)
    }
}
