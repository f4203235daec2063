import ConsoleTestKit
import Crypto
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Links to a host that break, at every place they can.
@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct BrokenLinkTests {
    private func hash(_ data: Data) -> String { SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined() }

    enum Fault: String, CaseIterable, Sendable {
        case sharedConnection, allClients, serverConnection, followingShell, cut
    }

    @Test(arguments: Fault.allCases)
    func aBrokenLinkIsMendedAndNothingRunsTwice(fault: Fault) async throws {
        let remote = try RemoteFixture(behindProxy: true)
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch()
        try await remote.untilBegun()
        switch fault {
        case .sharedConnection: kill(try #require(remote.clients.min()), SIGKILL)
        case .allClients: for pid in remote.clients { kill(pid, SIGKILL) }
        case .serverConnection: for pid in remote.server.connections() { kill(pid, SIGKILL) }
        case .followingShell:
            let shells = remote.followers
            #expect(!shells.isEmpty)
            for pid in shells { kill(pid, SIGKILL) }
        case .cut: remote.proxy?.cut()
        }
        remote.go()
        let run = try await remote.local.ended()
        #expect(run.steps[0].outcome == .exit(code: 4) && remote.begins == 1)
        #expect(remote.local.text() == "ended\n")
        try await remote.untilNothingIsLeft()
    }

    @Test(arguments: [0, 4000, 1_500_000, 2_999_000])
    func outputCutAnywhereArrivesWhole(after bytes: Int) async throws {
        let remote = try RemoteFixture(behindProxy: true)
        // Lines that say where they are: nothing may be missing, doubled or out of order.
        let text = "seq 1000000000 1000299999"
        try remote.local.request([remote.step("until [ -e go ]; do sleep 0.01; done; " + text + "; echo begun >>count")])
        try remote.local.launch()
        try await remote.local.until("the step is followed") { SmallFile.exists(remote.attempt + "/child") }
        remote.proxy?.cut(after: bytes)
        remote.go()
        #expect(try await remote.local.ended(within: 60).state == .done)
        let expected = (0..<300_000).map { "\($0 + 1_000_000_000)\n" }.joined()
        #expect(remote.local.text() == expected && remote.begins == 1)
        #expect(try remote.finished()?.hash == hash(Data(expected.utf8)))
    }

    @Test func aSilentLinkIsTakenForDead() async throws {
        let remote = try RemoteFixture(behindProxy: true)
        try remote.local.request([remote.step(RemoteFixture.counted)])
        try remote.local.launch(timing: ["QUIET": "1500"])
        try await remote.untilBegun()
        let before = remote.proxy?.connections ?? 0
        remote.proxy?.setSilent(true)
        remote.go()
        try await remote.local.until("the link is noticed to be dead") {
            try remote.local.run()?.brokenLink?.reason.contains("silent") == true
        }
        remote.proxy?.setSilent(false)
        #expect(try await remote.local.ended().steps[0].outcome == .exit(code: 4))
        #expect(remote.proxy?.connections ?? 0 > before && remote.begins == 1)
        let links = try remote.links()
        #expect(links == [.linkBroke(run: "r1", step: 0, host: "web1", reason: "web1: the link is silent", begun: true), Self.mended])
    }

    private static let mended = LaunchEvent.linkMended(run: "r1", step: 0, host: "web1")

    @Test func aHostThatDoesNotAnswerBeforeTheStepIsTriedAndSaid() async throws {
        let remote = try RemoteFixture(behindProxy: true)
        let closed = try LoopbackSocket.listen()
        close(closed.number)
        try remote.server.configureClient(port: closed.port)
        try remote.local.request([remote.step("true", timeout: 60_000)])
        try remote.local.launch()
        try await remote.local.until("the link is said to be broken") { try remote.local.run()?.brokenLink != nil }
        let link = try #require(try remote.local.run()?.brokenLink)
        #expect(link.text(nil) == "web1 does not answer, trying again; the step was not started yet")
        #expect(link.reason.contains("Connection refused"))
        try remote.server.configureClient(port: remote.server.port)
        #expect(try await remote.local.ended(within: 60).state == .done)
        #expect(try remote.links().last == Self.mended)
    }

    @Test func aSlowLinkIsOnlySlow() async throws {
        let remote = try RemoteFixture(behindProxy: true)
        remote.proxy?.setSlow(microseconds: 2000)
        try remote.local.request([remote.step("head -c 300000 /dev/zero")])
        try remote.local.launch()
        #expect(try await remote.local.ended(within: 60).state == .done)
        #expect(remote.local.output().count == 300_000)
        #expect(try remote.links().isEmpty)
    }
}
