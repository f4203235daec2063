import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

/// The real program with an operator's own keys, in a terminal.
@Suite struct KeysTests {
    @Test func ownKeysWorkInTheConsole() async throws {
        try await onThread {
            let (launch, config) = try Self.launch("rollback: [g r]\nnote: F5\n")
            let console = try launch.console(size: Size(width: 80, height: 24))
            try console.wait(for: "g r roll back")
            console.type("g")
            try console.wait(for: "Opens the rollback card")
            console.type("r")
            try console.wait(for: "ROLL BACK")
            console.type("SHOP")
            try console.wait(for: "armed")
            withExtendedLifetime(config) {}
        }
    }

    @Test func whatIsWrongIsToldAndTheProgramsKeyStays() async throws {
        try await onThread {
            let (launch, config) = try Self.launch("rolback: g r\nnote: x\n")
            let console = try launch.console(size: Size(width: 80, height: 24))
            try console.wait(for: "did you mean `rollback`? (+1 more)")
            console.type("n")
            try console.wait(for: "write it down")
            withExtendedLifetime(config) {}
        }
    }

    /// The second key is about what the first led to, although no picture was drawn between them.
    @Test func keysTypedInOneGoAreAboutEachOther() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(size: Size(width: 80, height: 24))
            try console.wait(for: "Announce the launch")
            console.type("6g\u{67}\r")
            try console.wait(for: "╭ Record 1 ")
            console.type("q6fl/beg\rG\r")
            try console.wait { screen in screen.text.contains("╭ Record 1 ") && screen.text.contains("Plan") }
        }
    }

    @Test func aReplayGoesThroughTheRecord() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            for text in ["first words", "second words", "third words"] {
                #expect(try launch.run(["note", launch.launchFile, text]).code == 0)
            }
            let console = try launch.console(["replay", launch.launchFile], size: Size(width: 80, height: 24))
            try console.wait(for: "REPLAY")
            console.type(" 6]]]]]]]]")
            try console.wait(for: "third words")
            console.type("[")
            try console.wait { !$0.text.contains("third words") && $0.text.contains("second words") }
            console.type("/first wo")
            try console.wait { $0.text.contains("first words") && !$0.text.contains("second words") }
            console.type("\r\r")
            try console.wait(for: "Hash")
        }
    }

    @Test func theSubcommandListsAndChecks() async throws {
        try await onThread {
            let (launch, config) = try Self.launch("rolback: g r\nnote: F5\n")
            let check = try launch.run(["keys", "--check"])
            #expect(check.code == 1 && check.output == "")
            #expect(check.errors.contains("opsconsole/keys.yaml:1:1: error: there is no command `rolback`; did you mean `rollback`?"))
            let list = try launch.run(["keys"])
            #expect(list.code == 1 && list.output.contains("* F5 "))
            let template = try launch.run(["keys", "--default"])
            #expect(template.code == 0 && template.output.contains("#rollback: \"R\"\n"))
            let doctor = try launch.run(["doctor"])
            #expect(doctor.output.contains("keys.yaml:1:1: error: there is no command `rolback`"))
            withExtendedLifetime(config) {}
        }
    }

    /// A launch, and the directory of an operator's own files.
    private static func launch(_ keys: String) throws -> (StagedLaunch, config: ScratchDirectory) {
        let config = try ScratchDirectory()
        try FileManager.default.createDirectory(atPath: config("opsconsole"), withIntermediateDirectories: true)
        try keys.write(toFile: config("opsconsole/keys.yaml"), atomically: false, encoding: .utf8)
        return (try StagedLaunch(variables: ["XDG_CONFIG_HOME": config.path]), config)
    }
}
