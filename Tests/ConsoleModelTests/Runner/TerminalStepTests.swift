import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Interactive commands, carried out by real runners in real pseudo-terminals.
@Suite(.serialized) struct TerminalStepTests {
    /// A console's end of the socket, without a terminal of its own.
    private final class Viewer {
        private let connection: Descriptor
        private(set) var text = ""
        private(set) var isOver = false

        init(_ fixture: RunFixture, rows: Int = 24, columns: Int = 80) async throws {
            let place = RunFiles(fixture.folder, run: "r1").attempt(step: 0, 1).path
            try await fixture.until("a terminal that listens") { (try? TerminalSocket.connect(in: place)) != nil }
            connection = try TerminalSocket.connect(in: place)
            send(.size(rows: rows, columns: columns))
        }

        func send(_ frame: TerminalFrame) { _ = frame.bytes.withUnsafeBytes { write(connection.number, $0.baseAddress, $0.count) } }
        func type(_ text: String) { send(.keys(Array(text.utf8))) }

        func look() {
            errno = 0
            let bytes = connection.readSome(limit: 1 << 16)
            text += String(decoding: bytes, as: UTF8.self)
            if bytes.isEmpty, errno != EAGAIN { isOver = true }
        }

        func wait(for words: String, _ fixture: RunFixture) async throws {
            try await fixture.until("`\(words)` in the terminal") {
                look()
                return text.contains(words)
            }
        }
    }

    private func interactive(_ text: String, timeout: Milliseconds = 60_000, host: String? = nil) -> RunStep {
        RunStep(kind: .run, text: text, host: host, timeout: timeout, isInteractive: true)
    }

    @Test func itHasATerminalOfTheSizeItWasAskedForFrom() async throws {
        let fixture = try RunFixture()
        fixture.environment = fixture.environment.setting("OPSCONSOLE_TERMINAL", to: "30x100")
        try fixture.request([interactive("stty size; tty -s && test -t 2 && echo a terminal; echo ${OPSCONSOLE_TERMINAL-none}; exit 3")])
        try fixture.launch()
        let run = try await fixture.ended()
        #expect(fixture.text() == "30 100\r\na terminal\r\nnone\r\n")
        #expect(run.steps[0].outcome == .exit(code: 3) && run.steps[0].outputBytes == fixture.output().count)
    }

