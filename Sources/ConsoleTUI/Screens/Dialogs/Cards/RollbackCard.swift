import LaunchCore

/// The rollback before it starts: why, back to what, every step as it will run. Only the typed word starts it.
struct RollbackCard: Card {
    let procedure: Procedure
    /// What proposes it; nil when an operator does.
    let trigger: Trigger?

    var title: String { "ROLL BACK" }
    var verb: String { "start, once \(procedure.confirm) is typed" }
    var isGrave: Bool { true }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        [
            keep(Field("Type \(procedure.confirm) to start", .word(procedure.confirm)), from: given),
            keep(Field("Reason", .needed("a rollback needs a reason"), text: reason(snapshot)), from: given),
        ]
    }

    private func reason(_ snapshot: Snapshot) -> String {
        guard let trigger else { return "" }
        let view = TriggerView(trigger, snapshot)
        guard let condition = trigger.condition, let value = view.metric?.value, let metric = view.metric else { return trigger.text }
        return "\(trigger.text): \(metric.display(value)) \(condition.comparison.rawValue) \(condition.threshold.text)"
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        why(snapshot, width: width) + target(snapshot) + StepList(snapshot: snapshot).lines(procedure.steps, width: width)
    }

    private func why(_ snapshot: Snapshot, width: Int) -> [Line] {
        guard let trigger else { return [Line("Why       ", .heading) + Line("an operator decides it: say why below", .text)] }
        let view = TriggerView(trigger, snapshot)
        var head = Line("Why       ", .heading) + Line("\(view.sign.glyph) ", view.sign.role) + Line(trigger.text, .text, .bold)
        head.append(" \(view.sign.word) ", view.sign.role)
        head.append(view.measured)
        var lines = head.wrapped(to: width, indent: 10)
        if let metric = view.metric, let recent = metric.reading?.recent, recent.count > 1 {
            let plot = Plot(values: recent, threshold: trigger.condition?.threshold.base.double) { metric.display($0) }
            lines += plot.lines(width: min(width - 10, 70), height: 4).map { Line([.blanks(10)]) + $0 }
        }
        return lines
    }

    private func target(_ snapshot: Snapshot) -> [Line] {
        let plan = snapshot.plan
        var back = Line("Back to   ", .heading) + Line(plan.fromVersion ?? "what the procedure says", .text, .bold)
        if let version = plan.toVersion { back.append("  from \(version)", .muted) }
        var lines = [back, rehearsed(snapshot)]
        if let run = snapshot.state.activeRun, !run.work.isRollback {
            lines.append(Line("          ▲ \(run.title) is \(run.state.rawValue): it is aborted first", .warning))
        }
        return lines + [Line()]
    }

    private func rehearsed(_ snapshot: Snapshot) -> Line {
        let label = Line("Rehearsed ", .heading)
        guard let run = snapshot.state.runs.last(where: { $0.work == .rehearsal && $0.state == .done }), let at = run.finishedAt else {
            return label + Line("▲ never", .warning)
        }
        return label + Line("\(snapshot.clock(at)) by \(run.requestedBy.name)", .text)
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [.launch(.rollback(reason: fields[1].value.trimmed, trigger: trigger?.id, runID: ""))]
    }
}
