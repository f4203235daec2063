import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct PreflightTests {
    private func preflight(_ remote: RemoteFixture) -> Preflight {
        Preflight(folder: remote.local.folder, environment: remote.local.environment)
    }

    @Test func aHostThatLetsUsInIsFineAndNothingIsLeftOfTheLook() async throws {
        let remote = try RemoteFixture()
        let report = preflight(remote).check([remote.step("a"), .shell("b"), remote.step("c")])
        #expect(report.hosts.map(\.host) == ["web1"])
        #expect(report.hosts[0].problem == nil && report.isClear)
        #expect(report.findings.map(\.subject) == ["this host", "this host", "web1"])
        #expect(report.findings.map(\.kind) == [.fine, .fine, .fine])
        #expect(report.findings[2].words.hasPrefix("reachable, let us in after ") && report.findings[2].words.hasSuffix("clock as here"))
        try await remote.untilNothingIsLeft()
    }

    @Test func aHostThatRefusesUsSaysWhyAtOnce() throws {
        let remote = try RemoteFixture()
        try SSHServer.makeKey(remote.server.directory("wrong"))
        try remote.server.configureClient(port: remote.server.port, identity: remote.server.directory("wrong"))
        let report = preflight(remote).check([remote.step("a")])
        #expect(report.hosts[0].problem?.contains("Permission denied") == true && !report.isClear)
        #expect(report.findings.last?.words.hasPrefix("it does not let us in: ") == true)
    }

    @Test func aHostThatIsNotTheOneWeKnowIsNamedAsThat() throws {
        let remote = try RemoteFixture()
        try remote.server.forgetHostKey()
        let finding = try #require(preflight(remote).check([remote.step("a")]).findings.last)
        #expect(finding.kind == .problem && finding.words.hasPrefix("its key is not the known one"))
    }

    @Test func aHostThatIsNotThereIsNamedAsThat() throws {
        let remote = try RemoteFixture()
        try remote.server.configureClient(port: 1)
        let finding = try #require(preflight(remote).check([remote.step("a")]).findings.last)
        #expect(finding.kind == .problem && finding.words.hasPrefix("it cannot be reached: "))
    }

    @Test func whatIsFoundIsToldAsItComes() throws {
        let remote = try RemoteFixture()
        var told: [[PreflightFinding]] = []
        _ = preflight(remote).check([remote.step("a"), .shell("b", host: "-no-host")]) { told.append($0) }
        #expect(told.first?.filter { $0.kind == .waiting }.map(\.subject) == ["web1", "-no-host"])
        #expect(told.last?.suffix(2).map(\.kind) == [.fine, .problem])
    }

    @Test func anOpenCardIsToldOfItsHostsAndAClosedOneLooksNoMore() async throws {
        let remote = try RemoteFixture()
        let watch = try PreflightWatch(preflight(remote))
        let steps = [remote.step("a")]
        watch.look(steps)
        watch.look(steps)
        try await remote.local.until("the host has answered") { watch.findings.last?.kind == .fine }
        #expect(watch.findings.map(\.subject) == ["this host", "this host", "web1"])
        watch.look(nil)
        #expect(watch.findings.isEmpty)
        try await remote.untilNothingIsLeft()
    }

    @Test func aHostThatSaysNothingIsNotWaitedForLongerThanAsked() throws {
        let remote = try RemoteFixture(behindProxy: true)
        remote.proxy?.setSilent(true)
        let report = preflight(remote).check([remote.step("a")], patience: .milliseconds(300))
        #expect(report.hosts[0].problem == "web1: no answer within 300ms")
    }

    @Test func aRunThatGoesOnIsTold() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([.shell("sleep 300")])
        let pid = try remote.local.launch()
        try await remote.local.until("the step has begun") { try remote.local.run()?.steps[0].startedAt != nil }
        let report = preflight(remote).check([])
        let finding = PreflightFinding("this host", .warning, "a run is going on (process \(pid)): it is aborted first")
        #expect(report.isClear && report.findings.first == finding, "a rollback starts all the same")
    }

    @Test(arguments: [
        ("H b setsid /base", "F 1800000000 1000000", []),
        ("H b setsid /base", "F 1800000120 1000000", ["its clock is 2m ahead"]),
        ("H b scope /base", "F 1800000000 1000000", []),
        ("H b login /base", "F 1800000000 1000000", ["its logind ends what a user leaves behind soon after the last login"]),
        (
            "H b none /base", "F 1799999000 1000",
            ["its clock is 16m40s behind", "only 0 MB are free there", "it has neither setsid nor perl"]
        ),
    ])
    func whatAHostSaysIsWeighed(line: String, further: String, warnings: [String]) throws {
        var facts = try #require(HostFacts(line: line))
        facts.take(line: further)
        let report = HostReport(host: "web1", facts: facts, at: PlanSample.start.wall, took: .zero)
        #expect(report.problem == nil && report.warnings.count == warnings.count)
        #expect(zip(report.warnings, warnings).allSatisfy { $0.hasPrefix($1) })
    }

    @Test(
        arguments: [
            (.notNeeded, nil), (.usable(SystemdScope(program: "systemd-run", lingers: true)), nil),
            (
                .usable(SystemdScope(program: "systemd-run", lingers: false)),
                "your last logout here ends it half-way: `loginctl enable-linger`"
            ),
            (.unusable(why: "no user manager answers"), "your logout ends it half-way: no user manager answers"),
        ] as [(SystemdScope.Probe, String?)])
    func whatALogoutWouldEndIsTold(probe: SystemdScope.Probe, words: String?) {
        let finding = Preflight.logout(probe)
        #expect(finding?.kind == (words == nil ? nil : .warning) && finding?.words.hasPrefix(words ?? "-") ?? true)
    }

    @Test func aHostWhereNothingCanBeWrittenIsAProblem() throws {
        let facts = try #require(HostFacts(line: "H b setsid -"))
        #expect(
            HostReport(host: "web1", facts: facts, at: PlanSample.start.wall, took: .zero).problem?.contains("full or read-only") == true)
    }
}
