import LaunchCore

extension Report {
    /// The report in the order it is read: how it ended, how long things took, what was done.
    func blocks(offset: Duration) -> [ReportBlock] {
        let times = ReportTimes(offset: offset)
        var blocks: [ReportBlock] = [.heading(level: 1, title), .table(["", ""], summary(times))]
        func add(_ heading: String, _ content: [ReportBlock]) {
            guard !content.isEmpty else { return }
            blocks.append(.heading(level: 2, heading))
            blocks += content
        }
        add("Incidents", incidents.isEmpty ? [.paragraph("No trigger fired.")] : incidents.flatMap { incidentBlocks($0, times) })
        add("Rollback", rollbacks.flatMap { runBlocks($0, times) })
        add("Monitoring windows", windows.isEmpty ? [] : [windowTable(times)])
        add("Success criteria", criteria.isEmpty ? [] : [criteriaTable("Criterion", criteria)])
        add("Goals", goals.isEmpty ? [] : [criteriaTable("Goal", goals)])
        add("Checklist", phases.flatMap { phaseBlocks($0, times) })
        add("Commands", runs.flatMap { runBlocks($0, times) })
        add("People", people.isEmpty ? [] : [peopleTable(times)])
        add("Timeline", [timelineTable(times)])
        add("Record", [.list(provenance)])
        return blocks
    }

    var title: String {
        let versions = [fromVersion, toVersion].compactMap { $0 }.joined(separator: " → ")
        return versions.isEmpty ? name : "\(name), \(versions)"
    }

    private func summary(_ times: ReportTimes) -> [[String]] {
        var rows = [["Outcome", outcome.map { "\($0.word.rawValue): \($0.reason)" } ?? "under way"]]
        if let beganAt { rows.append(["Begun", times.clock(beganAt)]) }
        if let startedAt { rows.append(["T0", times.clock(startedAt)]) }
        if let endedAt { rows.append([outcome == nil ? "Newest record" : "Ended", times.clock(endedAt)]) }
        if let startedAt, let endedAt { rows.append(["Took", (endedAt - startedAt).shortText]) }
        let items = phases.flatMap(\.items)
        let done = items.count { $0.state == .done }, skipped = items.count { $0.state == .skipped }
        rows.append(["Items", "\(done) of \(items.count) done" + (skipped > 0 ? ", \(skipped) skipped" : "")])
        rows.append(["Triggers that fired", "\(incidents.count)"])
        rows.append(["Times", times.zone])
        return rows
    }

    private func incidentBlocks(_ incident: Incident, _ times: ReportTimes) -> [ReportBlock] {
        var rows = [["First breach", times.clock(incident.breachedAt)], ["Fired", times.clock(incident.firedAt)]]
        if let condition = incident.condition { rows.insert(["Condition", condition], at: 0) }
        if !incident.evidence.isEmpty { rows.append(["Evidence", incident.evidence.joined(separator: ", ")]) }
        if let by = incident.acknowledgedBy, let at = incident.acknowledgedAt {
            rows.append(["Acknowledged", "\(times.clock(at)) by \(by): \(incident.acknowledgement ?? "")"])
        }
        if let by = incident.countdownHeldBy { rows.append(["Automatic rollback held", "by \(by)"]) }
        if let requested = incident.requestedAt { rows.append(["Rollback requested", times.clock(requested)]) }
        rows.append(["Resolved", incident.resolvedAt.map { times.clock($0) } ?? "not in the record"])
        let lengths = [
            ("Time to detect", incident.timeToDetect), ("Time to decide", incident.timeToDecide),
            ("Time to roll back", incident.timeToRollBack), ("Time to recover", incident.timeToRecover),
        ]
        rows += lengths.compactMap { name, length in length.map { [name, $0.shortText] } }
        return [.heading(level: 3, incident.text), .table(["", ""], rows)]
    }

    private func runBlocks(_ run: RunReport, _ times: ReportTimes) -> [ReportBlock] {
        let end = run.ending.map { ": \($0)" } ?? ""
        let who = run.by + (run.confirmedBy.map { " and confirmed by \($0)" } ?? "")
        let evidence = run.trigger.map { "Trigger: \($0)" + (run.evidence.isEmpty ? "." : ": \(run.evidence.joined(separator: ", ")).") }
        let rows = run.steps.enumerated().map { number, step in
            [
                "\(number + 1)", step.text, step.host ?? "this host", step.outcome ?? "not run", step.took?.shortText ?? "",
                step.attempts > 1 ? "\(step.attempts)" : "", step.outputBytes > 0 ? "\(step.outputBytes)" : "", step.outputHash ?? "",
            ]
        }
        return [
            .heading(level: 3, run.title),
            .paragraph("Requested \(times.clock(run.requestedAt)) by \(who), because: \(run.reason). \(run.state.rawValue)\(end)."),
        ] + (evidence.map { [.paragraph($0)] } ?? []) + [
            .table(["Step", "What", "Host", "Outcome", "Took", "Attempts", "Output, bytes", "SHA-256"], rows)
        ] + (run.left.isEmpty ? [] : [.paragraph("Not carried out, to be done by hand:"), .code(run.left.joined(separator: "\n"))])
    }

    private func phaseBlocks(_ phase: PhaseReport, _ times: ReportTimes) -> [ReportBlock] {
        let rows = phase.items.map { item in
            [
                String(repeating: "\u{2003}", count: item.depth) + item.text, item.state.rawValue, item.by ?? "",
                item.at.map { times.clock($0) } ?? "", item.evidence ?? "",
            ]
        }
        var blocks: [ReportBlock] = [.heading(level: 3, phase.title)]
        if !rows.isEmpty { blocks.append(.table(["Item", "State", "By", "At", "Evidence"], rows)) }
        for decision in phase.decisions {
            let answer = decision.answer.map { $0 ? "GO" : "NO-GO" } ?? "not decided"
            blocks.append(.paragraph("Decision \(decision.title): \(answer)."))
            let votes = decision.votes.map { vote in
                "\(times.clock(vote.at)) \(vote.by): \(vote.go ? "go" : "no-go")" + (vote.reason.map { " (\($0))" } ?? "")
            }
            if !votes.isEmpty { blocks.append(.list(votes)) }
        }
        return blocks
    }
}
