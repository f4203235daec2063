import LaunchCore

/// What was read, for people.
struct PlanSummary {
    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    var lines: [String] {
        var lines = [title]
        lines += section("Phases", plan.phases.map(phase))
        lines += section("Windows", plan.windows.map(window))
        lines += section("Triggers", plan.triggers.map(trigger))
        lines += section("Rollback", (plan.rollback?.steps ?? []).map(step))
        for procedure in plan.procedures {
            let word = procedure.confirm.map { ", starts once \($0) is typed" } ?? ""
            lines += section("Procedure \(procedure.id)\(word)", procedure.steps.map(step))
        }
        lines += section("Services", plan.services.map { "\($0.name): \($0.target.text)" })
        lines += section("Deployments", plan.deployments.map(\.name))
        lines += section("Logs", plan.logs.map(\.name))
        lines += section("Metrics", plan.metrics.map(\.name))
        lines += section("Criteria", plan.criteria.map(\.text))
        lines += section("Goals", plan.goals.map(goal))
        lines += section("Worth watching", plan.candidates.map { "\($0.kind.rawValue): \($0.url) (line \($0.location.line))" })
        return lines.map { Printable.text($0) }
    }

    private var title: String {
        let versions = [plan.fromVersion, plan.toVersion].compactMap(\.self).joined(separator: " -> ")
        return versions.isEmpty ? plan.name : "\(plan.name)  \(versions)"
    }

    private func section(_ name: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["", "\(name) (\(entries.count))"] + entries.map { "  " + $0 }
    }

    private func phase(_ phase: Phase) -> String {
        let items = phase.allItems
        var facts = ["\(items.count { $0.done })/\(items.count) items"]
        let commands = items.reduce(0) { $0 + $1.commands.count }
        if commands > 0 { facts.append(commands == 1 ? "1 command" : "\(commands) commands") }
        if let estimate = phase.estimate { facts.append(estimate.launchText) }
        if let owner = phase.owner { facts.append(owner) }
        let decision = phase.decisions.isEmpty ? "" : "; then decide: \(phase.decisions.map(\.title).joined(separator: ", "))"
        return "\(phase.title)  (\(facts.joined(separator: ", ")))\(decision)"
    }

    private func step(_ step: Step) -> String { Printable.text(step.text) + (step.host.map { " on \($0)" } ?? "") }

    private func window(_ window: Window) -> String {
        let cadence = window.every.map { "every \($0.launchText)" } ?? "no cadence"
        let watch = window.watch.isEmpty ? "" : ": \(window.watch.joined(separator: ", "))"
        return "\(window.name)  \(window.lasts.launchText), \(cadence)\(watch)"
    }

    private func trigger(_ trigger: Trigger) -> String {
        var hold = ""
        switch trigger.hold {
        case .none: break
        case .for(let length): hold = " for \(length.launchText)"
        case .of(let breaches, let measurements): hold = ", \(breaches) of \(measurements)"
        }
        let source = trigger.condition.map { "\($0.text)\(hold)" } ?? "UNWATCHED: \(need(trigger.face))"
        let group = trigger.group.map { " [\($0)]" } ?? ""
        return "\(trigger.text)\(group)  -> \(trigger.action.rawValue) (\(source))"
    }

    /// What an unwatched trigger lacks.
    private func need(_ face: Trigger.Face) -> String {
        switch face {
        case .bound: "give it a metric"
        case .probe: "give it a check"
        case .question: "a person answers yes or no"
        case .judgement: "a person judges"
        }
    }

    private func goal(_ goal: Goal) -> String {
        "\(goal.name): \(goal.current.map { "now \($0), " } ?? "")target \(goal.target ?? "not given")"
    }
}
