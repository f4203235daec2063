import ConsoleModel
import LaunchCore
import Testing

/// Plans in the styles and languages teams use. Each line says what a person finds in the text.
@Suite struct PlanReadingTeamPlansTests {
    struct Expected: Sendable {
        var file: String
        /// Items of each phase, those below others included.
        var phases: [Int]
        var done = 0
        var commands = 0
        /// `1h/5m`, `6h/-`
        var windows: [String] = []
        /// First letters of the faces: bound, probe, question, judgement.
        var triggers = ""
        var steps = 0
        var criteria = 0
        var goals = 0
        var decisions: [String] = []
    }

    static let plans: [Expected] = [
        Expected(file: "01-checklist.md", phases: [4, 3], done: 2, commands: 1, steps: 2, decisions: ["Go/No-Go Decision"]),
        Expected(file: "02-deutsch.md", phases: [2, 3], commands: 1, windows: ["1h/5m"], triggers: "bbqp", steps: 1, criteria: 2),
        Expected(file: "03-francais.md", phases: [2, 1], commands: 1, windows: ["1h/10m"], triggers: "bbp", steps: 2, criteria: 2),
        Expected(
            file: "04-espanol.md", phases: [2, 2], commands: 1, windows: ["1h/5m", "3h/15m"], triggers: "bpp", steps: 2, criteria: 1),
        Expected(file: "05-portugues.md", phases: [2, 2], done: 1, triggers: "bbj", steps: 1, criteria: 1),
        Expected(file: "06-italiano.md", phases: [1, 1], windows: ["2h/10m"], triggers: "bp", steps: 2, criteria: 1),
        Expected(file: "07-zhongwen.md", phases: [2, 3], done: 1, windows: ["1d/30m"], triggers: "bpb", steps: 2, criteria: 1),
        Expected(file: "08-nihongo.md", phases: [2, 2], windows: ["1h/5m"], triggers: "bpj", steps: 1, criteria: 1),
        Expected(file: "09-table-triggers.md", phases: [2], triggers: "bbbbp"),
        Expected(file: "10-severity-groups.md", phases: [3], triggers: "bqpbpjb", steps: 2),
        Expected(file: "11-hours-offsets.md", phases: [], windows: ["6h/15m", "18h/1h"]),
        Expected(file: "12-prose-window.md", phases: [2], windows: ["1h/5m", "3h/15m"]),
        Expected(file: "13-no-headings.txt", phases: [4], done: 1, commands: 1),
        Expected(file: "14-bold-phases.md", phases: [2, 2], criteria: 2),
        Expected(file: "15-commands.md", phases: [2, 1, 1, 1], commands: 6),
        Expected(file: "16-html-frontmatter.md", phases: [2, 1], done: 1),
        Expected(file: "17-embedded.md", phases: [2], steps: 1),
        Expected(file: "18-signoff.md", phases: [4, 2], criteria: 2, goals: 2, decisions: ["Sign-Off", "Go/No-Go"]),
        Expected(file: "19-history-tables.md", phases: [2], commands: 1, criteria: 1),
        Expected(file: "20-crlf-bom.md", phases: [3, 2], done: 1),
        Expected(file: "21-states.md", phases: [], triggers: "bppbbbbbppjjqqbbb"),
        Expected(file: "22-nested-windows.md", phases: [1, 0], windows: ["2d/30m"]),
    ]

    @Test(arguments: plans)
    func itSaysWhatThePersonWhoWroteItMeant(expected: Expected) throws {
        let plan = try #require(PlanFixture.reading("teams/\(expected.file)").plan)
        #expect(plan.phases.map(\.allItems.count) == expected.phases)
        #expect(plan.items.count(where: \.done) == expected.done)
        #expect(plan.items.reduce(0) { $0 + $1.commands.count } == expected.commands)
        #expect(plan.windows.map { "\($0.lasts.launchText)/\($0.every?.launchText ?? "-")" } == expected.windows)
        #expect(plan.triggers.map { String($0.face.rawValue.prefix(1)) }.joined() == expected.triggers)
        #expect(plan.rollback?.steps.count ?? 0 == expected.steps)
        #expect(plan.criteria.count == expected.criteria)
        #expect(plan.goals.count == expected.goals)
        #expect(plan.decisions.map(\.title) == expected.decisions)
    }

    @Test func ownersAndEstimatesComeFromTheEntriesThemselves() throws {
        let plan = try #require(PlanFixture.reading("teams/01-checklist.md").plan)
        #expect(plan.phases[0].items.map(\.owner) == [nil, "Li", "omar", nil])
        #expect(plan.phases[0].items[3].estimate == .seconds(900))
        let table = try #require(PlanFixture.reading("teams/19-history-tables.md").plan)
        #expect(table.items.map(\.owner) == ["kim", "lee"])
        #expect(table.items.map(\.estimate) == [.seconds(1200), .seconds(600)])
    }

    @Test func aTableRowThatOnlyAlertsDoesNotArmTheRollback() throws {
        let plan = try #require(PlanFixture.reading("teams/09-table-triggers.md").plan)
        #expect(plan.triggers.map(\.action) == [.propose, .watch, .propose, .watch, .rollback])
        #expect(plan.triggers.map(\.hold) == [.for(.seconds(300)), .none, .none, .none, .of(breaches: 3, measurements: 3)])
    }

    @Test func alternativesOfARollbackAreNeverJoined() throws {
        let reading = try PlanFixture.reading("teams/10-severity-groups.md")
        #expect(reading.plan?.rollback?.steps.map(\.text) == ["flagctl off gateway", "curl -X POST https://flags.example/gateway/off"])
        #expect(reading.problems.contains { $0.message.contains("alternatives") })
        #expect(reading.plan?.triggers[3].wantsBaseline == true)
    }

    @Test func compoundCommandsAndHereDocumentsAreOneCommandEach() throws {
        let plan = try #require(PlanFixture.reading("teams/15-commands.md").plan)
        let commands = plan.items.flatMap(\.commands).map(\.text)
        #expect(commands[0].hasPrefix("for node in") && commands[0].hasSuffix("done"))
        #expect(commands[2].hasPrefix("cat > pool.yaml <<EOF") && commands[2].hasSuffix("EOF"))
        #expect(commands[3] == "kubectl apply -f pool.yaml \\\n  --server-side")
        #expect(commands[4...] == ["kubectl get nodes", "kubectl top nodes"])
        #expect(plan.items.flatMap(\.commands).map(\.destructive) == [false, true, false, false, false, false])
    }
}
