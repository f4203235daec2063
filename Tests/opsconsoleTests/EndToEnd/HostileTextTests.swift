import ConsoleModel
import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Hostile text through each place where text from outside can appear, in the real program: read is what arrives at the terminal.
@Suite(.serialized) struct HostileTextTests {
    /// As a JSON string, which is a YAML one, too.
    private static let quoted: String = {
        let escaped = HostileText.sample.unicodeScalars.map { scalar in
            scalar.value >= 0x20 && scalar.value < 0x7f ? String(scalar) : "\\u" + String(0x10000 + scalar.value, radix: 16).suffix(4)
        }
        return "\"" + escaped.joined() + "\""
    }()

    private func hostileLaunch() throws -> StagedLaunch {
        let launch = try StagedLaunch()
        let text = Self.quoted
        try launch.write(
            "launch.yaml",
            """
            launch: \(text)
            id: shop-v2
            version: {from: \(text), to: v2}
            services:
              web: {url: "exec:cat reason; exit 1", every: 500ms, timeout: 5s}
            deployments:
              shop: {state: deploy.json, fields: {status: /status, version: /version, message: /message}}
            logs: {app: app.log}
            metrics:
              odd: {command: "cat reason", every: 1s}
              breach: {manual: \(text)}
            phases:
              - id: deploy
                title: \(text)
                owner: \(text)
                items:
                  - {id: first, text: \(text), run: "cat lines"}
                decision: {title: \(text)}
            triggers:
              - {name: \(text), when: breach}
            criteria: [\(text)]
            rollback:
              confirm: SHOP
              steps: [{run: "cat lines"}]

            """)
        let lines = Data(HostileText.lines.joined(separator: [0x0a]) + [0x0a])
        for file in ["app.log", "lines", "reason"] { try lines.write(to: URL(filePath: launch.scratch(file))) }
        try launch.write("deploy.json", #"{"status": "rolling", "version": \#(text), "message": \#(text)}"#)
        return launch
    }

    /// A note and a tick by somebody whose name is no better than the text.
    private func record(in launch: StagedLaunch) throws {
        let actor = Actor(role: .operator, name: HostileText.sample, host: HostileText.sample)
        let open = try OpenLaunch(
            OpenLaunch.Request(
                path: launch.launchFile, actor: actor, environment: ProcessFacts.environment(), directory: launch.scratch.path,
                starter: ProcessStarter()))
        for text in HostileText.texts.filter({ $0.count < 300 }) { _ = try open.decide(.note("AAA\(text)BBB"), live: LiveState()) }
        _ = try open.decide(.hold(reason: HostileText.sample), live: LiveState())
        _ = try open.decide(.release(reason: HostileText.sample), live: LiveState())
    }

    /// What the keys lead to is looked at as soon as something new has come; when nothing comes, that is fine, too.
    private func walk(_ console: PseudoTerminal, _ keys: [String]) throws {
        for key in keys {
            console.type(key)
            try console.waitUntilTaken()
            while console.read(within: .milliseconds(40)) {}
        }
    }

    /// What a program never sends of its own, and what it sends as it came.
    private func hostile(in output: [UInt8]) -> [String] {
        let echoes = HostileText.lines.filter { line in
            Printable.text(bytes: line) != String(decoding: line, as: UTF8.self) && output.firstRange(of: line) != nil
        }
        return OutputAudit(output).offences + echoes.map { "as it came: \(String(decoding: $0, as: UTF8.self).debugDescription)" }
    }

    @Test func whatIsHostileIsSeenWhereItGetsThrough() {
        for line in HostileText.lines where Printable.text(bytes: line) != String(decoding: line, as: UTF8.self) {
            #expect(!hostile(in: Array("a line ".utf8) + line).isEmpty, "\(line)")
        }
        #expect(hostile(in: Array("\u{1b}[1;31mAAA ^[[2J<U+202E>\u{1b}(B\u{1b}[m\u{1b}[4;7H漢字\r\n".utf8)).isEmpty)
    }

    @Test(arguments: [(140, 40, "xterm-256color"), (80, 24, "vt100")])
    func nothingOfItReachesTheTerminalRaw(width: Int, height: Int, term: String) async throws {
        try await onThread {
            let launch = try hostileLaunch()
            try record(in: launch)
            let console = try launch.console(size: Size(width: width, height: height), term: term)
            try console.wait(for: "AAA^[[2J", within: .seconds(30))
            try walk(
                console,
                [
                    "1", "2", "j", "i", "\u{1b}", "3", "i", "j", "\u{1b}", "4", "i", "\u{1b}", "6", "\r", "\u{1b}", "6", "j", "j", "i",
                    "\u{1b}",
                ])
            try walk(console, ["5", "z"] + Array(repeating: "\u{2}", count: 20) + ["W"] + Array(repeating: "\u{2}", count: 20))
            try walk(console, ["G", "/", "AAA.", "\r", "n", "m", "\u{1b}", "*", "B", "\r", "J", "v", "k", "\u{1b}", "\u{1b}", "z"])
            try walk(console, ["2", "j", "\r", "\r", "o", "\u{1b}", "d", "\u{1b}", "R", "\u{1b}", "?", "\u{1b}", ":", "\u{1b}"])
            // Keys are taken in the order typed: when this shows, all of them have been.
            try console.wait("the palette to close") { !$0.text.contains("Esc cancel") }
            console.type("?")
            try console.wait(for: "Help", within: .seconds(30))
            #expect(hostile(in: console.output) == [])
            #expect(launch.text("deploy.json").contains("\\u001b"), "the launch was hostile")
        }
    }
}
