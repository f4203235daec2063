import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An engine with nobody at a screen tells who asked for it, and offers its metrics.
@Suite(.serialized) struct TellingTests {
    @Test func aTriggerThatFiresIsToldAndAHookThatFailsIsSaidToTheOperator() async throws {
        try await onThread {
            let launch = try StagedLaunch(
                triggers: "  - {name: errors, when: error_rate > 50%, action: propose}", every: "50ms",
                more: """
                    notify:
                      - {command: "cat >> told", events: [firing]}
                      - {webhook: "http://127.0.0.1:1/never/asked", events: [finish]}
                      - {webhook: "WEBHOOK", events: [firing]}
                    """)
            let hook = try TestServer(.status(410, headers: ["Content-Type: text/plain"], body: "gone"))
            let text = launch.text("launch.yaml").replacing("WEBHOOK", with: hook.url("/x"))
            try launch.write("launch.yaml", text)
            try launch.startEngine()
            try launch.write("break.it", "")
            try launch.waitUntil("the command was told") { launch.text("told").contains(#""event":"firing""#) }
            try launch.waitUntil("the failure is in the record") {
                try Journal(reading: launch.folder + "/journal.sqlite").records().contains { record in
                    if case .notificationFailed(let name, let reason) = record.event {
                        name == "127.0.0.1:\(hook.port)" && reason == "status 410: gone"
                    } else {
                        false
                    }
                }
            }
            #expect(hook.requests.count == 1)
            let console = try launch.readOnlyConsole()
            try console.wait(for: "cannot notify 127.0.0.1:\(hook.port): status 410: gone")
            #expect(launch.text("told").split(separator: "\n").count == 1)
        }
    }

    @Test func metricsAreOfferedAndTheNextEngineGoesOnWithThem() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let port = try DebianProgram.freePort()
            let started = try launch.run(["engine", launch.launchFile, "--metrics", "127.0.0.1:\(port)"])
            #expect(started.code == 0, "\(started.errors)")
            try launch.waitUntil("the service is up") {
                launch.get("http://127.0.0.1:\(port)/metrics").contains(#"opsconsole_service_state{service="web",state="up"} 1"#)
            }
            let engine = try #require(launch.enginePid)
            #expect(
                try launch.run(["engine", launch.launchFile, "--metrics", "127.0.0.1:\(port)"]).errors.contains("an engine watches already")
            )
            kill(engine, SIGKILL)
            try launch.waitUntil("the engine is gone") { launch.enginePid != engine }
            try launch.startEngine()
            try launch.waitUntil("metrics are there again") {
                launch.get("http://127.0.0.1:\(port)/metrics").contains(#"opsconsole_service_state{service="web",state="up"} 1"#)
            }
            let wrong = try launch.run(["engine", launch.launchFile, "--metrics", "nonsense"])
            #expect(wrong.code == 64)
            #expect(wrong.errors.contains("--metrics needs an address with a port"))
        }
    }

    @Test func aReplayWalksThroughWhatHappened() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            for number in 1...3 { #expect(try launch.run(["note", launch.launchFile, "note \(number)"]).code == 0) }
            #expect(try launch.run(["tick", launch.launchFile, "announce"]).code == 0)
            let replay = try launch.console(["replay", launch.launchFile, "--speed", "1000"])
            try replay.wait(for: "record 5 of 5")
            try replay.wait(for: "[x] Announce the launch")
            replay.type("[")
            try replay.wait(for: "record 4 of 5")
            try replay.wait(for: "[ ] Announce the launch")
            replay.type("q")
            #expect(try replay.waitForEnd() == .exited(0))
        }
    }
}

extension StagedLaunch {
    /// What a page says; empty while nobody answers.
    func get(_ url: String) -> String {
        guard let address = URL(string: url), let port = address.port, let socket = LoopbackSocket.connect(port: port) else { return "" }
        defer { close(socket) }
        let request = Array("GET \(address.path) HTTP/1.0\r\n\r\n".utf8)
        _ = send(socket, request, request.count, 0)
        var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 65536))
        while case let count = recv(socket, &chunk, chunk.count, 0), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
