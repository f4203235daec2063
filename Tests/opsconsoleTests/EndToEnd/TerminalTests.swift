import ConsoleModel
import ConsoleTestKit
import ConsoleTUI
import Foundation
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Interactive commands from the console: attached to, left, taken up by another console, in terminals of real size.
@Suite(.serialized) struct TerminalTests {
    private static func staged(_ command: String) throws -> StagedLaunch {
        let launch = try StagedLaunch()
        let item = "text: Announce the launch, run: '\(command)', interactive: true"
        try launch.write("launch.yaml", launch.text("launch.yaml").replacing("text: Announce the launch", with: item))
        return launch
    }

    private static func start(_ launch: StagedLaunch, size: Size = Size(width: 100, height: 30)) throws -> PseudoTerminal {
        let console = try launch.console(size: size)
        try console.wait(for: "PREPARING")
        console.type("2\r")
        try console.wait(for: "run it   Esc")
        console.type("\r")
        try console.wait(for: "it runs in a terminal: T attaches")
        return console
    }

    private static let leave = "\u{1d}"

    @Test func anAnswerIsGivenInItAndTheScreenComesBack() async throws {
        try await onThread {
            let launch = try Self.staged(#"read -p "Name? " name; echo "hello $name"; stty size"#)
            let console = try Self.start(launch)
            console.type("T")
            try console.wait(for: "Ctrl-] leaves this terminal")
            try console.wait(for: "Name?")
            console.type("dana\r")
            try console.wait(for: "Command ✔ done")
            try console.wait(for: "hello dana")
            try console.wait(for: "30 100")
        }
    }

    @Test func aKilledConsoleLeavesItAndAnotherOneTakesItUp() async throws {
        try await onThread {
            let launch = try Self.staged(#"stty -echo; read -p "Password: " word; stty echo; echo; echo ${#word} letters"#)
            let first = try Self.start(launch)
            first.type("T")
            try first.wait("the prompt") { $0.text.contains("leaves this terminal") && $0.text.contains("Password:") }
            first.signal(SIGKILL)
            _ = try first.waitForEnd()
            let second = try launch.console(size: Size(width: 90, height: 25))
            try second.wait(for: "step 1 of 1")
            second.type("T")
            try second.wait("the prompt") { $0.text.contains("leaves this terminal") && $0.text.contains("Password:") }
            second.type(Self.leave)
            try second.wait("the screen again") { $0.text.contains("T terminal") }
            let status = try launch.run(["status", launch.launchFile, "--json"])
            #expect(status.output.contains(#""state" : "running""#), "left, it goes on")
            second.type("T")
            try second.wait("the prompt") { $0.text.contains("leaves this terminal") && $0.text.contains("Password:") }
            second.type("hunter2\r")
            try launch.waitUntil("the tick") { try launch.status().contains(#""evidence" : "exit 0""#) }
            let folder = launch.folder + "/runs"
            let run = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
            let log = try String(contentsOfFile: "\(folder)/\(run)/1.log", encoding: .utf8)
            #expect(log == "Password: \r\n7 letters\r\n")
        }
    }

    @Test func aProgramWithTheWholeScreenIsShownAgainAndFollowsTheSize() async throws {
        try await onThread {
            let program = #"""
                printf "\033[?1049h"; until read -t 0.1 -n 1 key; do printf "\033[H\033[J%s" "$(stty size) in all"; done; printf "\033[?1049l"; echo "pressed $key"
                """#
            let launch = try Self.staged(program)
            let console = try Self.start(launch)
            console.type("T")
            try console.wait(for: "30 100 in all")
            console.resize(Size(width: 90, height: 20))
            try console.wait(for: "20 90 in all")
            console.type(Self.leave)
            try console.wait(for: "it runs in a terminal: T attaches")
            console.type("T")
            try console.wait("the program again") { $0.text.contains("20 90 in all") && !$0.text.contains("it runs in a terminal") }
            console.type("x")
            try console.wait(for: "Command ✔ done")
            try console.wait(for: "pressed x")
        }
    }

    @Test func aScriptsTerminalAttachesTooAndWithoutOneItIsRefused() async throws {
        try await onThread {
            let launch = try Self.staged(#"read -p "Name? " name; echo "hello $name""#)
            #expect(try launch.run(["attach", launch.launchFile]).errors.contains("this is no terminal"))
            let console = try Self.start(launch)
            let script = try launch.console(["attach", launch.launchFile])
            try script.wait(for: "Name?")
            script.type("li\r")
            #expect(try script.waitForEnd() == .exited(0))
            #expect(script.screen.text.contains("hello li") && script.screen.text.contains("the command has ended"))
            try console.wait(for: "Command ✔ done")
        }
    }

    @Test func aReadOnlyConsoleDoesNotAttach() async throws {
        try await onThread {
            let launch = try Self.staged("read -p go? word")
            _ = try Self.start(launch)
            let other = try launch.console(["watch", launch.launchFile, "--read-only"])
            try other.wait(for: "step 1 of 1")
            other.type("T")
            try other.wait(for: "this console is read-only")
        }
    }
}
