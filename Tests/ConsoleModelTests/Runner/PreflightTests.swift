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
        try await remote.untilNothingIsLeft()
    }

    @Test func aHostThatRefusesUsSaysWhyAtOnce() throws {
        let remote = try RemoteFixture()
        try SSHServer.makeKey(remote.server.directory("wrong"))
        try remote.server.configureClient(port: remote.server.port, identity: remote.server.directory("wrong"))
        let report = preflight(remote).check([remote.step("a")])
        #expect(report.hosts[0].problem?.contains("Permission denied") == true && !report.isClear)
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
        #expect(report.problems == ["a run is going on (process \(pid)): it would be ended first"])
    }

    @Test(arguments: [
        ("H b setsid 1800000000 1000000 /base", []),
        ("H b setsid 1800000120 1000000 /base", ["its clock is 2m ahead"]),
        ("H b none 1799999000 1000 /base", ["its clock is 16m40s behind", "only 0 MB are free there", "it has neither setsid nor perl"]),
    ])
    func whatAHostSaysIsWeighed(line: String, warnings: [String]) throws {
        let facts = try #require(HostFacts(line: line))
        let report = HostReport(host: "web1", facts: facts, at: PlanSample.start.wall, took: .zero)
        #expect(report.problem == nil && report.warnings.count == warnings.count)
        #expect(zip(report.warnings, warnings).allSatisfy { $0.hasPrefix($1) })
    }

    @Test func aHostWhereNothingCanBeWrittenIsAProblem() throws {
        let facts = try #require(HostFacts(line: "H b setsid 1800000000 -1 -"))
        #expect(
            HostReport(host: "web1", facts: facts, at: PlanSample.start.wall, took: .zero).problem?.contains("full or read-only") == true)
    }
}
