import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Runners put into a systemd scope, by a stand-in for systemd-run.
@Suite(.serialized) struct ScopeTests {
    private func launch(_ fixture: RunFixture, systemdRun script: String) throws -> Int32 {
        let program = fixture.directory + "/systemd-run"
        try "#!/bin/sh\n\(script)\n".write(toFile: program, atomically: true, encoding: .utf8)
        chmod(program, 0o755)
        var launcher = fixture.launcher()
        launcher.scope = SystemdScope(program: program, lingers: true)
        return try launcher.start(run: "r1")
    }

    @Test func aRunnerInAScopeIsTheProcessThatWasStarted() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("exit 4")])
        let asked = fixture.directory + "/asked"
        let pid = try launch(fixture, systemdRun: "echo \"$@\" >'\(asked)'\nuntil [ \"$1\" = -- ]; do shift; done\nshift\nexec \"$@\"")
        let run = try await fixture.ended()
        #expect(run.pid == pid && run.steps[0].outcome == .exit(code: 4))
        #expect(
            SmallFile.read(asked)?.hasPrefix("--user --scope --collect --quiet -- \(RunFixture.product("RunnerFixture")) --ready") == true)
    }

    @Test func aScopeThatCannotBeHadIsNoReasonNotToRollBack() async throws {
        let fixture = try RunFixture()
        try fixture.request([.shell("exit 4")])
        let pid = try launch(fixture, systemdRun: "echo Failed to connect to bus >&2; exit 1")
        let run = try await fixture.ended()
        #expect(run.pid == pid && run.steps[0].outcome == .exit(code: 4))
    }
}
