import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

/// `procedures` of a launch file, and verifications by command.
@Suite struct PlanReadingProceduresTests {
    private func read(_ yaml: String) throws -> LaunchReading {
        let scratch = try ScratchDirectory()
        try yaml.write(toFile: scratch("launch.yaml"), atomically: false, encoding: .utf8)
        return LaunchReader.read(path: scratch("launch.yaml"), environment: [:], directory: "")
    }

    private static let whole = """
        launch: Shop
        phases:
          - {id: deploy, items: [{id: tests, text: Smoke tests pass, procedure: smoke}]}
        procedures:
          smoke:
            title: Smoke tests
            confirm: SMOKE
            steps:
              - {run: ./smoke, host: deploy@web1, timeout: 1m, retries: 2, idempotent: true}
              - {verify: {run: curl -fsS web, host: web1}, within: 30s}
              - {verify: {run: curl -fsS here}}
              - {manual: Look at the page}
        rollback:
          steps: [{verify: {run: test -e back}, within: 2m}]
        """

    @Test func namesStepsAndItemsAreRead() throws {
        let plan = try #require(try read(Self.whole).plan)
        let smoke = try #require(plan.procedure("smoke"))
        #expect(smoke.title == "Smoke tests" && smoke.confirm == "SMOKE" && smoke.location.line == 6)
        #expect(smoke.steps.map(\.id) == ["smoke-1", "smoke-2", "smoke-3", "smoke-4"])
        #expect(smoke.steps.map(\.host) == ["deploy@web1", "web1", nil, nil])
        #expect(smoke.steps.map(\.timeout) == [.seconds(60), .seconds(30), .seconds(300), .seconds(300)])
        #expect(smoke.steps[0].retries == 2 && smoke.steps[0].idempotent)
        #expect(plan.item("tests")?.procedure == "smoke")
        #expect(plan.rollback?.steps.map(\.text) == ["verify: test -e back"] && plan.rollback?.confirm == "ROLLBACK")
        #expect(try read(Self.whole).problems.isEmpty)
    }

    @Test func checkShowsThemToPeopleAndScripts() throws {
        let report = CheckReport(try read(Self.whole))
        #expect(report.summary.contains("Procedure smoke, starts once SMOKE is typed (4)"))
        #expect(report.summary.contains("  verify: curl -fsS web on web1"))
        let lines = report.json.split(separator: "\n").map { $0.drop { $0 == " " } }
        for line in [#""procedures": ["#, #""confirm": "SMOKE","#, #""run": "./smoke","#, #""procedure": "smoke","#] {
            #expect(lines.contains(line[...]), "\(line)")
        }
    }

    @Test(arguments: [
        ("procedures: {smoke: {}}", "`procedures.smoke` has no `steps`; add it"),
        ("procedures: {smoke: {steps: []}}", "the smoke has no steps; list what is to be done, in order"),
        ("procedures: {smoke: {steps: [{run: ''}]}}", "`run` is empty"),
        ("procedures: {smoke: {step: [{run: a}]}}", "unknown key `step` in a procedure; did you mean `steps`?"),
        ("procedures: {rollback: {steps: [{run: a}]}}", "`rollback` cannot be the name of a procedure"),
        ("procedures: {'a b': {steps: [{run: a}]}}", "`a b` cannot be the name of a procedure"),
        ("procedures: {a: {steps: [{verify: {rum: b}}]}}", "unknown key `rum` in a verify; did you mean `run`?"),
        ("procedures: {a: {steps: [{verify: {host: b}}]}}", "`verify` has no `run`"),
        ("procedures: {a: {steps: [{verify: 'b ?? 3'}]}}", "or as SERVICE up, or as {run: COMMAND}"),
        ("procedures: {a: {steps: [{verify: web up}]}}", "there is no service `web`"),
        ("procedures: {a: {steps: [{run: a, verify: web up}]}}", "`steps` has `run` and `verify`; keep one of them"),
        ("phases: [{id: p, items: [{text: t, procedure: smoke}]}]", "there is no procedure `smoke`; the launch has none; add it"),
        (
            "phases: [{id: p, items: [{text: t, procedure: smoke}]}]\nprocedures: {smok: {steps: [{run: a}]}}",
            "there is no procedure `smoke`; did you mean `smok`?"
        ),
        (
            "phases: [{id: p, items: [{text: t, run: a, procedure: smoke}]}]\nprocedures: {smoke: {steps: [{run: a}]}}",
            "an item has `run` and `procedure`; keep one of them"
        ),
        ("procedures: {a: {steps: [{run: './x <host>'}]}}", "a step of the a has blanks: `<host>`"),
    ])
    func whatIsWrongIsSaidWithWhatToDo(yaml: String, message: String) throws {
        let problems = try read("launch: x\n" + yaml).problems.map(\.description)
        #expect(problems.contains { $0.contains(message) }, "\(problems)")
    }
}
