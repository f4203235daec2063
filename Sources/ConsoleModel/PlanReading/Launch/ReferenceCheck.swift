import LaunchCore

/// Whether everything a launch names exists, and nothing waits for itself.
struct ReferenceCheck {
    let plan: Plan
    private(set) var problems: [Problem] = []

    static func problems(in plan: Plan) -> [Problem] {
        var check = ReferenceCheck(plan: plan)
        check.run()
        return check.problems
    }

    private init(plan: Plan) {
        self.plan = plan
    }

    private mutating func run() {
        checkServices()
        checkMetrics()
        for trigger in plan.triggers {
            checkCondition(trigger.condition, trigger.location)
            checkCondition(trigger.clear, trigger.location)
            checkReach(trigger)
        }
        for window in plan.windows {
            if let phase = window.after { need(phase, in: plan.phases.map(\.id), "phase", window.location) }
        }
        let items = plan.items
        for index in items.indices where items[index].check != nil { checkItem(items[index]) }
        for step in plan.rollback?.steps ?? [] { checkStep(step, of: "rollback") }
        for procedure in plan.procedures { for step in procedure.steps { checkStep(step, of: procedure.id) } }
        for index in items.indices {
            if let name = items[index].procedure { need(name, in: plan.procedures.map(\.id), "procedure", items[index].location) }
        }
        for goal in plan.goals { if let metric = goal.metric { need(metric, in: plan.metrics.map(\.name), "metric", goal.location) } }
        for criterion in plan.criteria { if criterion.isFromLaunchFile { checkCondition(criterion.condition, criterion.location) } }
        if !plan.hasUniqueItems { checkUnique(items.map { ($0.id, $0.location) }, "item") }
        checkUnique(plan.phases.map { ($0.id, $0.location) }, "phase")
        checkUnique(plan.triggers.map { ($0.id, $0.location) }, "trigger")
        checkUnique(plan.windows.map { ($0.id, $0.location) }, "window")
    }

    private mutating func checkServices() {
        let names = plan.services.map(\.name)
        for service in plan.services { for other in service.depends { need(other, in: names, "service", service.location) } }
        let edges = Dictionary(plan.services.map { ($0.name, $0.depends) }, uniquingKeysWith: { first, _ in first })
        var done: Set<String> = []
        for service in plan.services {
            if let cycle = cycle(from: service.name, edges, path: [], done: &done) {
                error(service.location, "services wait for each other: \(cycle.joined(separator: " -> ")); remove one `depends`")
                return
            }
        }
    }

    private func cycle(from name: String, _ edges: [String: [String]], path: [String], done: inout Set<String>) -> [String]? {
        if let start = path.firstIndex(of: name) { return path[start...] + [name] }
        if done.contains(name) || path.count > 500 { return nil }
        for next in edges[name] ?? [] {
            if let found = cycle(from: next, edges, path: path + [name], done: &done) { return found }
        }
        done.insert(name)
        return nil
    }

    private mutating func checkMetrics() {
        for metric in plan.metrics {
            switch metric.source {
            case .health(let service, _, _): need(service, in: plan.services.map(\.name), "service", metric.location)
            case .log(let name, _, _, _, _): need(name, in: plan.logs.map(\.name), "log", metric.location)
            default: break
            }
        }
    }

    /// A probe that takes longer than its timeout has failed and has no latency: no latency measured is ever above the timeout.
    private mutating func checkReach(_ trigger: Trigger) {
        guard let condition = trigger.condition, case .health(let name, let measure, _)? = plan.metric(condition.metric)?.source,
            measure.unit == .seconds, condition.comparison == .above || condition.comparison == .atLeast || condition.comparison == .equal,
            let service = plan.services.first(where: { $0.name == name })
        else { return }
        let timeout = Decimal(significand: service.timeout.milliseconds, exponent: -3)
        guard condition.threshold.base > timeout || condition.threshold.base == timeout && condition.comparison == .above else { return }
        let message =
            "`\(condition.text)` can never be met: a probe of `\(name)` gives up after \(service.timeout.launchText) and has no latency then; "
            + "give `\(name)` a `timeout` above \(condition.threshold.text), or a trigger on its error rate"
        problems.append(Problem(.warning, at: trigger.location, message))
    }

    private mutating func checkItem(_ item: Item) {
        switch item.check {
        case .service(let name): need(name, in: plan.services.map(\.name), "service", item.location)
        case .deployment(let name): need(name, in: plan.deployments.map(\.name), "deployment", item.location)
        case .condition(let condition): checkCondition(condition, item.location)
        case nil: break
        }
    }

    private mutating func checkStep(_ step: Step, of procedure: String) {
        switch step.work {
        case .verify(.serviceUp(let name)): need(name, in: plan.services.map(\.name), "service", step.location)
        case .verify(.condition(let condition)): checkCondition(condition, step.location)
        case .run(let command), .verify(.command(let command)):
            guard !command.placeholders.isEmpty else { return }
            let blanks = command.placeholders.map { "`\($0)`" }.joined(separator: ", ")
            problems.append(
                Problem(
                    .warning, at: step.location,
                    "a step of the \(procedure) has blanks: \(blanks); it asks for them when it starts, and cannot start by itself; better fill them now"
                ))
        case .manual: break
        }
    }

    private mutating func checkCondition(_ condition: Condition?, _ place: SourceLocation) {
        guard let condition else { return }
        guard let metric = plan.metric(condition.metric) else {
            return need(condition.metric, in: plan.metrics.map(\.name), "metric", place)
        }
        let unit = condition.threshold.unit
        let plainNumbers: Set<Unit> = [.plain, .ratio]
        if unit != metric.unit, !(unit == .plain && condition.threshold.base == .zero),
            !(plainNumbers.contains(unit) && plainNumbers.contains(metric.unit))
        {
            error(
                place,
                "`\(condition.text)` compares \(unit.words) with `\(metric.name)`, which is in \(metric.unit.words); give the threshold its unit, or the metric its `unit`"
            )
        }
    }

    private mutating func need(_ name: String, in names: [String], _ kind: String, _ place: SourceLocation) {
        guard !names.contains(name) else { return }
        let advice =
            if let near = EditDistance.nearest(to: name, in: names) {
                "did you mean `\(near)`?"
            } else if names.isEmpty {
                "the launch has none; add it"
            } else {
                "known are \(names.prefix(12).map { "`\($0)`" }.joined(separator: ", "))"
            }
        error(place, "there is no \(kind) `\(name)`; \(advice)")
    }

    private mutating func checkUnique(_ ids: [(id: String, place: SourceLocation)], _ kind: String) {
        var seen: Set<String> = []
        for (id, place) in ids where !seen.insert(id).inserted {
            error(place, "two \(kind)s have the id `\(id)`; give one of them another `id`")
        }
    }

    private mutating func error(_ place: SourceLocation, _ message: String) {
        problems.append(Problem(.error, at: place, message))
    }
}

extension Criterion {
    /// A plan's prose names metrics by its own words; only the launch file's conditions must name existing ones.
    fileprivate var isFromLaunchFile: Bool { location.file.hasSuffix(".yaml") || location.file.hasSuffix(".yml") }
}

extension Unit {
    var words: String {
        switch self {
        case .plain: "plain numbers"
        case .ratio: "a ratio"
        case .seconds: "a time"
        case .bytes: "bytes"
        case .perSecond: "a rate"
        }
    }
}
