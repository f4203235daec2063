import LaunchCore
import Testing

@testable import ConsoleModel

/// What the fuzzer found, each with the smallest text that shows it.
@Suite struct PlanReadingFoundTests {
    private func plan(_ text: String) -> Plan {
        var plan = Plan(name: "", id: "")
        let file = SourceFile(name: "p.md", path: "p.md", bytes: Array(text.utf8), sha256: "")
        var reader = PlanReader(file: file, roles: [:], names: UniqueNames())
        _ = reader.read(into: &plan)
        return plan
    }

    @Test(arguments: [
        "## Monitoring\n### First 99999999999999999999999 hours\n- every 5 minutes\n- errors\n",
        "## Monitoring\n### Hour 99999999999999999999\n- every 5 minutes\n- errors\n",
        "## Rollback Triggers\n- Service down > 99999999999999999999999m\n",
        "## 监控\n### 前100000000000000000000000小时\n- 每5分钟检查一次\n",
    ])
    func aLengthOfTimeThatNobodyMeansIsNone(text: String) {
        let plan = plan(text)
        #expect(plan.windows.isEmpty)
        #expect(plan.triggers.allSatisfy { $0.hold == .none })
    }

    @Test func aCadenceOfNothingIsNone() {
        #expect(plan("## Monitoring\n### Hour 1\n- every 0 minutes\n- errors\n").windows.map(\.every) == [nil])
        #expect(plan("## Rollback Triggers\n- Service down for 0 minutes\n").triggers.map(\.hold) == [.none])
    }

    @Test(arguments: [
        ("- [ ] Say [x] in the channel", false), ("- [x] Say [ ] in the channel", true), ("> - [ ] Say [x]", false),
        ("1. [X] Say [ ]", true),
    ])
    func onlyTheBoxInFrontSaysDone(line: String, isDone: Bool) {
        #expect(plan("## Tasks\n\(line)\n").items.map(\.done) == [isDone])
    }

    @Test func aBoxFurtherDownIsNotTheEntrysOwn() {
        let plan = plan("## Tasks\n- > 3\n                                       - [ ] Check the contrast\n")
        #expect(plan.items.filter { $0.kind == .box }.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n"])
    func frontMatterKeepsItsLinesWhateverSignsAreInIt(end: String) {
        let lines = ["---", "title: a\u{85}b\u{2028}c", "---", "## Tasks", "- [x] one"]
        #expect(plan(lines.joined(separator: end)).items.map(\.location.line) == [5])
    }

    @Test(arguments: ["- \\[ ] Deploy", "> - \\[x] Deploy", "- [ \\] Deploy"])
    func aBoxThatIsWrittenAsTextIsNone(line: String) {
        #expect(plan("## Notes\n\(line)\n").items.filter { $0.kind == .box }.isEmpty)
    }

    @Test func commandsOfAnIndentedBlockHaveTheirOwnLines() {
        let plan = plan("## Deployment steps\n\n    git pull\n    git push\n\n```bash\nmake\n```\n")
        #expect(plan.items.flatMap(\.commands).map(\.location.line) == [3, 4, 7])
    }

    @Test func linesBelowACodeSpanOverTwoLinesAreCountedRight() {
        let plan = plan("## Facts\nSee `a\nb` for more\n**Decision Point**: GO/NO-GO for Phase 2\n- [ ] one\n")
        #expect(plan.decisions.map(\.location.line) == [4])
    }

    @Test func whatStandsDirectlyAboveATableHasALine() {
        let plan = plan("## Rollback Triggers\nError rate > 5%\n| Metric | Threshold |\n|---|---|\n| p95 latency | > 500ms |\n")
        #expect(plan.triggers.map(\.location.line) == [2, 5])
    }

    @Test func theFenceOfABlockInABlockIsNoCommand() {
        let plan = plan("## Deployment steps\n\n    ```bash\n    git push\n    ```\n")
        #expect(plan.items.flatMap(\.commands).map(\.text) == ["git push"])
    }

    @Test func thousandsOfEqualEntriesHaveIdsOfTheirOwn() {
        let plan = plan("## Tasks\n" + String(repeating: "- [ ] Restart the node\n", count: 12_000))
        #expect(Set(plan.items.map(\.id)).count == 12_000)
    }

    @Test func initWritesNumbersAsTheLaunchFileTakesThem() {
        let plan = plan("## Quand Rollback ?\n- Temps de réponse supérieur à 3 secondes\n\n## Liens\n- https://a.example/health\n")
        #expect(LaunchScaffold(plan: plan, planPath: "p.md").yaml.contains("    when: \"latency > 3s\""))
    }

    @Test func anEmptyCommandIsRefused() {
        for yaml in ["rollback: {steps: [{run: ''}]}", "phases: [{id: a, items: [{text: b, run: ' '}]}]"] {
            var composer = YamlComposer(file: "launch.yaml", environment: [:])
            var plan = Plan(name: "", id: "")
            guard let root = composer.compose(yaml) else {
                Issue.record("no YAML: \(yaml)")
                continue
            }
            var file = LaunchFile(root: root)
            file.extend(&plan)
            #expect(file.problems.contains { $0.severity == .error && $0.message.contains("`run` is empty") })
        }
    }
}
