import LaunchCore

/// Writes a launch file for a plan: what was found wired as far as the words allow, the rest as comments to fill in.
public struct LaunchScaffold: Sendable {
    /// What an operator may answer; nil takes what was found.
    public struct Answers: Sendable {
        public var name: String?
        public var from: String?
        public var to: String?

        public init(name: String? = nil, from: String? = nil, to: String? = nil) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    private let plan: Plan
    /// As it is to stand in the launch file: relative to it.
    private let planPath: String
    private let answers: Answers
    private let services: [ScaffoldService]
    /// Where an editor finds the schema: a path, absolute or relative to the launch file.
    private let schema: String

    /// The file beside a launch file where the schema is not installed.
    public static let schemaBeside = "launch.schema.json"

    public init(plan: Plan, planPath: String, answers: Answers = Answers(), schema: String = LaunchScaffold.schemaBeside) {
        self.schema = schema
        self.plan = plan
        self.planPath = planPath
        self.answers = answers
        services = ScaffoldService.all(in: plan.candidates)
    }

    /// Complete YAML that passes `check`.
    public var yaml: String {
        var lines = [
            "# yaml-language-server: $schema=\(schema)",
            "# Written by `opsconsole init` from \(Printable.text(planPath)). Every key is described in docs/launch-file.md.", "",
            "launch: \(Self.quoted(answers.name ?? plan.name))", "plan: [\(Self.quoted(planPath))]",
        ]
        lines += versionLines
        lines += serviceLines + logLines + metricLines + windowLines + triggerLines + criteriaLines + rollbackLines + leftLines
        return lines.joined(separator: "\n") + "\n"
    }

    /// What a person still has to wire, one sentence each.
    public var left: [String] {
        var left: [String] = []
        if services.isEmpty { left.append("services: the plan names no health endpoint; without one nothing is polled") }
        for trigger in plan.triggers where binding(of: trigger) == nil {
            left.append("trigger `\(trigger.text)` is UNWATCHED: bind it to a metric under `triggers`")
        }
        for window in plan.windows where window.every == nil { left.append("window `\(window.name)` has no cadence: give it `every`") }
        if plan.rollback == nil { left.append("rollback: the plan has no procedure; write its steps") }
        for command in blanks {
            left.append("command `\(command.text)` has blanks to fill: \(command.placeholders.joined(separator: ", "))")
        }
        return left.map { Printable.text($0) }
    }

    private var blanks: [Command] {
        let steps = (plan.rollback?.steps ?? []).compactMap { step in
            if case .run(let command) = step.work { command } else { Command?.none }
        }
        return (steps + plan.items.flatMap(\.commands)).filter { !$0.placeholders.isEmpty }
    }

    private var versionLines: [String] {
        guard answers.from != nil || answers.to != nil else { return ["# version: {from: v1.0.0, to: v1.1.0}"] }
        let from = answers.from.map { "from: \(Self.quoted($0))" }
        let to = answers.to.map { "to: \(Self.quoted($0))" }
        return ["version: {\([from, to].compactMap(\.self).joined(separator: ", "))}"]
    }

    private var serviceLines: [String] {
        guard !services.isEmpty else {
            return ["", "# What is polled for health:", "# services:", "#   backend: {url: \"https://backend.example/health\", every: 5s}"]
        }
        return ["", "services:"]
            + services.flatMap {
                [
                    "  \($0.name):   # \(planPath) line \($0.line)", "    url: \(Self.quoted($0.url))",
                    "    every: \(max(patience, .seconds(5)).launchText)",
                    "    timeout: \(patience.launchText)",
                ]
            }
    }

    /// How long a probe may take: longer than any time a trigger compares with, or that trigger could never fire.
    private var patience: Duration {
        let times = plan.triggers.compactMap { binding(of: $0) }.filter { $0.threshold.unit == .seconds }.map(\.threshold.base.double)
        guard let longest = times.max(), longest < 600 else { return .seconds(2) }
        return max(.seconds(2), .seconds(Int((longest * 2).rounded(.up))))
    }

    private var logLines: [String] {
        let logs = plan.candidates.filter { $0.kind == .log }
        guard !logs.isEmpty else { return ["", "# Logs to follow:", "# logs:", "#   backend: /var/log/backend.log"] }
        var names = UniqueNames()
        return ["", "logs:"]
            + logs.map { log in
                let stem = log.url.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "log"
                return "  \(names.take(Slug.make(stem))): \(Self.quoted(log.url))"
            }
    }

    private var wantedConditions: [Condition] {
        plan.triggers.compactMap { $0.wantsBaseline ? nil : $0.wanted } + plan.criteria.compactMap(\.condition)
    }

    /// The measures of health that the plan's own words ask for.
    private var measures: [(name: String, measure: HealthMeasure)] {
        guard !services.isEmpty else { return [] }
        var seen: Set<String> = []
        return wantedConditions.compactMap { wanted in
            guard let measure = Self.measure(of: wanted), seen.insert(wanted.metric).inserted else { return nil }
            return (wanted.metric, measure)
        }
    }

    private static func measure(of wanted: Condition) -> HealthMeasure? {
        let measure: HealthMeasure? =
            switch wanted.metric {
            case "error_rate": .errorRate
            case "availability": .availability
            case "latency": .mean
            default: HealthMeasure(rawValue: MetricWords.shortName(wanted.metric))
            }
        guard let measure, measure.unit == wanted.threshold.unit else { return nil }
        return measure
    }

