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
            do { try torture(index, server, proxy) } catch { score.add(index, findings: ["\(error)"], story: "", outcome: "broken") }
        }
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
        if findings.isEmpty { findings += try Examination(scenario, fixture: fixture, world: world).findings }
        let outcome = try fixture.run()?.state.rawValue ?? "lost"
        if !findings.isEmpty { findings.append(try fixture.journal.records().map { "\n    \($0.event)" }.joined()) }
        score.add(index, findings: findings, story: ordeal.story, outcome: outcome)
    }
}
