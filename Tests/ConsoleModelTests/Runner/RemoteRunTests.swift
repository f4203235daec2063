import ConsoleTestKit
import Crypto
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// Steps on another host: a real sshd on loopback, with a home directory of its own.
@Suite(.serialized, .enabled(if: SSHServer.isInstalled)) struct RemoteRunTests {
    private func hash(_ data: Data) -> String { SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined() }

    @Test func aStepRunsThereAndItsOutputComesHere() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("pwd; echo $OPSCONSOLE_RUN/$OPSCONSOLE_STEP; umask; echo err >&2; printf end; exit 3")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.state == .failed && run.steps[0].outcome == .exit(code: 3))
        let name = RunFiles(remote.local.folder, run: "r1").worldName
        #expect(remote.local.text() == "\(remote.server.home)\n\(name)/1\n0022\nerr\nend")
        #expect(try remote.finished()?.hash == hash(remote.local.output()))
        try await remote.untilNothingIsLeft()
    }

    @Test func stepsHereAndThereFollowEachOther() async throws {
        let remote = try RemoteFixture()
        let order = remote.local.root + "/order"
        try remote.local.request([remote.step("echo 1 >>\(order)"), .shell("echo 2 >>order"), remote.step("echo 3 >>\(order)")])
        try remote.local.launch()
        #expect(try await remote.local.ended().state == .done)
        #expect(try String(contentsOfFile: order, encoding: .utf8) == "1\n2\n3\n")
    }

    @Test(arguments: ["bash", "dash", "busybox"])
    func anyPosixShellWillDo(shell: String) async throws {
        let program = "/usr/bin/\(shell)"
        guard access(program, X_OK) == 0 else { return }
        let tools = try ScratchDirectory()
        if shell == "busybox" {
            // All of its tools, not only its shell.
            #expect(try Spawn(program, ["--install", "-s", tools.path]).start().wait(atMost: .seconds(10)) == .exit(0))
        } else {
            symlink(program, tools("sh"))
        }
        let remote = try RemoteFixture(tools: tools.path)
        try remote.local.request([
            remote.step("printf '%s' '\(String(decoding: (32...126).filter { $0 != 39 }.map { UInt8($0) }, as: UTF8.self))ü\u{1F600}'"),
            remote.step("head -c 3000000 /dev/zero; printf '\\001\\377'"), remote.step("exit 5"),
        ])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.steps.map(\.outcome) == [.exit(code: 0), .exit(code: 0), .exit(code: 5)])
        #expect(remote.local.text().hasSuffix("}~ü\u{1F600}") && remote.local.text().count == 96)
        #expect(remote.local.output(step: 1) == Data(count: 3_000_000) + [1, 255])
        try await remote.untilNothingIsLeft()
    }

    @Test func aHundredMegabytesArriveWhole() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("head -c 100000000 /dev/zero | tr '\\0' x")])
        try remote.local.launch()
        _ = try await remote.local.ended(within: 60)
        let result = try #require(try remote.finished())
        #expect(result.bytes == 100_000_000 && result.hash == hash(Data(repeating: UInt8(ascii: "x"), count: 100_000_000)))
    }

    @Test func aDaemonThatHoldsTheOutputDoesNotHoldTheRun() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([remote.step("setsid sleep 300 & echo started")])
        try remote.local.launch()
        #expect(try await remote.local.ended().state == .done)
        #expect(remote.local.text() == "started\n")
    }

    @Test func aWrongKeyFailsAtOnceAndSaysThatNothingRan() async throws {
        let remote = try RemoteFixture()
        try SSHServer.makeKey(remote.server.directory("wrong"))
        try remote.server.configureClient(port: remote.server.port, identity: remote.server.directory("wrong"))
        try remote.local.request([remote.step("echo begun >>count")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.ending?.contains("Permission denied (publickey)") == true && run.ending?.contains("nothing was started there") == true)
        #expect(remote.begins == 0)
    }

    @Test func aHostKeyThatChangedFailsAtOnce() async throws {
        let remote = try RemoteFixture()
        try remote.server.forgetHostKey()
        try remote.local.request([remote.step("echo begun >>count")])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.state == .failed && run.ending?.contains("Host key verification failed") == true)
        #expect(remote.begins == 0)
    }

    @Test func aHostThatCannotBeReachedIsTriedUntilTheTimeIsOver() async throws {
        let remote = try RemoteFixture()
        let closed = try LoopbackSocket.listen()
        close(closed.number)
        try remote.server.configureClient(port: closed.port)
        try remote.local.request([remote.step("echo begun >>count", timeout: 1500)])
        try remote.local.launch()
        let run = try await remote.local.ended()
        #expect(run.state == .failed && run.ending?.contains("Connection refused") == true)
        #expect(run.ending?.contains("nothing was started there") == true && remote.begins == 0)
        #expect(try remote.links().count == 1)
    }

    @Test func aNameThatIsAnOptionIsNoHost() async throws {
        let local = try RunFixture()
        try local.request([.shell("true", host: "-oProxyCommand=touch${IFS}owned")])
        try local.launch()
        #expect(try await local.ended().ending?.contains("cannot be the name of a host") == true)
    }
}
