import ConsoleModel
import Foundation
import LaunchCore

/// A launch's folder with a journal, for real runners in processes of their own. Everything it started is ended with it.
public final class RunFixture: @unchecked Sendable {
    // Unchecked: used by one test at a time; the journal locks itself.
    public let directory: String
    public let folder: LaunchFolder
    public let journal: Journal
    public var environment = SpawnEnvironment.inherited
    public static let dana = Actor(role: .operator, name: "dana", host: "here")

    public init() throws {
        var template = Array("/tmp/opsconsole-run-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        directory = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        mkdir(directory + "/1", 0o700)
        mkdir(directory + "/1/runs", 0o700)
        mkdir(directory + "/root", 0o755)
        folder = try LaunchFolder(at: directory + "/1")
        journal = try Journal(opening: folder.journal)
    }

    public var root: String { directory + "/root" }
    /// While this file exists, runners cannot append to the journal.
    public var obstacle: String { folder.path + "/full" }

    /// Ends what is left and removes the files.
    deinit {
        for pid in processes() { kill(pid, SIGKILL) }
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Every living process that belongs to it, by its environment or its arguments.
    public func processes() -> [Int32] {
        ProcessTable.pids { entry in
            entry.arguments.contains { $0.contains(directory) } || entry.environment.contains { $0.contains(directory) }
        }
    }

    // MARK: What operators do

    public func request(_ steps: [RunStep], run: String = "r1", work: RunWork = .rollback(number: 1, trigger: nil)) throws {
        try record(.runRequested(run: run, work: work, steps: steps, reason: "test", evidence: []))
    }

    public func record(_ event: LaunchEvent) throws {
        try journal.append([event], by: Self.dana, at: SystemClock.moment())
    }

    public func launcher(timing: [String: String] = [:]) -> RunnerLauncher {
        var environment = environment
        for (name, value) in timing { environment = environment.setting("PROBE_\(name)", to: value) }
        return RunnerLauncher(
            executable: Self.product("RunnerFixture"), arguments: ["--ready", folder.path, root], folder: folder, environment: environment)
    }

    /// Starts the run's runner and returns its process number once it has taken the run up.
    @discardableResult
    public func launch(run: String = "r1", timing: [String: String] = [:]) throws -> Int32 {
        try launcher(timing: timing).start(run: run)
    }

    /// A program built with the tests.
    public static func product(_ name: String) -> String {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent(name).path
    }

    // MARK: What can be seen

    public func state() throws -> LaunchState { try journal.newestState() }
    public func run(_ id: String = "r1") throws -> Run? { try state().run(id) }
    public func output(step: Int = 0, run: String = "r1") -> Data {
        FileManager.default.contents(atPath: RunFiles(folder, run: run).log(step: step)) ?? Data()
    }
    public func text(step: Int = 0, run: String = "r1") -> String { String(decoding: output(step: step, run: run), as: UTF8.self) }

    /// Waits until something is so, or throws what was waited for.
    public func until(_ what: String, within limit: Double = 20, _ condition: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(limit)
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw NeverHappened(what: what, log: runnerLogs) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits for the end of a run.
    public func ended(_ id: String = "r1", within limit: Double = 20) async throws -> Run {
        try await until("the end of \(id)", within: limit) { try run(id)?.state.isOver == true }
        guard let run = try run(id) else { throw NeverHappened(what: "a run \(id)", log: "") }
        return run
    }

    private var runnerLogs: String {
        let runs = (try? FileManager.default.contentsOfDirectory(atPath: folder.runs)) ?? []
        let records = ((try? journal.records()) ?? []).map { "\($0.at.milliseconds) \($0.event)\n" }.joined()
        return records + runs.map { (try? String(contentsOfFile: RunFiles(folder, run: $0).runnerLog, encoding: .utf8)) ?? "" }.joined()
    }

    public struct NeverHappened: Error, CustomStringConvertible {
        public let what: String
        public let log: String
        public var description: String { "waited in vain for \(what)\n\(log)" }
    }
}

extension RunStep {
    /// A shell step for tests.
    public static func shell(
        _ text: String, timeout: Milliseconds = 30_000, retries: Int = 0, idempotent: Bool = false, host: String? = nil
    ) -> RunStep {
        RunStep(kind: .run, text: text, host: host, timeout: timeout, retries: retries, idempotent: idempotent)
    }
}
