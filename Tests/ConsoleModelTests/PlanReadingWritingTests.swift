import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct PlanReadingWritingTests {
    private func temporary(_ bytes: [UInt8]) throws -> String {
        var template = Array("/tmp/opsconsole-plan-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        try #require(WholeWrite.write(bytes, to: descriptor))
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func bytes(of path: String) throws -> [UInt8] { try SourceFile.load(path: path, name: path, limit: 1_000_000).get().bytes }

    @Test func onlyTheCharactersInTheBoxesChange() throws {
        let text = "\u{FEFF}# Plän\r\n- [ ] one [ ]\r\n  * [x] two âœ…\r\n1. [ ] three\r\n> - [X] four\n+ [ ]\tfive\n- [link](x)"
        let path = try temporary(Array(text.utf8))
        defer { unlink(path) }
        let changed = try TickWriter.write(path: path, lines: [2: true, 3: false, 4: true, 5: true, 6: true], sha256: nil)
        #expect(changed == 4)
        let expected = "\u{FEFF}# Plän\r\n- [x] one [ ]\r\n  * [ ] two âœ…\r\n1. [x] three\r\n> - [X] four\n+ [x]\tfive\n- [link](x)"
        #expect(try bytes(of: path) == Array(expected.utf8))
    }

    @Test func theFirstLineCanBeTickedBehindAByteOrderMark() throws {
        let path = try temporary(Array("\u{FEFF}- [ ] one\r\n".utf8))
        defer { unlink(path) }
        #expect(try TickWriter.write(path: path, lines: [1: true], sha256: nil) == 1)
        #expect(try bytes(of: path) == Array("\u{FEFF}- [x] one\r\n".utf8))
    }

    @Test(arguments: [1, 3, 9])
    func aLineWithoutABoxChangesNothing(line: Int) throws {
        let text = "# Plan\n- [ ] one\n- [link](x)\n"
        let path = try temporary(Array(text.utf8))
        defer { unlink(path) }
        #expect(throws: TickWriter.Failure.self) { try TickWriter.write(path: path, lines: [2: true, line: true], sha256: nil) }
        #expect(try bytes(of: path) == Array(text.utf8))
    }

    @Test func aPlanThatHasChangedIsNotWritten() throws {
        let path = try temporary(Array("- [ ] one\n".utf8))
        defer { unlink(path) }
        #expect(throws: TickWriter.Failure.self) { try TickWriter.write(path: path, lines: [1: true], sha256: "00") }
        #expect(try bytes(of: path) == Array("- [ ] one\n".utf8))
    }

    @Test func everyBoxOfARealPlanCanBeTickedAndComesBack() throws {
        let original = try #require(PlanFixture.bytes("real/003_3ca5b94855c25735.txt"))
        let path = try temporary(original)
        defer { unlink(path) }
        let boxes = try PlanFixture.real("003_3ca5b94855c25735.txt").items.filter { $0.kind == .box }.map(\.location.line)
        #expect(try TickWriter.write(path: path, lines: Dictionary(uniqueKeysWithValues: boxes.map { ($0, true) }), sha256: nil) == 159)
        #expect(try bytes(of: path).count == original.count)
        let ticked = try #require(LaunchReader.read(path: path, environment: [:], directory: "").plan)
        #expect(ticked.items.count(where: \.done) == 159)
        #expect(try TickWriter.write(path: path, lines: Dictionary(uniqueKeysWithValues: boxes.map { ($0, false) }), sha256: nil) == 159)
        #expect(try bytes(of: path) == original)
    }

    static let plans = PlanFixture.realNames.map { "real/\($0)" } + PlanReadingTeamPlansTests.plans.map { "teams/\($0.file)" }

    @Test(arguments: plans)
    func whatInitWritesPassesCheck(name: String) throws {
        let plan = try #require(PlanFixture.reading(name).plan)
        let yaml = LaunchScaffold(plan: plan, planPath: "\(PlanFixture.directory)/\(name)").yaml
        let path = try temporary(Array(yaml.utf8))
        let launch = path + ".yaml"
        try #require(rename(path, launch) == 0)
        defer { unlink(launch) }
        let reading = LaunchReader.read(path: launch, environment: [:], directory: "")
        #expect(reading.problems.filter { $0.severity == .error }.map(\.description) == [])
        #expect(reading.plan?.name == plan.name)
        #expect(reading.plan?.items.map(\.id).count == plan.items.count)
        #expect(reading.plan?.triggers.map(\.text) == plan.triggers.map(\.text))
        let steps = (plan.rollback?.steps ?? []).map(\.text)
        let written = (reading.plan?.rollback?.steps ?? []).map(\.text)
        #expect(Array(written.prefix(steps.count)) == steps)
    }

    @Test func initBindsTheTriggersThatHealthCanAnswer() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        let yaml = LaunchScaffold(plan: plan, planPath: "PLAN.md").yaml
        #expect(yaml.contains("  p95_latency: {health: pam-backend, measure: p95, over: 5m}"))
        #expect(yaml.contains("    when: \"error_rate > 5%\""))
        #expect(yaml.contains("# - trigger `Critical security issue` is UNWATCHED"))
    }

    @Test func initGivesProbesTheTimeThatATriggerComparesWith() throws {
        let plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        #expect(LaunchScaffold(plan: plan, planPath: "PLAN.md").yaml.contains("    every: 10s\n    timeout: 10s\n"))
    }

    @Test func initKeepsHowLongATriggerHoldsAndInventsNothing() throws {
        var plan = try PlanFixture.real("004_f97545cef56a7db0.txt")
        let index = try #require(plan.triggers.firstIndex { $0.text.contains("Error rate") })
        for (hold, line) in [
            (.of(breaches: 3, measurements: 5), "    of: 3 of 5\n"), (.for(.seconds(120)), "    for: 2m\n"),
            (.none, "    # for: 2m  # the plan names"),
        ] as [(Trigger.Hold, String)] {
            plan.triggers[index].hold = hold
            #expect(LaunchScaffold(plan: plan, planPath: "PLAN.md").yaml.contains("    when: \"error_rate > 5%\"\n" + line))
        }
    }

    @Test func ticksDoNotMakeAnotherPlanOfIt() throws {
        let open = TickWriter.withoutTicks(Array("# P\r\n- [x] a [x]\r\n> 1. [X] b\r\ntext [x]\r\n".utf8))
        #expect(String(decoding: open, as: UTF8.self) == "# P\r\n- [ ] a [x]\r\n> 1. [ ] b\r\ntext [x]\r\n")
    }

    @Test func aPlanIsNamedRelativeToTheLaunchFileBesideIt() {
        #expect(ScaffoldPath.plan("PLAN.md", from: "launch.yaml", directory: "/srv/app") == "PLAN.md")
        #expect(ScaffoldPath.plan("docs/PLAN.md", from: "launch.yaml", directory: "/srv/app") == "docs/PLAN.md")
        #expect(ScaffoldPath.plan("/else/PLAN.md", from: "launch.yaml", directory: "/srv/app") == "/else/PLAN.md")
        #expect(ScaffoldPath.plan("PLAN.md", from: "deploy/launch.yaml", directory: "/srv/app") == "/srv/app/PLAN.md")
    }
}
