import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Named procedures with the real program: from a script, from an item, and when a rollback comes between.
@Suite(.serialized) struct ProcedureTests {
    private static let procedures = """
        procedures:
          smoke:
            steps:
              - {run: echo smoked >> steps}
              - {verify: {run: "test -e up.now || { echo not yet; exit 1; }"}, within: 60s}
          wait:
            confirm: WAIT
            steps: [{run: "echo waits >> steps; sleep 300"}]
        """

    private static func staged() throws -> StagedLaunch {
        let launch = try StagedLaunch(rollback: ["steps: [{run: echo back >> steps}]"], more: procedures)
        let yaml = launch.text("launch.yaml").replacing("text: Announce the launch", with: "text: Smoke tests, procedure: smoke")
        try launch.write("launch.yaml", yaml)
        return launch
    }

    @Test func aScriptLooksThenCarriesItOut() async throws {
        try await onThread {
            let launch = try Self.staged()
            #expect(try launch.run(["note", launch.launchFile, "begin"]).code == 0)
            let dry = try launch.run(["run", launch.launchFile, "smoke", "--dry-run"])
            #expect(dry.code == 0 && dry.output.hasPrefix("1. echo smoked >> steps\n2. verify: test -e up.now"))
            #expect(launch.text("steps").isEmpty)
            let unknown = try launch.run(["run", launch.launchFile, "smok", "--yes"])
            #expect(unknown.code == 1 && unknown.errors.contains("it has `smoke`, `wait`"))
            try launch.write("up.now", "")
            let done = try launch.run(["run", launch.launchFile, "smoke", "--yes", "--reason", "before lunch"])
            #expect(done.code == 0 && done.output.contains("the procedure smoke: done, verified: exit 0"), "\(done)")
            #expect(launch.text("steps") == "smoked\n")
            #expect(try launch.run(["status", launch.launchFile, "--json"]).output.contains(#""reason" : "before lunch""#))
            #expect(try launch.run(["report", launch.launchFile]).output.contains("### procedure smoke"))
        }
    }

    @Test func anItemCarriesItOutAndIsTickedByItsEnd() async throws {
        try await onThread {
            let launch = try Self.staged()
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            console.type("2\r")
            try console.wait(for: "Run: smoke")
            console.type("\r")
            try console.wait(for: "Procedure smoke")
            try console.wait(for: "not yet")
            try launch.write("up.now", "")
            try console.wait(for: "verified (exit 0")
            console.type("\u{1b}")
            try console.wait("the tick") { $0.text.contains("[x]") && $0.text.contains("verified: exit 0") }
        }
    }

    @Test func aRollbackAbortsTheProcedureThatRuns() async throws {
        try await onThread {
            let launch = try Self.staged()
            #expect(try launch.run(["run", launch.launchFile, "wait", "--yes", "--no-wait"]).code == 0)
            try launch.waitUntil("the procedure is at work") { launch.text("steps") == "waits\n" }
            #expect(try launch.run(["run", launch.launchFile, "smoke", "--yes"]).errors.contains("the procedure wait is running"))
            let back = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "bad"])
            #expect(back.code == 0, "\(back.output) \(back.errors)")
            #expect(launch.text("steps") == "waits\nback\n")
            let state = try Journal(reading: launch.folder + "/journal.sqlite").newestState()
            #expect(state.runs.map(\.state) == [.aborted, .done])
        }
    }
}
