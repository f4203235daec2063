import ConsoleTestKit
import Foundation
import Testing

/// What a dry run says of a launch that nobody has begun; it leaves the directory as it finds it.
@Suite(.serialized) struct DryRunTests {
    @Test func aRunThatGoesOnIsNoReasonNotToStart() async throws {
        try await onThread {
            let launch = try StagedLaunch(
                rollback: ["steps:", "  - {run: 'true'}"], more: "procedures:\n  slow: {steps: [{run: sleep 300}]}")
            #expect(try launch.run(["note", launch.launchFile, "begin"]).code == 0)
            #expect(try launch.run(["run", launch.launchFile, "slow", "--yes", "--no-wait"]).code == 0)
            try launch.waitUntil("its step has begun") { try launch.status().contains(#""state" : "running""#) }
            let dry = try launch.run(["rollback", launch.launchFile, "--dry-run"])
            #expect(dry.code == 0 && dry.output.contains("): it is aborted first\n"), "\(dry.output) \(dry.errors)")
            #expect(try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "as said"]).code == 0)
        }
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func aLaunchThatHasNotBegunIsLookedAtAndNothingIsCreated() async throws {
        try await onThread {
            let server = try SSHServer()
            let launch = try StagedLaunch(
                rollback: ["steps:", "  - {run: 'git revert <commit>', host: web1}", "  - {verify: web up}"],
                variables: ["OPSCONSOLE_SSH": server.program],
                more: "procedures:\n  smoke: {steps: [{run: ./smoke}]}")
            let before = try FileManager.default.contentsOfDirectory(atPath: launch.scratch.path)
            let blank = try launch.run(["rollback", launch.launchFile, "--dry-run"])
            #expect(blank.code == 1 && blank.errors.contains("the procedure still has the blank <commit>"))
            let filled = try launch.run(["rollback", launch.launchFile, "--dry-run", "--fill", "commit=4f2a"])
            #expect(filled.code == 0, "\(filled.output) \(filled.errors)")
            #expect(filled.output.contains("1. git revert 4f2a on web1\n") && filled.output.contains("web1: reachable, let us in after "))
            #expect(filled.output.hasSuffix("nothing was changed; it could start now\n"))
            let procedure = try launch.run(["run", launch.launchFile, "smoke", "--dry-run"])
            #expect(procedure.code == 0 && procedure.output.hasPrefix("1. ./smoke\n"), "\(procedure.output) \(procedure.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: launch.scratch.path) == before)
            let other = try launch.run(["status", launch.launchFile])
            #expect(other.code == 1 && other.errors.contains("no launch of"), "who looks at what goes on is told that nothing does")
        }
    }
}
