import ConsoleModel
import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A real launch in a directory of its own: real file, real service on loopback, the real program in terminals. Whatever it started
/// is ended with it, by process number.
final class StagedLaunch {
    let scratch: ScratchDirectory
    let server: TestServer
    private var consoles: [PseudoTerminal] = []
    /// Beyond the few variables that every process of it has.
    private let variables: [String: String]

    /// A launch whose service is healthy until `break.it` exists, and whose rollback, unless told otherwise, waits for `go.on` between
    /// its two steps.
    ///
    /// - Parameter more: further lines of the launch file.
    init(
        triggers: String = "", every: String = "200ms", metrics: String = "", rollback: [String] = StagedLaunch.rollback,
        variables: [String: String] = [:], more: String = ""
    ) throws {
        let scratch = try ScratchDirectory()
        self.variables = variables
        self.scratch = scratch
        let broken = scratch("break.it")
        server = try TestServer { _ in access(broken, F_OK) == 0 ? .status(503) : .ok("{}") }
        try write(
            "launch.yaml",
            """
            launch: Shop v2
            version: {from: v1, to: v2}
            services:
              web: {url: "\(server.url("/health"))", every: \(every), timeout: 1s}
            logs: {app: app.log}
            metrics:
              error_rate: {health: web, measure: error_rate, over: 3s}
            \(metrics)
            phases:
              - id: deploy
                title: Deploy
                items:
                  - {id: announce, text: Announce the launch}
                  - {id: migrate, text: Apply migrations, run: "echo migrated >> migrations; echo all migrated"}
                  - {id: broken, text: Something that fails, run: "echo no such table; exit 3"}
            triggers:
            \(triggers.isEmpty ? "  - {when: error_rate > 50%}" : triggers)
            rollback:
              confirm: SHOP
            \(rollback.map { "  " + $0 }.joined(separator: "\n"))
            \(more)

            """)
        try write("app.log", "a first line\n")
    }

    static let rollback = [
        "steps:",
        #"  - {run: "echo first >> steps; i=0; while [ ! -e go.on ] && [ $i -lt 300 ]; do i=$((i+1)); sleep 0.1; done"}"#,
        #"  - {run: "rm -f break.it; echo second >> steps"}"#, "  - {verify: web up, within: 20s}",
    ]

    deinit {
        consoles = []
        server.close()
        for lock in ["engine.lock", "runner.lock"] {
            if let pid = Self.holder(folder + "/" + lock) { kill(pid, SIGKILL) }
        }
    }

    var launchFile: String { scratch("launch.yaml") }
    var folder: String { scratch(".opsconsole/shop-v2/1") }

    func write(_ name: String, _ text: String) throws { try text.write(toFile: scratch(name), atomically: false, encoding: .utf8) }

    func append(_ text: String, to name: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: scratch(name)))
        defer { try? file.close() }
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
    }

    func text(_ name: String) -> String { (try? String(contentsOfFile: scratch(name), encoding: .utf8)) ?? "" }

    /// The program in a terminal, on this launch unless told otherwise.
    func console(_ arguments: [String]? = nil, size: Size = Size(width: 140, height: 40), term: String = "xterm-256color") throws
        -> PseudoTerminal
    {
        let terminal = try PseudoTerminal(
            BuiltProgram.path("opsconsole"), arguments ?? [launchFile], environment: environment(term: term), size: size)
        consoles.append(terminal)
        return terminal
    }

    /// The program without a terminal: its exit code and what it said.
    ///
    /// - Parameter login: the words that make another program run it as somebody else.
    func run(_ arguments: [String], as login: [String] = []) throws -> (code: Int32, output: String, errors: String) {
        let process = Process()
        let words = login + [BuiltProgram.path("opsconsole")] + arguments
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = environment(term: "dumb")
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self), String(decoding: complained, as: UTF8.self))
    }

    /// The program without a terminal, at work.
    func start(_ arguments: [String], output: FileHandle = .nullDevice) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: BuiltProgram.path("opsconsole"))
        process.arguments = arguments
        process.environment = environment(term: "dumb")
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    var enginePid: pid_t? { Self.holder(folder + "/engine.lock") }

    /// What the engine had to say: for a test that misses it.
    var engineLog: String { text(".opsconsole/shop-v2/1/engine.log") }

    /// The runner's process, by the lock it holds.
    var runnerPid: pid_t? { Self.holder(folder + "/runner.lock") }

    /// Nil where nobody holds it. Between taking a lock and writing down by whom, its holder may have to wait for the disk.
    private static func holder(_ lock: String) -> pid_t? {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline, case .held(let holder) = try? Lease.status(of: lock) {
            if let holder { return holder.pid }
            usleep(1_000)
        }
        return nil
    }

    private func environment(term: String) -> [String: String] {
        let base = ["TERM": term, "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory()]
        return base.merging(variables) { $1 }
    }
}
