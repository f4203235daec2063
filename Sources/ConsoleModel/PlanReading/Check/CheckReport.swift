import LaunchCore

/// What `opsconsole check` says of a reading.
public struct CheckReport: Sendable {
    private let reading: LaunchReading

    public init(_ reading: LaunchReading) {
        self.reading = reading
    }

    /// True when the launch cannot be used as it is: `check` exits with 1.
    public var foundErrors: Bool { reading.hasErrors || reading.plan == nil }

    /// One object as documented in docs/plan-format.md.
    public var json: String {
        guard let plan = reading.plan else { return JSONText.object(Self.members(of: Plan(name: "", id: ""), reading.problems)).text }
        return JSONText.object(Self.members(of: plan, reading.problems)).text
    }

    private static func members(of plan: Plan, _ problems: [Problem]) -> [(String, JSONText)] {
        [
            (
                "launch",
                .object([
                    ("name", .string(plan.name)), ("id", .string(plan.id)), ("from", .optional(plan.fromVersion)),
                    ("to", .optional(plan.toVersion)),
                ])
            ),
            ("phases", .array(plan.phases.map(phase))), ("windows", .array(plan.windows.map(window))),
            ("triggers", .array(plan.triggers.map(trigger))),
            ("rollback", .object([("steps", .array((plan.rollback?.steps ?? []).map(step)))])),
            ("procedures", .array(plan.procedures.map(procedure))),
            ("criteria", .array(plan.criteria.map { .object([("text", .string($0.text)), line($0.location)]) })),
            ("goals", .array(plan.goals.map(goal))),
            ("services", .array(plan.services.map { .object([("name", .string($0.name)), ("url", .string($0.target.text))]) })),
            ("candidates", .array(plan.candidates.map(candidate))), ("problems", .array(problems.map(problem))),
        ]
    }

    private static func line(_ place: SourceLocation) -> (String, JSONText) { ("line", .integer(place.line)) }

    private static func phase(_ phase: Phase) -> JSONText {
        let decisions = phase.decisions.map { JSONText.object([("title", .string($0.title)), line($0.location)]) }
        return .object([
            ("id", .string(phase.id)), ("title", .string(phase.title)), line(phase.location), ("owner", .optional(phase.owner)),
            ("estimate_s", .seconds(phase.estimate)), ("items", .array(phase.items.map(item))), ("decision", decisions.first ?? .null),
            ("decisions", .array(decisions)),
        ])
    }

    private static func item(_ item: Item) -> JSONText {
        .object([
            ("id", .string(item.id)), ("kind", .string(item.kind.rawValue)), ("text", .string(item.text)), ("done", .boolean(item.done)),
            line(item.location), ("depth", .integer(item.depth)), ("owner", .optional(item.owner)), ("estimate_s", .seconds(item.estimate)),
            ("commands", .array(item.commands.map { .object([("run", .string($0.text)), line($0.location)]) })),
            ("procedure", .optional(item.procedure)), ("items", .array(item.items.map(Self.item))),
        ])
    }

    private static func window(_ window: Window) -> JSONText {
        .object([
            ("name", .string(window.name)), ("lasts_s", .seconds(window.lasts)), ("every_s", .seconds(window.every)),
            ("watch", .array(window.watch.map(JSONText.string))), line(window.location),
        ])
    }

    private static func trigger(_ trigger: Trigger) -> JSONText {
        let condition = trigger.face == .judgement ? nil : trigger.condition ?? trigger.wanted
        var hold: Duration?
        if case .for(let length) = trigger.hold { hold = length }
        return .object([
            ("text", .string(trigger.text)), ("face", .string(trigger.face.rawValue)), ("metric", .optional(condition?.metric)),
            ("op", .optional(condition?.comparison.rawValue)), ("value", condition.map { .number($0.threshold.base.jsonText) } ?? .null),
            ("unit", condition.map { .string(trigger.wantsBaseline ? "baseline" : $0.threshold.unit.rawValue) } ?? .null),
            ("for_s", .seconds(hold)), ("action", .string(trigger.action.rawValue)), ("group", .optional(trigger.group)),
            line(trigger.location),
        ])
    }

    private static func procedure(_ procedure: Procedure) -> JSONText {
        .object([
            ("name", .string(procedure.id)), ("title", .string(procedure.title)), ("confirm", .optional(procedure.confirm)),
            ("steps", .array(procedure.steps.map(step))), line(procedure.location),
        ])
    }

    private static func step(_ step: Step) -> JSONText {
        var run: String?
        if case .run(let command) = step.work { run = command.text }
        return .object([("text", .string(step.text)), ("run", .optional(run)), ("host", .optional(step.host)), line(step.location)])
    }

    private static func goal(_ goal: Goal) -> JSONText {
        .object([
            ("name", .string(goal.name)), ("current", .optional(goal.current)), ("target", .optional(goal.target)), line(goal.location),
        ])
    }

    private static func candidate(_ candidate: Candidate) -> JSONText {
        .object([("kind", .string(candidate.kind.rawValue)), ("url", .string(candidate.url)), line(candidate.location)])
    }

    private static func problem(_ problem: Problem) -> JSONText {
        .object([
            ("file", .string(problem.location.file)), ("line", .integer(problem.location.line)),
            ("column", .integer(problem.location.column)),
            ("severity", .string(problem.severity.rawValue)), ("message", .string(problem.message)),
        ])
    }

    /// Lines for people, without the problems.
    public var summary: [String] { reading.plan.map { PlanSummary($0).lines } ?? [] }

    /// `FILE:LINE:COLUMN: severity: message`, one a line.
    public var problemLines: [String] { reading.problems.map { Printable.text($0.description) } }
}

extension Decimal {
    /// As a JSON number.
    fileprivate var jsonText: String { text }
}
