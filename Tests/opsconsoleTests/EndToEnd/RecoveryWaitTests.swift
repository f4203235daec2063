import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// A rollback whose steps are done is over for a script when it is over on the screens: when the triggers have spoken.
@Suite(.serialized) struct RecoveryWaitTests {
    private static func launch() throws -> StagedLaunch {
        let launch = try StagedLaunch(
            triggers: "  - {name: errors, when: error_rate > 50%}\n  - {name: breach, when: breach}", every: "100ms",
            metrics: "  breach: {manual: A breach was reported}", rollback: ["steps:", "  - {run: echo back >> steps}"],
            more: "notify: [{command: cat >> told, events: [rollback]}]")
        try launch.startEngine()
        return launch
    }

    private static func waitFor(_ state: String, of trigger: String, in launch: StagedLaunch) throws {
        try launch.waitUntil("\(trigger) is \(state)") {
            let status = try JSONSerialization.jsonObject(with: Data(try launch.status().utf8)) as? [String: Any]
            let triggers = status?["triggers"] as? [[String: Any]] ?? []
            return triggers.contains { $0["text"] as? String == trigger && $0["state"] as? String == state }
        }
    }

    private static func rollBack(_ launch: StagedLaunch) throws -> Process {
        try launch.write("said", "")
        let said = try FileHandle(forWritingTo: URL(filePath: launch.scratch("said")))
        return try launch.start(["rollback", launch.launchFile, "--yes", "--reason", "broken"], output: said)
    }

    @Test func itEndsWhenTheTriggerHasResolved() async throws {
        try await onThread {
            let launch = try Self.launch()
            try launch.write("break.it", "")
            try Self.waitFor("firing", of: "errors", in: launch)
            let quick = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "broken", "--no-recovery-wait"])
            #expect(quick.code == 0 && quick.output.hasSuffix("the rollback: done, exit 0\n"), "\(quick.output) \(quick.errors)")
            #expect(try launch.run(["release", launch.launchFile, "--reason", "once more"]).code == 0)
            let rollback = try Self.rollBack(launch)
            try launch.waitUntil("it says what it waits for") {
                launch.text("said").contains("waiting for errors to recover, at most 2m\n")
            }
            #expect(rollback.isRunning)
            try FileManager.default.removeItem(atPath: launch.scratch("break.it"))
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 0 && launch.text("said").hasSuffix("ROLLED BACK: exit 0\n"), "\(launch.text("said"))")
        }
    }

    @Test func itFailsWhereATriggerFiresAgainAndHooksAreTold() async throws {
        try await onThread {
            let launch = try Self.launch()
            #expect(try launch.run(["declare", launch.launchFile, "breach"]).code == 0)
            try Self.waitFor("firing", of: "breach", in: launch)
            try launch.write("break.it", "")
            try Self.waitFor("firing", of: "errors", in: launch)
            let rollback = try Self.rollBack(launch)
            try launch.waitUntil("it waits for both") { launch.text("said").contains("waiting for errors, breach to recover") }
            try FileManager.default.removeItem(atPath: launch.scratch("break.it"))
            try launch.waitUntil("it waits for one") { launch.text("said").contains("waiting for breach to recover") }
            try launch.write("break.it", "")
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 1)
            #expect(launch.text("said").contains("\nROLLBACK FAILED: errors fires again "), "\(launch.text("said"))")
            try launch.waitUntil("the hook is told") { launch.text("told").contains(": ROLLBACK FAILED: errors fires again ") }
            #expect(launch.text("told").split(separator: "\n").count { $0.contains("ROLLBACK FAILED: ") } == 1, "\(launch.text("told"))")
        }
    }
}
