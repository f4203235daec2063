import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whatever is wrong, the program says what and what to do, and ends as documented.
@Suite(.serialized) struct BadInputTests {
    @Test func aMissingLaunchFile() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let result = try launch.run([launch.scratch("nothing.yaml")])
            #expect(result.code == 1)
            #expect(result.errors.contains("nothing.yaml"))
        }
    }

    @Test func aLaunchFileThatIsNoYAML() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            try launch.write("launch.yaml", "launch: [unclosed\nservices: {a\n")
            let result = try launch.run(["check", launch.launchFile])
            #expect(result.code == 1)
            #expect((result.output + result.errors).contains("launch.yaml:"))
        }
    }

    @Test func anUnknownKeyIsRefusedWithItsPlaceAndASuggestion() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            try launch.write("launch.yaml", "launch: X\nservices:\n  web: {url: \"http://127.0.0.1:1/\", timeuot: 2s}\n")
            let result = try launch.run(["check", launch.launchFile])
            #expect(result.code == 1)
            let said = result.output + result.errors
            #expect(said.contains(":3:"), "\(said)")
            #expect(said.contains("did you mean `timeout`?"), "\(said)")
        }
    }

    @Test func aPlanThatIsNotUTF8() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            try Data([0x23, 0x20, 0x50, 0xff, 0xfe, 0x0a]).write(to: URL(filePath: launch.scratch("plan.md")))
            let result = try launch.run(["check", launch.scratch("plan.md")])
            #expect((result.output + result.errors).contains("UTF-8"), "\(result)")
        }
    }

    @Test func aTerminalThatCannotShowAFullScreen() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            for (term, words) in [("no-such-terminal", "TERM is `no-such-terminal`"), ("", "TERM is not set")] {
                let console = try launch.console(term: term)
                #expect(try console.waitForEnd() == .exited(1))
                #expect(console.screen.text.contains(words), "\(console.screen.text)")
            }
        }
    }

    @Test func aTerminalTooSmallShowsWhatMatters() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(size: Size(width: 40, height: 8))
            try console.wait { $0.text.contains("GO") || $0.text.contains("PREPARING") }
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
        }
    }

    @Test func aStateDirectoryThatIsAFile() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            try launch.write("occupied", "")
            let result = try launch.run(["tick", launch.launchFile, "announce", "--state", launch.scratch("occupied")])
            #expect(result.code == 1)
            #expect(result.errors.contains("occupied"), "\(result)")
        }
    }

    @Test func aLogThatDoesNotExistYet() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            unlink(launch.scratch("app.log"))
            let console = try launch.console()
            try console.wait(for: "waiting for")
            try launch.write("app.log", "here at last\n")
            try console.wait(for: "here at last")
        }
    }

    @Test(arguments: [TestAnswer.hang, .reset, .bytes("not HTTP at all\r\n\r\n"), .endless(first: "HTTP/1.1 200 X\r\n\r\n", again: "x")])
    func anEndpointThatMisbehavesIsDown(answer: TestAnswer) async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let server = try TestServer(answer)
            defer { server.close() }
            try launch.write(
                "launch.yaml", "launch: Shop v2\nservices:\n  web: {url: \"\(server.url())\", every: 100ms, timeout: 200ms, failures: 2}\n")
            let console = try launch.console()
            try console.wait { $0.text.contains("web") && $0.text.contains("down") }
        }
    }

    @Test func commandsAreRefusedInWords() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let nobody = try launch.run(["tick", launch.launchFile, "no such item"])
            #expect(nobody.code == 1)
            #expect(nobody.errors.contains("no item has the words"))
            let rollback = try launch.run(["rollback", launch.launchFile])
            #expect(rollback.code == 64 || rollback.code == 2)
            #expect(rollback.errors.contains("--yes"))
        }
    }
}
