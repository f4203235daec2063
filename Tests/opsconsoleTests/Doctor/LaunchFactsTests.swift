import LaunchCore
import Testing

@testable import opsconsole

@Suite struct LaunchFactsTests {
    private func facts() -> LaunchFacts {
        LaunchFacts(
            path: "launch.yaml", problems: [], counts: (4, 14, 3, 0), hasRollback: true,
            logs: [.init(name: "app", path: "/var/log/app.log", isMissing: false)], hosts: [.init(name: "web1")], missingPrograms: [])
    }

    private func grades(_ change: (inout LaunchFacts) -> Void) -> [String: Finding.Grade] {
        var facts = facts()
        change(&facts)
        return Dictionary(facts.findings.map { ($0.subject, $0.grade) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func aLaunchInOrderIsFine() {
        #expect(grades { _ in }.values.allSatisfy { $0 == .fine })
    }

    @Test func whatTheLaunchCannotDoWithoutFails() {
        let place = SourceLocation(file: "launch.yaml", line: 3)
        #expect(grades { $0.problems = [Problem(.error, at: place, "no")] }["plan"] == .failure)
        #expect(grades { $0.counts = nil }["plan"] == .failure)
        #expect(grades { $0.missingPrograms = ["./migrate"] }["rollback"] == .failure)
        #expect(grades { $0.hosts[0].error = "Permission denied (publickey)." }["host web1"] == .failure)
        #expect(grades { $0.logs[0].error = "Permission denied" }["log app"] == .failure)
    }

    @Test func whatItCouldDoBetterIsPointedOut() {
        #expect(grades { $0.counts?.unwatched = 2 }["plan"] == .warning)
        #expect(grades { $0.hasRollback = false }["rollback"] == .warning)
        #expect(grades { $0.logs[0].isMissing = true }["log app"] == .warning)
    }
}
