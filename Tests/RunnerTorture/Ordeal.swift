import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore

/// Carries out one scenario: requests the run, commits the faults at their times, notices interruptions and decides as consoles and
/// operators do, until the run is over.
final class Ordeal {
    struct Stuck: Error { let what: String }

    let fixture: RunFixture
    private let server: SSHServer?
    private let proxy: LinkProxy?
    private var scenario: Scenario
    private var done: [String] = []
    private var fullUntil: ContinuousClock.Instant?
    private var silentUntil: ContinuousClock.Instant?
    private var slowUntil: ContinuousClock.Instant?

    init(_ scenario: Scenario, fixture: RunFixture, server: SSHServer?, proxy: LinkProxy?) {
        self.scenario = scenario
        self.fixture = fixture
        self.server = server
        self.proxy = proxy
    }

    var story: String { done.joined(separator: ", ") }

    /// Returns when the run is over.
    func carryOut(within limit: Double) throws {
        try fixture.request(scenario.steps.map(\.step), work: scenario.work)
        launch()
        let began = ContinuousClock.now
        while try fixture.run()?.state.isOver != true {
            let elapsed = ContinuousClock.now - began
            guard elapsed < .seconds(limit) else { throw Stuck(what: "the run is not over after \(limit) s") }
            while let next = scenario.faults.first, elapsed >= .milliseconds(next.at) {
                scenario.faults.removeFirst()
                commit(next.fault, bytes: next.bytes)
            }
            mend()
            try watch()
            usleep(10_000)
        }
    }

    private func launch() {
        do { try fixture.launch(timing: ["GRACE": "400", "QUIET": "2500"]) } catch { done.append("launch: \(error)") }
    }

    /// Waits for the end of every process that was not meant to stay; returns those that do not end.
    func leftovers(within limit: Double) -> [Int32] {
        let deadline = ContinuousClock.now + .seconds(limit)
        while true {
            let pids = fixture.processes() + (server?.sessions() ?? [])
            let left = pids.filter { pid in !isMeantToStay(pid) }
            if left.isEmpty || ContinuousClock.now >= deadline {
                for pid in pids { kill(pid, SIGKILL) }
                return left
            }
            usleep(20_000)
        }
    }

    private func isMeantToStay(_ pid: Int32) -> Bool {
        let words = ProcessTable.arguments(of: pid)
        return words.isEmpty || words == ["sleep", String(Scenario.daemon)]
    }

    // MARK: Faults

    private func commit(_ fault: Scenario.Fault, bytes: Int) {
        done.append(fault.rawValue)
        switch fault {
        case .runner: if let pid = try? fixture.run()?.pid { kill(pid, SIGKILL) }
        case .supervisor: end(where: Self.isSupervisor)
        case .terminal: end { $0.arguments.dropFirst().first == "terminal" }
        // A supervisor's arguments name the command's file, too.
        case .command: end { Self.namesCommand($0) && !Self.isSupervisor($0) }
        case .supervisorAndCommand: end(where: Self.namesCommand)
        case .sharedConnection: if let pid = clients.min() { kill(pid, SIGKILL) }
        case .clients: for pid in clients { kill(pid, SIGKILL) }
        case .serverConnection: for pid in server?.connections() ?? [] { kill(pid, SIGKILL) }
        case .follower: end { $0.arguments == ["sh"] }
        case .cut: proxy?.cut()
        case .cutAfter: proxy?.cut(after: bytes)
        case .silence:
            proxy?.setSilent(true)
            silentUntil = ContinuousClock.now + .milliseconds(500)
        case .slow:
            proxy?.setSlow(microseconds: 2000)
            slowUntil = ContinuousClock.now + .milliseconds(1500)
        case .fullJournal:
            _ = FileManager.default.createFile(atPath: fixture.obstacle, contents: nil)
            fullUntil = ContinuousClock.now + .milliseconds(700)
        case .secondRunner: launch()
        case .abort: try? fixture.record(.runResumed(run: "r1", step: 0, choice: .abort))
        }
    }

    private static func isSupervisor(_ entry: ProcessTable.Entry) -> Bool {
        entry.arguments.contains("step") && entry.arguments.contains { $0.contains("/supervise") }
    }

    private static func namesCommand(_ entry: ProcessTable.Entry) -> Bool { entry.arguments.contains { $0.contains("/command") } }

    private var clients: [Int32] {
        guard let server else { return [] }
        return ProcessTable.pids { entry in
            entry.arguments.first?.hasSuffix("ssh") == true && entry.arguments.contains { $0.hasPrefix(server.directory.path) }
        }
    }

    /// Kills those of this run's processes that are meant, here and on the far side.
    private func end(where isMeant: (ProcessTable.Entry) -> Bool) {
        let marks = [fixture.directory] + (server.map { ["HOME=\($0.home)"] } ?? [])
        let pids = ProcessTable.pids { entry in
            guard isMeant(entry) else { return false }
            let words = entry.environment + entry.arguments
            return marks.contains { mark in words.contains { $0.contains(mark) } }
        }
        for pid in pids { kill(pid, SIGKILL) }
    }

    private func mend() {
        if let until = fullUntil, ContinuousClock.now >= until {
            unlink(fixture.obstacle)
            fullUntil = nil
        }
        if let until = slowUntil, ContinuousClock.now >= until {
            proxy?.setSlow(microseconds: 0)
            slowUntil = nil
        }
        if let until = silentUntil, ContinuousClock.now >= until {
            proxy?.setSilent(false)
            silentUntil = nil
        }
    }

    // MARK: Consoles and operators

    private func watch() throws {
        let state = try fixture.state()
        for interruption in try RunInterruption.find(in: state, folder: fixture.folder, at: SystemClock.moment()) {
            try fixture.journal.append(by: RunFixture.dana, now: SystemClock.moment) { state throws(Refusal) in
                interruption.events(in: state)
            }
        }
        guard let run = try fixture.run(), run.state == .interrupted, fullUntil == nil else { return }
        if let since = run.awaitsRunnerSince {
            // As the engine does for whoever decided and died before starting the runner.
            if SystemClock.moment() - since > .seconds(1), run.resume != nil { launch() }
            return
        }
        let decision = scenario.decisions.isEmpty ? ResumeChoice.abort : scenario.decisions.removeFirst()
        let choice = decision == .resume && run.resumeRefusal != nil ? .abort : decision
        done.append("operator: \(choice.rawValue)")
        try fixture.record(.runResumed(run: "r1", step: run.current ?? 0, choice: choice))
        launch()
    }
}
