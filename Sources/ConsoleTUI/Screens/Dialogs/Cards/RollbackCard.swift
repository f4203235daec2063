import LaunchCore

/// The rollback before it starts: why, back to what, what was found on its hosts, every step as it will run. Only the typed word
/// starts it, and where two must want it, the word of a second operator.
struct RollbackCard: Card {
    let procedure: Procedure
    /// What proposes it; nil when an operator does.
    let trigger: Trigger?
    /// What another operator asked for; typing the word confirms it.
    let asked: RollbackRequest?

    var title: String { asked == nil ? "ROLL BACK" : "CONFIRM THE ROLLBACK" }
    var verb: String {
        asked == nil && procedure.approvals == 1
            ? "start, once \(word) is typed" : "\(asked == nil ? "ask for it" : "confirm and start"), once \(word) is typed"
    }
    func verb(_ fields: [Field]) -> String {
        let lacksReason = fields.contains { $0.label == Self.reasonLabel && $0.text.isBlank }
        return lacksReason ? "\(verb) and a reason given" : verb
    }
    var isGrave: Bool { true }
    var arming: Duration? { .seconds(60) }

    private static let reasonLabel = "Reason"

    private var word: String { procedure.confirm ?? "ROLLBACK" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        let typed = keep(Field("Type \(word) to \(asked == nil ? "start" : "confirm")", .word(word)), from: given)
        guard asked == nil else { return [typed] }
        return [typed, keep(Field(Self.reasonLabel, .needed("a rollback needs a reason"), text: reason(snapshot)), from: given)]
            + blanks(of: procedure, given)
    }

    /// The procedure as it will run, as far as its blanks are filled.
    private func filled(_ fields: [Field]) -> Procedure { procedure.filled(with: asked?.blanks ?? values(of: fields, in: procedure)) }

    private func reason(_ snapshot: Snapshot) -> String {
        guard let trigger else { return "" }
        let view = TriggerView(trigger, snapshot)
        guard let condition = trigger.condition, let value = view.metric?.value, let metric = view.metric else { return trigger.text }
        return "\(trigger.text): \(metric.display(value)) \(condition.comparison.rawValue) \(condition.threshold.text)"
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        overtaken(snapshot, width: width) + second(snapshot, width: width) + why(snapshot, width: width) + target(snapshot)
            + PreflightList(findings: snapshot.preflight).lines(width: width) + [Line()]
            + StepList(snapshot: snapshot).lines(filled(fields).steps, width: width)
    }

    /// Another was quicker.
    private func overtaken(_ snapshot: Snapshot, width: Int) -> [Line] {
        guard let run = snapshot.state.activeRun, run.work.isRollback else { return [] }
        let words = "▲ It is rolling back already, asked for by \(run.requestedBy.name): \(run.reason). Esc shows it."
        return Line(words, .danger, .bold).wrapped(to: width) + [Line()]
    }

    /// Who else must want it.
    private func second(_ snapshot: Snapshot, width: Int) -> [Line] {
        guard procedure.approvals > 1 else { return [] }
        let label = Line("Two       ", .heading)
        guard let asked = asked ?? snapshot.state.request(at: snapshot.now.wall) else {
            let limit = Decider.approvalPatience.launchText
            return (label + Line("another operator, with another login, must confirm it within \(limit)")).wrapped(to: width, indent: 10)
        }
        let left = Clock.countdown(asked.deadline - snapshot.now.wall)
        var line = label + Line("\(asked.by.name) asks for it: \(asked.reason)", .text, .bold)
        line.append(" · \(snapshot.clockWithSeconds(asked.at)) · lapses in \(left)", .warning)
        return line.wrapped(to: width, indent: 10)
    }

    private func why(_ snapshot: Snapshot, width: Int) -> [Line] {
        guard let trigger else {
            return asked == nil ? [Line("Why       ", .heading) + Line("an operator decides it: say why below", .text)] : []
        }
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
        return lines
    }

    private func rehearsed(_ snapshot: Snapshot) -> Line {
        let label = Line("Rehearsed ", .heading)
        guard let rehearsal = snapshot.state.rehearsal(of: procedure) else { return label + Line("▲ never", .warning) }
        var line = label + Line("\(snapshot.clock(rehearsal.at)) by \(rehearsal.by.name)", .text)
        line.append(" · \(Clock.age(snapshot.age(of: rehearsal.at))) ago", .muted)
        if rehearsal.state != .done { line.append(" · ✖ \(rehearsal.ending ?? rehearsal.state.rawValue)", .bad) }
        if !rehearsal.isCurrent { line.append(" · ▲ the procedure has changed since", .warning) }
        return line
    }

    func preflightSteps(_ snapshot: Snapshot) -> [Step]? { snapshot.plan.rollback?.steps }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        if asked != nil { return [.launch(.approveRollback(runID: ""))] }
        return [
            .launch(.rollback(reason: fields[1].value.trimmed, trigger: trigger?.id, runID: "", blanks: values(of: fields, in: procedure)))
        ]
    }
}