    /// The one that looks most like the launch's own health endpoint.
    private var mainService: ScaffoldService? {
        services.first { $0.url.lowercased().contains("health") || $0.url.lowercased().contains("/api") } ?? services.first
    }

    private var metricLines: [String] {
        guard !measures.isEmpty else {
            return [
                "", "# Numbers that triggers speak of:", "# metrics:", "#   error_rate: {health: backend, measure: error_rate, over: 5m}",
            ]
        }
        let service = mainService ?? services[0]
        return ["", "# As seen by polling \(service.name); a metric of the service itself is better where there is one.", "metrics:"]
            + measures.map { "  \($0.name): {health: \(service.name), measure: \($0.measure.rawValue), over: 5m}" }
    }

    private var windowLines: [String] {
        guard !plan.windows.isEmpty else {
            return ["", "# windows:", "#   - {name: First hour, lasts: 1h, every: 5m, watch: [errors, latency]}"]
        }
        return ["", "# Windows read from the plan; an entry here with the same name replaces one.", "# windows:"]
            + plan.windows.map { window in
                let every = window.every.map { ", every: \($0.launchText)" } ?? ", every: 15m"
                return "#   - {name: \(Self.quoted(window.name)), lasts: \(window.lasts.launchText)\(every)}"
            }
    }

    private func binding(of trigger: Trigger) -> Condition? {
        guard let wanted = trigger.wanted, !trigger.wantsBaseline, measures.contains(where: { $0.name == wanted.metric }) else {
            return nil
        }
        guard Self.measure(of: wanted) != nil, let threshold = Self.readable(wanted.threshold) else { return nil }
        return Condition(metric: wanted.metric, comparison: wanted.comparison, threshold: threshold)
    }

    /// The number as a launch file takes it: a plan's `3 secondes` is `3s` there. Nil for one that cannot be written so.
    private static func readable(_ quantity: Quantity) -> Quantity? {
        let base = quantity.base
        let plain =
            switch quantity.unit {
            case .ratio: base.shifted(by: 2).text + "%"
            case .seconds: base.text + "s"
            case .bytes: base.text + "B"
            case .perSecond: base.text + "/s"
            case .plain: base.text
            }
        return [quantity.text, plain].lazy.compactMap { Quantity(text: $0) }.first { $0.base == base && $0.unit == quantity.unit }
    }

    private var triggerLines: [String] {
        guard !plan.triggers.isEmpty else { return ["", "# triggers:", "#   - {when: error_rate > 5%, for: 2m, action: propose}"] }
        var lines = ["", "# The plan's triggers, by their words. `action: rollback` starts the rollback by itself after `countdown`."]
        let bound = plan.triggers.compactMap { trigger in binding(of: trigger).map { (trigger, $0) } }
        lines.append(bound.isEmpty ? "# triggers:" : "triggers:")
        for (trigger, condition) in bound {
            lines += ["  - name: \(Self.quoted(trigger.text))", "    when: \(Self.quoted(condition.text))"]
            switch trigger.hold {
            case .for(let hold): lines.append("    for: \(hold.launchText)")
            case .of(let breaches, let measurements): lines.append("    of: \(breaches) of \(measurements)")
            // How long is for the team to say.
            case .none: lines.append("    # for: 2m  # the plan names no length: as it is, one measurement fires it")
            }
            lines.append("    action: \(trigger.action.rawValue)")
        }
        for trigger in plan.triggers where binding(of: trigger) == nil {
            lines += ["  # UNWATCHED until a metric answers it:", "  # - name: \(Self.quoted(trigger.text))", "  #   when: METRIC > VALUE"]
        }
        return lines
    }

    private var criteriaLines: [String] {
        plan.criteria.isEmpty ? ["", "# criteria: [error_rate < 1%, no rollback]"] : []
    }

    private var rollbackLines: [String] {
        guard let rollback = plan.rollback, !rollback.steps.isEmpty else {
            return [
                "", "# rollback:", "#   confirm: ROLLBACK", "#   steps:", "#     - {run: \"./rollback.sh\", timeout: 5m}",
                "#     - {verify: backend up, within: 2m}",
            ]
        }
        var lines = ["", "# From \(planPath) line \(rollback.location.line).", "rollback:", "  confirm: ROLLBACK", "  steps:"]
        for step in rollback.steps {
            switch step.work {
            case .run(let command): lines += ["    - run: \(Self.quoted(command.text))", "      timeout: 5m"]
            case .manual(let text): lines.append("    - manual: \(Self.quoted(text))")
            case .verify: lines.append("    - verify: \(Self.quoted(step.text))")
            }
        }
        if let service = mainService { lines += ["    - verify: \(service.name) up", "      within: 2m"] }
        return lines
    }

    private var leftLines: [String] {
        left.isEmpty ? [] : ["", "# Left to wire:"] + left.map { "# - \($0.split(separator: "\n").joined(separator: " "))" }
    }

    /// A YAML scalar that reads back as `text`.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        // `${NAME}` in a plan is the shell's, not the launch file's.
        return escapedVariables(result) + "\""
    }

    private static func escapedVariables(_ text: String) -> String {
        var result = ""
        var before: Character = " "
        for character in text {
            if character == "{", before == "$" { result += "${" } else { result.append(character) }
            before = character
        }
        return result
    }
}
