import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct PlanReadingLaunchFileTests {
    private func read(_ yaml: String, environment: [String: String] = [:]) -> (plan: Plan, problems: [String]) {
        var composer = YamlComposer(file: "launch.yaml", environment: environment)
        var plan = Plan(name: "", id: "")
        var check = ShapeCheck()
        guard let root = composer.compose(yaml) else { return (plan, composer.problems.map(\.description)) }
        check.check(root, .object(.launch), "the launch file")
        var file = LaunchFile(root: root)
        file.extend(&plan)
        plan.secrets = composer.secrets
        let problems = composer.problems + check.problems + file.problems + ReferenceCheck.problems(in: plan)
        return (plan, problems.map(\.description))
    }

    @Test func everyKeyOfTheExampleIsRead() throws {
        let reading = try PlanFixture.reading("launch/full.yaml", environment: ["TOKEN": "s3cret"])
        let plan = try #require(reading.plan)
        // Its backend gives up after 2s, and two triggers wait for 5s.
        let doubts = reading.problems.filter { $0.severity != .note }
        #expect(doubts.map(\.severity) == [.warning, .warning])
        #expect(doubts.allSatisfy { $0.message.contains("`p95 > 5s` can never be met: a probe of `backend` gives up after 2s") })
        #expect(plan.name == "PAM v1.5" && plan.fromVersion == "v1.4.2" && plan.toVersion == "v1.5.0")
        let backend = try #require(plan.services.first)
        #expect(backend.target == .http("https://pam.example/api/health?token=s3cret"))
        #expect(backend.every == .seconds(5) && backend.timeout == .seconds(2) && backend.failures == 3 && backend.depends == ["db"])
        #expect(
            backend.expect.status == [200...299] && backend.expect.json == ["/status": "ok"] && backend.expect.within == .milliseconds(800))
        #expect(backend.expect.certificate == .seconds(14 * 86_400) && backend.versionPointer == "/version")
        #expect(plan.services[1].target == .tcp(host: "127.0.0.1", port: 5432))
        #expect(plan.deployments.map(\.source) == [.file("/srv/deploy/backend.json"), .command("kubectl get deploy web -o json")])
        #expect(plan.logs.map(\.host) == [nil, nil, "deploy@web1"])
        #expect(plan.metrics.count == 9)
        #expect(plan.metric("cache_hit")?.unit == .ratio)
        #expect(plan.metric("cache_hit")?.scale == Decimal(significand: 1, exponent: -2))
        #expect(plan.metric("p95")?.unit == .seconds)
        let phase = try #require(plan.phases.last)
        #expect(phase.items.map(\.text) == ["Announce in the channel", "Apply migrations", "Backend answers"])
        #expect(
            phase.items[1].commands == [
                ShellText.command(
                    "./migrate up", host: "deploy@web1", timeout: .seconds(300), location: phase.items[1].commands[0].location)
            ])
        #expect(phase.items[2].check == .service("backend"))
        #expect(phase.decision?.approvers == 2)
        #expect(plan.windows.map(\.lasts) == [.seconds(3600), .seconds(7200), .seconds(3600), .seconds(7200)])
        #expect(plan.triggers.suffix(3).map(\.action) == [.rollback, .propose, .propose])
        #expect(plan.triggers.suffix(3).map(\.hold) == [.for(.seconds(120)), .of(breaches: 3, measurements: 5), .none])
        #expect(plan.triggers.suffix(3).map(\.face) == [.bound, .bound, .question])
        #expect(plan.rollback?.confirm == "PAM")
        #expect(plan.rollback?.steps.map(\.work.kind) == ["run", "run", "verify"])
        #expect(plan.notifications.map(\.events) == [[], ["firing", "rollback", "decision"]])
        #expect(plan.secrets == ["s3cret"])
    }

    @Test(arguments: [
        ("launch: x\nservces: {}", "launch.yaml:2:1: error: unknown key `servces` in a launch file; did you mean `services`?"),
        (
            "services:\n  a: {url: 'http://a', timeot: 2s}",
            "launch.yaml:2:24: error: unknown key `timeot` in a service; did you mean `timeout`?"
        ),
        ("services:\n  a: {url: 'http://a', timeout: 2}", "launch.yaml:2:33: error: `timeout` is no duration: `2`"),
        ("services:\n  a: {}", "launch.yaml:2:6: error: `services.a` has no `url`"),
        ("services: {a: {url: 'ftp://x'}}", "`url` cannot be polled: `ftp://x`"),
        ("services: {a: {url: 'tcp://h:1', depends: a}}", "services wait for each other: a -> a"),
        ("services: {a: {url: 'tcp://h:1', depends: [db]}}", "there is no service `db`; known are `a`"),
        ("triggers: [{when: error_rat > 5%}]", "there is no metric `error_rat`"),
        ("triggers:\n  - when: \"m > 5 parsecs\"", "launch.yaml:2:16: error: `when`: no number with a unit: `5 parsecs`"),
        ("logs: {l: x}\nmetrics: {m: {log: l, matches: x, measure: ratio}}", "a metric with `measure: ratio` needs `of`"),
        ("logs: {l: x}\nmetrics: {m: {log: l, matches: x, of: y}}", "`of` means something with `measure: ratio` only"),
        ("metrics: {m: {manual: x}}\ntriggers: [{when: m, for: 5m, of: 1 of 2}]", "a trigger has `for` and `of`"),
        ("metrics: {m: {health: a, json: b}}", "`metrics.m` has `health` and `json`; keep one of them"),
        ("metrics: {m: {command: x, unit: seconds}}\ntriggers: [{when: m > 5%}]", "`m > 5%` compares a ratio with `m`, which is in a time"),
        ("windows: [{name: w, lasts: 1h, after: x}]", "there is no phase `x`"),
        ("rollback: {steps: [{verify: db up}]}", "there is no service `db`"),
        ("rollback: {steps: []}", "the rollback has no steps"),
        ("launch: [a]", "`launch` is a list, not text"),
        ("launch: a\nlaunch: b", "the key `launch` stands here more than once"),
        ("launch: ${NOPE}", "launch.yaml:1:9: error: the environment has no NOPE"),
        ("launch: {", "is not YAML"), ("", "is empty"), ("- a", "`the launch file` is a list, not a mapping"),
        ("a: &x [1]\nb: [" + (0..<30).map { _ in "*x" }.joined(separator: ",") + "]", "more than 24 YAML aliases"),
        ("a: " + String(repeating: "[", count: 500), "nested too deeply"),
    ])
    func everyProblemSaysWhereAndWhatToDo(yaml: String, expected: String) {
        let problems = read(yaml).problems
        #expect(problems.contains { $0.contains(expected) }, "\(problems)")
        #expect(problems.allSatisfy { $0.contains("; ") || $0.contains("did you mean") }, "\(problems)")
    }

    @Test func allProblemsComeAtOnce() {
        let problems = read("a: 1\nservices: {x: {url: 'no', every: soon}}\ntriggers: [{when: y > 1}]\nwindows: [{name: w}]").problems
        #expect(problems.count == 5)
    }

    @Test func variablesForTheShellAreLeftAlone() {
        let (plan, problems) = read("rollback: {steps: [{run: 'echo $HOME $${USER} ${V} $(date) ${X:-y}'}]}", environment: ["V": "7"])
        #expect(problems == [])
        #expect(plan.rollback?.steps.first?.text == "echo $HOME ${USER} 7 $(date) ${X:-y}")
    }

    @Test func aTriggerWithTheWordsOfThePlanBindsThatOne() throws {
        let reading = try PlanFixture.reading("launch/bind.yaml")
        let plan = try #require(reading.plan)
        #expect(plan.triggers.count == 5)
        #expect(plan.triggers[0].condition?.text == "error_rate > 5%")
        #expect(plan.triggers[0].hold == .for(.seconds(120)))
        #expect(plan.triggers[2].condition?.metric == "p95_latency")
        #expect(plan.triggers[3].condition == nil)
        #expect(plan.windows.map(\.every) == [.seconds(60), .seconds(900), .seconds(1800)])
        #expect(plan.phases.first { $0.id == "phase-6-production-deployment" }?.items.last?.text == "Take a deep breath")
        #expect(plan.documents.first?.sections.first { $0.title == "Agents to Launch:" }?.role == .tasks)
        #expect(plan.phases[4].allItems.count == 21)
    }

    @Test(arguments: ["missing.yaml", "missing.md"])
    func aMissingFileIsAClearError(name: String) throws {
        let reading = try PlanFixture.reading(name)
        #expect(reading.plan == nil)
        #expect(reading.problems.map(\.description) == ["\(name):1:1: error: does not exist; check the path"])
    }

    @Test func aDirectoryAndTextThatIsNotUTF8AreClearErrors() throws {
        #expect(try PlanFixture.reading("real").problems.first?.message.contains("is a directory") == true)
        let reading = try PlanFixture.reading("launch/latin1.md")
        #expect(reading.problems.first?.description.hasPrefix("latin1.md:3:7: error: is not UTF-8 (byte 0xfc); convert it") == true)
    }
}

extension Step.Work {
    fileprivate var kind: String {
        switch self {
        case .run: "run"
        case .verify: "verify"
        case .manual: "manual"
        }
    }
}
