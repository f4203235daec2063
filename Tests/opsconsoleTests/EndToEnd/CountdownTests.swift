import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Two rollbacks that would start by themselves, and what a script does about them.
@Suite(.serialized) struct CountdownTests {
    private static let triggers = """
          - {name: breach, when: breach, action: rollback, countdown: 10m}
          - {name: outcry, when: outcry, action: rollback, countdown: 5m}
        """
    private static let metrics = """
          breach: {manual: "A breach was reported"}
          outcry: {manual: "Customers complain"}
        """

    @Test func aHoldHoldsTheNextOneAndARollbackAnswersWhatFires() async throws {
        try await onThread {
            let launch = try StagedLaunch(
                triggers: Self.triggers, metrics: Self.metrics, rollback: ["steps:", #"  - {run: "cat <<-X\n\tkept\n\tX\nexit 3"}"#])
            #expect(try launch.run(["note", launch.launchFile, "begin"]).code == 0)
            try launch.startEngine()
            for metric in ["breach", "outcry"] {
                #expect(try launch.run(["declare", launch.launchFile, metric, "--reason", "seen"]).code == 0)
            }
            try launch.waitUntil("both count down") { try launch.status().components(separatedBy: #""rolls_back_in_s" : null"#).count == 1 }
            let held = try launch.run(["hold", launch.launchFile, "--reason", "known"])
            #expect(held.output.hasPrefix("held: the automatic rollback of outcry\nnot held: breach rolls back by itself in "), "\(held)")
            #expect(held.output.hasSuffix("; `opsconsole hold` again holds it\n"))
            #expect(try launch.status().contains(" and 1 more; rolls back by itself in "))
            let rollback = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "broken"])
            #expect(rollback.code == 1 && rollback.output.contains("\n\tkept\n\tX\n"), "\(rollback)")
            let report = try launch.run(["report", launch.launchFile])
            #expect(report.output.contains("\n\tkept\n\tX\n") && report.output.contains("Trigger: breach"), "\(report)")
        }
    }
}
