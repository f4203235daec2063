import LaunchCore

/// The columns of the status pane, made from what stands in them now.
struct StatusColumns {
    private let snapshot: Snapshot
    private var services = ServiceView.table
    private var deployments = DeploymentView.table
    private let serviceWidths: [Int]
    private let deploymentWidths: [Int]
    private let curve: Int

    init(_ snapshot: Snapshot, width: Int) {
        self.snapshot = snapshot
        // Curves take what is left over on wide panes, and least where it is narrow.
        curve = width >= 90 ? 30 : width >= 60 ? 16 : 8
        for service in snapshot.plan.services { services.measure(ServiceView(service, snapshot).cells(curve: curve)) }
        for deployment in snapshot.plan.deployments { deployments.measure(DeploymentView(deployment, snapshot).cells(bar: 10)) }
        serviceWidths = services.widths(in: width)
        deploymentWidths = deployments.widths(in: width)
    }

    func line(_ row: StatusRow, width: Int) -> Line {
        switch row {
        case .service(let service):
            services.line(ServiceView(service, snapshot).cells(curve: min(curve, max(0, serviceWidths[4]))), widths: serviceWidths)
        case .deployment(let deployment):
            deployments.line(DeploymentView(deployment, snapshot).cells(bar: 10), widths: deploymentWidths)
        case .detail(let line): line
        case .metric(let metric): measured(Line(metric.name), MetricView(metric.name, snapshot), width: width)
        case .criterion(let criterion): self.criterion(criterion, width: width)
        case .goal(let goal): self.goal(goal, width: width)
        case .remark(let text): Line(text, .muted)
        case .divider: Line()
        }
    }

    private func measured(_ left: Line, _ view: MetricView, width: Int) -> Line {
        var right = view.valueLine
        if width >= 50 {
            right.append(" ")
            right.append(view.spark(width: 8))
        }
        right.append(" ")
        right.append(view.ageLine)
        return .spread(left, right, over: width)
    }

    private func criterion(_ criterion: Criterion, width: Int) -> Line {
        guard let condition = criterion.condition else {
            return .spread(Line("? ", .unknown) + Line(criterion.text), Line("for a person", .muted), over: width)
        }
        let view = MetricView(condition.metric, threshold: condition.threshold, snapshot)
        let sign = Self.sign(condition, view)
        let left = Line("\(sign.glyph) ", sign.role) + Line(criterion.text)
        let share = 0.55
        let rights = Self.standings(Line(sign.word, sign.role), view)
        let right = rights.first { $0.width <= Int(Double(width) * share) } ?? rights[rights.count - 1]
        return .spread(left, right, over: width, share: share)
    }

    /// How a criterion stands, in ever fewer words. A value that counts goes after its age, one that is stale before it.
    private static func standings(_ word: Line, _ view: MetricView) -> [Line] {
        let gap = Line(" ")
        let full = word + gap + view.valueLine + gap + view.ageLine
        return view.isStale ? [full, word + gap + view.ageLine, view.ageLine] : [full, word + gap + view.valueLine, word]
    }

    private func goal(_ goal: Goal, width: Int) -> Line {
        guard let name = goal.metric ?? goal.condition?.metric, snapshot.plan.metric(name) != nil else {
            let words = [goal.current.map { "\($0) in the plan" }, goal.target.map { "target \($0)" }].compactMap { $0 }
            return .spread(Line("○ ", .muted) + Line(goal.name), Line(words.joined(separator: ", "), .muted), over: width)
        }
        let view = MetricView(name, threshold: goal.condition?.threshold, snapshot)
        let sign = goal.condition.map { Self.sign($0, view) } ?? Sign("○", "", .muted)
        let right = view.valueLine + Line(" \(goal.target ?? "") ", .threshold) + view.ageLine
        return .spread(Line("\(sign.glyph) ", sign.role) + Line(goal.name), right, over: width)
    }

    private static func sign(_ condition: Condition, _ view: MetricView) -> Sign {
        guard let value = view.value else { return Sign("?", "unknown", .unknown) }
        return condition.isMet(by: value) ? Sign("✔", "met", .good) : Sign("✖", "not met", .bad)
    }
}
