import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore

/// A run of the whole program: consoles in terminals, the engine with a service that breaks and a trigger that rolls back, operators
/// who ask at the same moment, all of them killed, hung up or cut off at random.
final class WholeLaunch {
    enum Fault: String, CaseIterable { case console, hangup, engine, runner, supervisor, clients, serverConnection, cut, slow, none }

    let steps: [Scenario.Step]
    private let scratch: ScratchDirectory
    private let server: SSHServer?
    private let proxy: LinkProxy?
    private var dice: Dice
    private var faults: [(at: Int, fault: Fault)]
    private var consoles: [PseudoTerminal] = []
    private var askers: [SpawnedProcess] = []
    private(set) var done: [String] = []
    private var decidedAt: Moment?

    init(_ dice: Dice, server: SSHServer?, proxy: LinkProxy?) throws {
        var dice = dice
        scratch = try ScratchDirectory()
        let world = scratch("world")
        steps = (0..<Int.random(in: 1...3, using: &dice)).map { _ in
            Scenario.Step.quick(&dice, world: world, host: server != nil && dice.one(in: 2) ? "web1" : nil)
        }
        faults = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
            (at: Int.random(in: 0...2500, using: &dice), fault: dice.pick(Fault.allCases))
        }.sorted { $0.at < $1.at }
        self.dice = dice
        self.server = server
        self.proxy = proxy
        mkdir(scratch("home"), 0o700)
        try file.write(toFile: scratch("launch.yaml"), atomically: true, encoding: .utf8)
    }

    deinit { endEverything() }

    var world: String { scratch("world") }
    var story: String { done.joined(separator: ", ") }
    private var folder: String { scratch(".opsconsole/torture/1") }
    func journal() throws -> Journal { try Journal(opening: folder + "/journal.sqlite") }

    /// The step that mends the service is the last but one; its end is what the verification sees.
    private var file: String {
        let steps = steps.map { step in
            let host = step.step.host.map { ", host: \($0)" } ?? ""
            return "    - {run: \(Self.quoted(step.step.text)), timeout: 20s\(host), idempotent: \(step.step.idempotent)}"
        }
        return """
            launch: Torture
            services: {web: {url: "exec:test ! -e \(scratch("broken"))", every: 100ms, timeout: 2s, failures: 1, successes: 1}}
            metrics: {errors: {health: web, measure: error_rate, over: 2s}}
            triggers: [{when: errors > 10%, for: 100ms, action: rollback, countdown: 300ms}]
            phases: [{id: deploy, title: Deploy, items: [Announce]}]
            rollback:
              confirm: GO
              steps:
            \(steps.joined(separator: "\n"))
                - {run: "rm -f \(scratch("broken"))", idempotent: true}
                - {verify: web up, within: 60s}

            """
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    // MARK: What happens

    func carryOut(within limit: Double) throws {
        openConsole()
        let journal = try firstJournal()
        let began = ContinuousClock.now
        var asks = (0..<2).map { _ in Int.random(in: 0...1200, using: &dice) }.sorted()
        let breaks = Int.random(in: 0...800, using: &dice)
        while true {
            let elapsed = ContinuousClock.now - began
            guard elapsed < .seconds(limit) else { throw Ordeal.Stuck(what: "no rollback is over after \(limit) s") }
            if elapsed >= .milliseconds(breaks), done.isEmpty || !done.contains("breaks") { breakService() }
            while let next = asks.first, elapsed >= .milliseconds(next) {
                asks.removeFirst()
                try ask()
            }
            while let next = faults.first, elapsed >= .milliseconds(next.at) {
                faults.removeFirst()
                commit(next.fault)
            }
            for console in consoles { while console.read() {} }
            if consoles.isEmpty { openConsole() }
            let state = try journal.newestState()
            if let run = state.rollback, run.state.isOver, asks.isEmpty, faults.isEmpty { break }
            try decide(state, journal)
            usleep(20_000)
        }
        proxy?.setSlow(microseconds: 0)
    }

    private func firstJournal() throws -> Journal {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            for console in consoles { while console.read() {} }
            if access(folder + "/journal.sqlite", F_OK) == 0, let journal = try? journal(), (try? journal.newestState().beganAt) != nil {
                return journal
            }
            usleep(20_000)
        }
        throw Ordeal.Stuck(what: "no journal appears")
    }

    private func breakService() {
        done.append("breaks")
        _ = FileManager.default.createFile(atPath: scratch("broken"), contents: nil)
    }

    /// Two operators and the trigger want the same at the same time.
    private func ask() throws {
        done.append("asks")
        let words = ["rollback", scratch("launch.yaml"), "--yes", "--reason", "torture", "--no-wait"]
        askers.append(try Spawn(BuiltProgram.path("opsconsole"), words, environment: spawnEnvironment).start())
    }

    private func decide(_ state: LaunchState, _ journal: Journal) throws {
        guard let run = state.rollback, run.state == .interrupted, run.resume == nil else { return }
        let choice: ResumeChoice = run.resumeRefusal == nil ? .resume : .abort
        done.append("operator: \(choice.rawValue)")
        // Recorded by somebody who dies at once: the engine starts the runner.
        try journal.append(
            [.runResumed(run: run.id, step: run.current ?? 0, choice: choice)], by: RunFixture.dana, at: SystemClock.moment())
    }

    private func commit(_ fault: Fault) {
        done.append(fault.rawValue)
        switch fault {
        case .console, .hangup:
            guard let console = consoles.popLast() else { return }
            console.signal(fault == .console ? SIGKILL : SIGHUP)
        case .engine: if let pid = holder("engine.lock") { kill(pid, SIGKILL) }
        case .runner: if let pid = holder("runner.lock") { kill(pid, SIGKILL) }
        case .supervisor:
            for pid in pids(where: { $0.contains("step") && $0.contains { $0.contains("/supervise") } }) { kill(pid, SIGKILL) }
        case .clients: for pid in pids(where: { $0.first?.hasSuffix("ssh") == true }) { kill(pid, SIGKILL) }
        case .serverConnection: for pid in server?.connections() ?? [] { kill(pid, SIGKILL) }
        case .cut: proxy?.cut()
        case .slow: proxy?.setSlow(microseconds: 2000)
        case .none: break
        }
    }

    private func holder(_ lock: String) -> pid_t? {
        guard case .held(let holder) = try? Lease.status(of: folder + "/" + lock) else { return nil }
        return holder?.pid
    }

    private func pids(where isMeant: ([String]) -> Bool) -> [Int32] {
        ProcessTable.pids { entry in isMeant(entry.arguments) && entry.environment.contains { $0.contains(self.scratch.path) } }
    }

    // MARK: Its processes

    private var environment: [String: String] {
        var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": scratch("home")]
        if let server { environment["OPSCONSOLE_SSH"] = server.program }
        return environment
    }

    private var spawnEnvironment: SpawnEnvironment {
        environment.reduce(SpawnEnvironment.inherited) { $0.setting($1.key, to: $1.value) }
    }

    private func openConsole() {
        if let console = try? PseudoTerminal(BuiltProgram.path("opsconsole"), [scratch("launch.yaml")], environment: environment) {
            consoles.append(console)
        }
    }

    /// Ends consoles and engine as people do and waits for what remains; returns what does not end.
    func leftovers(within limit: Double) -> [Int32] {
        for asker in askers { _ = asker.wait(atMost: .seconds(20)) }
        let stop = try? Spawn(
            BuiltProgram.path("opsconsole"), ["stop", scratch("launch.yaml"), "--reason", "over"], environment: spawnEnvironment
        ).start()
        _ = stop?.wait(atMost: .seconds(20))
        for console in consoles { console.type("\u{1b}\u{1b}q") }
        let deadline = ContinuousClock.now + .seconds(limit)
        while true {
            for console in consoles { while console.read() {} }
            let mine = ProcessTable.pids { entry in
                (entry.arguments + entry.environment).contains { $0.contains(self.scratch.path) }
                    && !self.consoles.contains { $0.pid == entry.pid }
            }
            let left = mine + (server?.sessions() ?? [])
            if left.isEmpty || ContinuousClock.now >= deadline { return left }
            usleep(20_000)
        }
    }

    private func endEverything() {
        consoles = []
        for pid in ProcessTable.pids(where: { ($0.arguments + $0.environment).contains { $0.contains(self.scratch.path) } }) {
            kill(pid, SIGKILL)
        }
    }
}
