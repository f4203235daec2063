import Glibc
import LaunchCore
import PlanReading

/// Reads one input after another and keeps count.
struct FuzzRound {
    private let corpus: Corpus
    private let desk: Desk
    private let seed: UInt64
    private(set) var failures = 0
    private var plans = 0
    private var launches = 0
    private var bytes = 0
    private var items = 0
    private var sound = 0
    private var slowest: (perByte: Double, input: Int) = (0, 0)
    /// Of what `check` says: equal for two builds that read the same inputs alike.
    private var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    init(corpus: Corpus, desk: Desk, seed: UInt64) {
        self.corpus = corpus
        self.desk = desk
        self.seed = seed
        // What launch files name.
        _ = Files.write(corpus.plans.first { $0.bytes.count < 3000 }?.bytes ?? [], to: "\(desk.path)/plan.md")
    }

    var summary: String {
        let rate = slowest.perByte * 1e9
        return "\(plans) plans and \(launches) launch files (\(sound) of them without errors), \(bytes / 1_000_000) MB, \(items) items; "
            + "\(failures) failures; slowest \(Int(rate)) ns a byte (input \(slowest.input)); digest \(String(digest, radix: 16))"
    }

    mutating func run(_ input: Int) {
        var numbers = Numbers(seed: seed, input: input)
        if numbers.below(4) == 0 { runLaunch(input, numbers) } else { runPlan(input, numbers) }
    }

    private mutating func runPlan(_ input: Int, _ numbers: Numbers) {
        var mutation = PlanMutation(corpus.plans, numbers)
        let source = mutation.input()
        let path = "\(desk.path)/input.md"
        guard let reading = read(source, path, input) else { return }
        plans += 1
        items += reading.plan?.items.count ?? 0
        for violation in PlanProperties(of: reading, from: source).violations { fail(violation, input, source, "md") }
        if input % 16 == 0 { readAgain(reading, path, input, source, "md") }
        if input % 8 == 0 { checkJSON(reading, input, source, "md") }
        if input % 32 == 0, let plan = reading.plan { scaffold(plan, input, source) }
        if input % 32 == 1, let plan = reading.plan { tick(plan, path, input, source) }
    }

    private mutating func runLaunch(_ input: Int, _ numbers: Numbers) {
        var mutation = LaunchMutation(corpus.launches, numbers)
        let source = mutation.input()
        let path = "\(desk.path)/input.yaml"
        guard let reading = read(source, path, input) else { return }
        launches += 1
        if !reading.hasErrors { sound += 1 }
        for violation in LaunchProperties(of: reading, from: source).violations { fail(violation, input, source, "yaml") }
        if input % 16 == 0 { readAgain(reading, path, input, source, "yaml") }
        if input % 8 == 0 { checkJSON(reading, input, source, "yaml") }
    }

    private mutating func read(_ source: [UInt8], _ path: String, _ input: Int) -> LaunchReading? {
        guard Files.write(source, to: path) else {
            fail("the input cannot be written to \(path)", input, [], "md")
            return nil
        }
        let start = SteadyClock.cpuSeconds()
        let reading = LaunchReader.read(path: path, environment: ["HOME": "/root"], directory: "")
        let took = SteadyClock.cpuSeconds() - start
        bytes += source.count
        let perByte = took / Double(max(source.count, 4000))
        if perByte > slowest.perByte { slowest = (perByte, input) }
        if took > 0.25 { fail("\(source.count) bytes took \(Int(took * 1000)) ms", input, source, "slow") }
        return reading
    }

    private mutating func checkJSON(_ reading: LaunchReading, _ input: Int, _ source: [UInt8], _ kind: String) {
        let json = CheckReport(reading).json
        for byte in json.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if !JSONShape.isSound(json) { fail("the JSON of check is none", input, source, kind) }
    }

    private mutating func readAgain(_ reading: LaunchReading, _ path: String, _ input: Int, _ source: [UInt8], _ kind: String) {
        let again = LaunchReader.read(path: path, environment: ["HOME": "/root"], directory: "")
        if again.plan != reading.plan || again.problems != reading.problems { fail("read twice, it says two things", input, source, kind) }
    }

    /// What `init` writes for a plan passes `check`.
    private mutating func scaffold(_ plan: Plan, _ input: Int, _ source: [UInt8]) {
        let path = "\(desk.path)/scaffold.yaml"
        let yaml = LaunchScaffold(plan: plan, planPath: "input.md").yaml
        guard Files.write(Array(yaml.utf8), to: path) else { return }
        let reading = LaunchReader.read(path: path, environment: [:], directory: "")
        for problem in reading.problems where problem.severity == .error { fail("init wrote: \(problem.description)", input, source, "md") }
        if reading.plan?.items.map(\.text) != plan.items.map(\.text) { fail("the launch file has other items", input, source, "md") }
    }

    /// Every box can be ticked in the file, nothing else changes, and it reads back as ticked.
    private mutating func tick(_ plan: Plan, _ path: String, _ input: Int, _ source: [UInt8]) {
        let all = plan.items.filter { $0.kind == .box }
        // Of two boxes in one line nobody can say which is meant.
        let counts = Dictionary(grouping: all, by: \.location.line).mapValues(\.count)
        let boxes = all.filter { counts[$0.location.line] == 1 }
        let lines = Dictionary(boxes.map { ($0.location.line, !$0.done) }, uniquingKeysWith: { first, _ in first })
        guard !lines.isEmpty else { return }
        do throws(TickWriter.Failure) {
            let changed = try TickWriter.write(path: path, lines: lines, sha256: nil)
            if changed != lines.count { fail("\(changed) of \(lines.count) boxes changed", input, source, "md") }
        } catch {
            return fail("a box cannot be ticked: \(error.message)", input, source, "md")
        }
        guard let written = Files.read(path), written.count == source.count else { return fail("the length changed", input, source, "md") }
        if zip(written, source).count(where: { $0 != $1 }) != lines.count { fail("other bytes changed", input, source, "md") }
        let again = LaunchReader.read(path: path, environment: [:], directory: "").plan
        for box in again?.items ?? [] where box.kind == .box && lines[box.location.line] == !box.done {
            fail("line \(box.location.line) was ticked and does not read so", input, source, "md")
        }
    }

    private mutating func fail(_ what: String, _ input: Int, _ source: [UInt8], _ kind: String) {
        failures += 1
        guard failures <= 40 else { return }
        let kept = "\(desk.path)/failure-\(input).\(kind)"
        _ = Files.write(source, to: kept)
        Report.say("FAILED seed \(seed) input \(input): \(what.prefix(300)) (\(kept))")
    }
}
