import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The main job with the real program: ticked, run, watched, rolled back, by keys in real terminals.
@Suite(.serialized) struct LaunchTests {
    @Test func twoConsolesOnOneLaunchAgree() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let (one, other) = (try launch.console(), try launch.console(size: Size(width: 80, height: 24)))
            try one.wait(for: "Announce the launch")
            try other.wait(for: "Shop v2")
            other.type("2")
            try other.wait(for: "[ ] Announce")
            one.type(" ")
            try one.wait(for: "[x] Announce")
            try other.wait(for: "[x] Announce")
            other.type("q")
            #expect(try other.waitForEnd() == .exited(0))
        }
    }

    @Test func aCommandIsShownConfirmedStreamedAndTicked() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "Apply migrations")
            console.type("j\r")
            try console.wait(for: "echo migrated >> migrations")
            console.type("\r")
            try console.wait(for: "[x] Apply migrations")
            #expect(launch.text("migrations") == "migrated\n")
            let status = try launch.run(["status", launch.launchFile, "--json"])
            #expect(status.output.contains(#""state" : "done""#))
        }
    }

    @Test func aCommandThatFailsLeavesTheItemOpenAndSaysHowItEnded() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "Something that fails")
            console.type("jj\r")
            try console.wait(for: "no such table")
            console.type("\r")
            try console.wait { $0.text.contains("exit 3") }
        }
    }

    @Test func aLogIsFollowed() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "a first line")
            try launch.append("ERROR the second line\n", to: "app.log")
            try console.wait(for: "ERROR the second line")
            try launch.append("hostile \u{1b}]0;title\u{07}\u{1b}[2J \u{202e}over\n", to: "app.log")
            try console.wait(for: "hostile ^[]0;title^G^[[2J <U+202E>over")
            #expect(console.screen.unknown == [])
        }
    }

    @Test(arguments: [SIGKILL, SIGHUP])
    func aRollbackGoesOnWhenItsTerminalIsGone(signal: Int32) async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            try launch.startRollback(in: console)
            try console.wait(for: "ROLLING BACK")
            console.signal(signal)
            _ = try console.waitForEnd()

            let next = try launch.console()
            try next.wait("the rollback at its first step") { $0.text.contains("◀ ROLLING BACK") && $0.text.contains("step 1 of 3") }
            try launch.write("go.on", "")
            try next.wait(for: "ROLLED BACK", within: .seconds(30))
            #expect(launch.text("steps") == "first\nsecond\n")
        }
    }

    @Test func aKilledRunnerIsNoticedAndTheRollbackGoesOnWithoutRunningAStepTwice() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            try launch.startRollback(in: console)
            try console.wait(for: "ROLLING BACK")
            try console.wait("the first step has begun") { _ in launch.text("steps") == "first\n" }
            let runner = try #require(launch.runnerPid)
            kill(runner, SIGKILL)
            try console.wait(for: "INTERRUPTED AT STEP 1")
            try launch.write("go.on", "")
            console.type("r")
            try console.wait(for: "ROLLED BACK", within: .seconds(30))
            #expect(launch.text("steps") == "first\nsecond\n")
        }
    }

    @Test func aTriggerThatFiresRollsBackByItselfWithNoConsoleOpen() async throws {
        try await onThread {
            let launch = try StagedLaunch(
                triggers: "  - {name: errors, when: error_rate > 50%, for: 500ms, action: rollback, countdown: 500ms}", every: "100ms")
            try launch.write("go.on", "")
            #expect(try launch.run(["engine", launch.launchFile]).code == 0)
            let engine = try #require(launch.enginePid, "\(launch.engineLog)")
            try launch.write("break.it", "")
            let rolledBack = try launch.waits { $0.contains("ROLLED BACK") }
            #expect(rolledBack)
            #expect(launch.enginePid == engine)
            #expect(launch.text("steps") == "first\nsecond\n")
            let verified = try launch.run(["verify", launch.launchFile])
            #expect(verified.code == 0, "\(verified.output)")
        }
    }

    @Test func whenTheEngineDiesEveryConsoleSaysSoAndStartsAnother() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let (watching, readOnly) = (try launch.console(), try launch.readOnlyConsole())
            try watching.wait(for: "watching")
            try readOnly.wait(for: "watching")
            let engine = try #require(launch.enginePid, "\(launch.engineLog)")
            kill(engine, SIGKILL)
            try readOnly.wait("another engine") { _ in
                _ = watching.read()
                return launch.enginePid.map { $0 != engine } ?? false
            }
            try watching.wait(for: "watching")
        }
    }

    @Test func aReadOnlyConsoleChangesNothing() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.readOnlyConsole()
            try console.wait(for: "Announce the launch")
            console.type(" ")
            try console.wait(for: "read-only")
            #expect(!console.screen.text.contains("[x]"))
        }
    }

    @Test func leavingGivesTheTerminalBack() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            let before = console.settings
            try console.wait(for: "Announce the launch")
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
            #expect(console.settings.c_lflag == before.c_lflag)
            #expect(console.screen.modes.isDisjoint(with: [1049, 2004, 1000, 1006]))
            #expect(console.screen.isCursorVisible)
        }
    }
}

extension StagedLaunch {
    /// Opens the card and types the word.
    func startRollback(in console: PseudoTerminal) throws {
        console.type("R")
        try console.wait(for: "SHOP")
        console.type("SHOP\ttoo many errors\r")
    }

    /// A console that may look only, on a launch that has begun.
    func readOnlyConsole() throws -> PseudoTerminal {
        _ = try run(["engine", launchFile])
        return try console([launchFile, "--read-only"])
    }

    /// Asks `status` again and again, at most half a minute.
    func waits(until isSo: (String) -> Bool) throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if isSo(try run(["status", launchFile]).output) { return true }
        }
        return false
    }
}
