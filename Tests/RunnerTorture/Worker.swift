import ConsoleTestKit
import Foundation

/// Takes one run after the other until there is none left. Has an sshd behind a bad link of its own.
struct Worker {
    let seed: UInt64
    let score: Score

    func work() {
        let server = SSHServer.isInstalled ? try? SSHServer() : nil
        let proxy = server.flatMap { try? LinkProxy(to: $0.port) }
        if let server, let proxy { try? server.configureClient(port: proxy.port) }
        while let index = score.next() {
            do {
                // Every eighth run is one of the whole program, which takes longer.
                if index % 8 == 7 { try tortureAll(index, server, proxy) } else { try torture(index, server, proxy) }
            } catch { score.add(index, findings: ["\(error)"], story: "", outcome: "broken") }
        }
    }

    private func tortureAll(_ index: Int, _ server: SSHServer?, _ proxy: LinkProxy?) throws {
        let launch = try WholeLaunch(Dice(seed: seed &+ UInt64(index) &* 0x1_0000_0001), server: server, proxy: proxy)
        var findings: [String] = []
        do { try launch.carryOut(within: 120) } catch { findings.append("\(error)") }
        let journal = try launch.journal()
        if findings.isEmpty { findings += try Examination(launch.steps, journal: journal, world: launch.world).findings }
        let outcome = try journal.newestState().rollback?.state.rawValue ?? "lost"
        proxy?.cut(after: .max)
        let left = launch.leftovers(within: 40)
        if !left.isEmpty { findings.append("left behind: \(left.map { ProcessTable.arguments(of: $0).joined(separator: " ") })") }
        if !findings.isEmpty { findings.append(try journal.records().map { "\n    \($0.at.milliseconds) \($0.event)" }.joined()) }
        score.add(index, findings: findings, story: "whole: " + launch.story, outcome: outcome)
    }

    private func torture(_ index: Int, _ server: SSHServer?, _ proxy: LinkProxy?) throws {
        var dice = Dice(seed: seed &+ UInt64(index) &* 0x1_0000_0001)
        let fixture = try RunFixture()
        if let server { fixture.environment = fixture.environment.setting("OPSCONSOLE_SSH", to: server.program) }
        let world = fixture.directory + "/world"
        let scenario = Scenario(&dice, world: world, remote: server != nil)
        let ordeal = Ordeal(scenario, fixture: fixture, server: server, proxy: proxy)
        var findings: [String] = []
        do { try ordeal.carryOut(within: 90) } catch { findings.append("\(error)") }
        proxy?.setSilent(false)
        proxy?.cut(after: .max)
        let left = ordeal.leftovers(within: 15)
        if !left.isEmpty { findings.append("left behind: \(left)") }
        if findings.isEmpty { findings += try Examination(scenario.steps, journal: fixture.journal, world: world).findings }
        let outcome = try fixture.run()?.state.rawValue ?? "lost"
        if !findings.isEmpty { findings.append(try fixture.journal.records().map { "\n    \($0.event)" }.joined()) }
        score.add(index, findings: findings, story: ordeal.story, outcome: outcome)
    }
}