    @Test func whoAttachesTypesAndWhoComesLaterSeesWhereItIs() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("read -p 'Name? ' name; read -p \"Sure, $name? \" sure; echo \"said $sure\"")])
        try fixture.launch()
        var first: Viewer? = try await Viewer(fixture)
        try await first?.wait(for: "Name? ", fixture)
        first?.type("dana\r")
        try await first?.wait(for: "Sure, dana? ", fixture)
        first = nil
        let second = try await Viewer(fixture), third = try await Viewer(fixture)
        try await second.wait(for: "Name? dana", fixture)
        try await third.wait(for: "Sure, dana? ", fixture)
        third.type("yes\r")
        #expect(try await fixture.ended().state == .done)
        try await fixture.until("the end on every console") {
            second.look()
            third.look()
            return second.isOver && third.isOver
        }
        #expect(second.text.hasSuffix("said yes\r\n") && third.text.hasSuffix("said yes\r\n"))
        try await fixture.until("nothing is left") { fixture.processes().isEmpty }
    }

    @Test func whatIsTypedWithoutEchoIsNowhere() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("stty -echo; printf 'Password: '; read word; stty echo; echo; echo ${#word} letters")])
        try fixture.launch()
        let viewer = try await Viewer(fixture)
        try await viewer.wait(for: "Password: ", fixture)
        viewer.type("hunter2\r")
        #expect(try await fixture.ended().state == .done)
        #expect(fixture.text() == "Password: \r\n7 letters\r\n")
    }

    @Test func aNewSizeReachesIt() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("trap 'stty size' WINCH; echo ready; until test -e over; do sleep 0.05; done")])
        try fixture.launch()
        let viewer = try await Viewer(fixture, rows: 33, columns: 111)
        try await viewer.wait(for: "ready", fixture)
        viewer.send(.size(rows: 44, columns: 122))
        try await viewer.wait(for: "44 122", fixture)
        _ = FileManager.default.createFile(atPath: fixture.root + "/over", contents: nil)
        #expect(try await fixture.ended().state == .done)
    }

    @Test func theRunnersDeathDoesNotReachIt() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("read -p 'Go on? ' word; echo $word >>words")])
        let pid = try fixture.launch()
        let viewer = try await Viewer(fixture)
        try await viewer.wait(for: "Go on? ", fixture)
        kill(pid, SIGKILL)
        try await fixture.until("the runner is gone") { try RunHealth.probe(fixture.folder, run: "r1", at: SystemClock.moment()) == .dead }
        try fixture.record(.runInterrupted(run: "r1", step: 0, reason: "test"))
        #expect(try fixture.run()?.terminal?.step == 0, "it can still be attached to")
        viewer.type("yes\r")
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .resume))
        try fixture.launch()
        #expect(try await fixture.ended().state == .done)
        #expect(try String(contentsOfFile: fixture.root + "/words", encoding: .utf8) == "yes\n")
    }

    @Test func abortEndsItAndAllOfItsTerminal() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("echo ready; cat")])
        try fixture.launch()
        try await Viewer(fixture).wait(for: "ready", fixture)
        try fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        #expect(try await fixture.ended().state == .aborted)
        try await fixture.until("nothing is left") { fixture.processes().isEmpty }
    }

    @Test func theDeathOfItsTerminalIsNoSuccess() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("echo ready; sleep 600")])
        try fixture.launch()
        try await Viewer(fixture).wait(for: "ready", fixture)
        let holder = try #require(fixture.processes().first { ProcessTable.arguments(of: $0).dropFirst().first == "terminal" })
        kill(holder, SIGKILL)
        try await fixture.until("somebody is asked") { try fixture.run()?.state == .interrupted }
        let words = "outcome unknown: what supervised it was killed, so how it ended is not known"
        #expect(try fixture.run()?.steps[0].outcome?.text == words)
        try await fixture.until("nothing is left") { fixture.processes().isEmpty }
    }

    @Test func whereItsFolderIsTakenAwayItsTerminalHangsUp() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("echo ready; cat")])
        let runner = try fixture.launch()
        try await Viewer(fixture).wait(for: "ready", fixture)
        kill(runner, SIGKILL)
        try FileManager.default.removeItem(atPath: fixture.folder.runs)
        try await fixture.until("nothing is left") { fixture.processes().isEmpty }
    }

    @Test func aViewerThatTakesNothingDoesNotStopIt() async throws {
        let fixture = try RunFixture()
        try fixture.request([interactive("read go; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo written")])
        try fixture.launch()
        let viewer = try await Viewer(fixture)
        viewer.type("\r")
        #expect(try await fixture.ended().state == .done)
        #expect(fixture.text().hasSuffix("written\r\n") && fixture.output().count > 3_000_000)
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func thereItHasATerminalOfSshsAndALostLinkIsNotTakenForAnEnd() async throws {
        let remote = try RemoteFixture()
        try remote.local.request([interactive("tty -s && echo there; read -p 'Go on? ' word", host: "web1")])
        try remote.local.launch()
        let viewer = try await Viewer(remote.local)
        try await viewer.wait(for: "Go on? ", remote.local)
        #expect(viewer.text.contains("there\r\n"))
        for pid in remote.server.connections() { kill(pid, SIGKILL) }
        try await remote.local.until("somebody is asked") { try remote.local.run()?.state == .interrupted }
        let words = try remote.local.run()?.steps[0].outcome?.text
        #expect(words == "outcome unknown: web1: the link broke or never came about; it may be running there")
        try remote.local.record(.runResumed(run: "r1", step: 0, choice: .abort))
        try remote.local.launch()
        #expect(try await remote.local.ended().state == .aborted)
        try await remote.untilNothingIsLeft()
    }
}
