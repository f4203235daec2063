import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

/// `opsconsole` alone.
@Suite(.serialized) struct StartTests {
    @Test func withoutATerminalTheCommandsArePrinted() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let shell = try launch.shell("'\(BuiltProgram.path("opsconsole"))' > said; echo code $?")
            try shell.wait(for: "code 2")
            let said = launch.text("said")
            #expect(said.contains("  opsconsole launch.yaml"))
            #expect(said.contains("  opsconsole demo --tour"))
            #expect(!said.utf8.contains(0x1b))
        }
    }

    @Test func whatWasOpenedIsOfferedAgain() async throws {
        try await onThread {
            let home = try ScratchDirectory()
            let launch = try StagedLaunch(variables: ["HOME": home.path, "XDG_STATE_HOME": home("state")])
            let console = try launch.console()
            try console.wait(for: "Shop v2")
            try launch.waitUntil("it is remembered") { FileManager.default.fileExists(atPath: home("state/opsconsole/recent")) }
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
            let start = try launch.console([], size: Size(width: 100, height: 30))
            try start.wait(for: "Open again")
            try start.wait(for: "▸ 1 Shop v2")
            start.type("\r")
            try start.wait { $0.text.contains("GO") || $0.text.contains("PREPARING") }
            start.type("q")
            #expect(try start.waitForEnd() == .exited(0))
        }
    }

    @Test func leavingItLeavesTheTerminalAsItWas() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let start = try launch.console([], size: Size(width: 60, height: 12))
            let before = start.settings
            try start.wait(for: "leave")
            start.type("jjkq")
            #expect(try start.waitForEnd() == .exited(0))
            #expect(!start.screen.modes.contains(1049) && start.settings.c_lflag == before.c_lflag)
        }
    }
}
