import LaunchCore

/// What a line of the status pane tells of.
enum StatusRow {
    case service(Service)
    case deployment(Deployment)
    case metric(Metric)
    case criterion(Criterion)
    case goal(Goal)
    /// More about the line above.
    case detail(Line)
    case divider(String, Line)
    case remark(String)

    /// - Parameter width: where details break.
    static func rows(_ snapshot: Snapshot, width: Int = .max) -> [PaneRow<StatusRow>] {
        var rows: [PaneRow<StatusRow>] = []
        let plan = snapshot.plan
        for service in plan.services {
            let id = "service/\(service.name)"
            rows.append(PaneRow(id, .service(service)))
            rows += details(ServiceView(service, snapshot).detail, id: id, width: width)
        }
        if plan.services.isEmpty { rows.append(PaneRow(nil, .remark("no services in the launch file"))) }
        if !plan.deployments.isEmpty { rows.append(PaneRow(nil, .divider("Deployments", Line()))) }
        for deployment in plan.deployments {
            let id = "deployment/\(deployment.name)"
            rows.append(PaneRow(id, .deployment(deployment)))
            rows += details(DeploymentView(deployment, snapshot).detail, id: id, width: width)
        }
        rows += measured(snapshot)
        return rows
    }

    private static func details(_ detail: (String, Role)?, id: String, width: Int) -> [PaneRow<StatusRow>] {
        guard let (text, role) = detail else { return [] }
        return Line("  \(text)", role).wrapped(to: width, indent: 2).prefix(3).enumerated().map {
            PaneRow(id, .detail($0.element), part: $0.offset + 1)
        }
    }

    /// Numbers no trigger speaks of, and what the launch is to reach.
    private static func measured(_ snapshot: Snapshot) -> [PaneRow<StatusRow>] {
        let plan = snapshot.plan
        let judged = Set(plan.triggers.compactMap(\.condition?.metric))
        let others = plan.metrics.filter { !judged.contains($0.name) }
        var rows: [PaneRow<StatusRow>] = []
        if !others.isEmpty { rows.append(PaneRow(nil, .divider("Metrics", Line()))) }
        rows += others.map { PaneRow("metric/\($0.name)", .metric($0)) }
        if !plan.criteria.isEmpty { rows.append(PaneRow(nil, .divider("Success criteria", Line()))) }
        rows += plan.criteria.enumerated().map { PaneRow("criterion/\($0.offset)", .criterion($0.element)) }
        if !plan.goals.isEmpty { rows.append(PaneRow(nil, .divider("Goals", Line()))) }
        rows += plan.goals.enumerated().map { PaneRow("goal/\($0.offset)", .goal($0.element)) }
        return rows
    }
}
