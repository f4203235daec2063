import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// A machine in such trouble that a command takes long to begin.
@Suite(.serialized) struct SlowBeginTests {
    /// Commands of this launch begin only once `begin` is there.
    private func slowFixture() throws -> RunFixture {
        let fixture = try RunFixture()
        let tools = fixture.directory + "/tools"
        mkdir(tools, 0o755)
        let script =
            "#!/bin/sh\n: >'\(fixture.root)/asked'\nuntil [ -e '\(fixture.root)/begin' ]; do sleep 0.02; done\nexec /usr/bin/setsid \"$@\"\n"
        try script.write(toFile: tools + "/setsid", atomically: true, encoding: .utf8)
        chmod(tools + "/setsid", 0o755)
        fixture.environment = fixture.environment.setting("PATH", to: tools + ":" + (fixture.environment["PATH"] ?? "/usr/bin:/bin"))
        return fixture
    }

    private func exists(_ name: String, _ fixture: RunFixture) -> Bool { SmallFile.exists(fixture.root + "/" + name) }
    private func make(_ name: String, _ fixture: RunFixture) {
        _ = FileManager.default.createFile(atPath: fixture.root + "/" + name, contents: nil)
    }

    @Test func aCommandHasAllItsTimeFromWhenItBegins() async throws {
        let fixture = try slowFixture()
        try fixture.request([.shell("echo begun; exit 4", timeout: 300)])
        try fixture.launch()
        let began = ContinuousClock.now
        try await fixture.until("its time would be over") { exists("asked", fixture) && ContinuousClock.now - began > .milliseconds(600) }
        make("begin", fixture)
        let run = try await fixture.ended()
        #expect(run.steps[0].outcome == .exit(code: 4) && fixture.text() == "begun\n")
    }

    @Test func aCommandToldToEndBeforeItBeganNeverBegins() async throws {
        let fixture = try slowFixture()
        try fixture.request([.shell("echo begun")])
        try fixture.launch()
        try await fixture.until("it is to begin") { exists("asked", fixture) }
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        let run = try await fixture.ended()
        #expect(run.state == .aborted)
        #expect(run.steps[0].outcome == .error(reason: "it was never started"))
        make("begin", fixture)
        try await fixture.until("no process is left") { fixture.processes().isEmpty }
        #expect(fixture.text().isEmpty)
    }
}
