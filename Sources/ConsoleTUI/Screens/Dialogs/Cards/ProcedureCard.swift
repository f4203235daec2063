import LaunchCore

/// A named procedure before it is carried out: every step as it will run, and the word that starts it, where it has one.
struct ProcedureCard: Card {
    let procedure: Procedure
    /// The item it is carried out from; nil when it is asked for by its name.
    let item: Item?

    var title: String { "Run: \(procedure.title)" }
    var verb: String { procedure.confirm.map { "run it, once \($0) is typed" } ?? "run it" }
    var arming: Duration? { .seconds(60) }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        let word = procedure.confirm.map { [keep(Field("Type \($0) to start", .word($0)), from: given)] } ?? []
        return word + blanks(of: procedure, given)
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        var lines = [Line()]
        if let item { lines += (Line("For       ", .heading) + Line(item.text, .text, .bold)).wrapped(to: width, indent: 10) }
        if let item, let progress = snapshot.state.items[item.id], progress.state == .failed {
            lines += Line("          ✖ it failed at \(snapshot.clock(progress.at)): \(progress.evidence ?? "")", .bad).wrapped(
                to: width, indent: 12)
        }
        lines.append(Line("from \(procedure.location.file):\(procedure.location.line)", .muted))
        return lines + PreflightList(findings: snapshot.preflight).lines(width: width) + [Line()]
            + StepList(snapshot: snapshot).lines(procedure.filled(with: values(of: fields, in: procedure)).steps, width: width)
    }

    func preflightSteps(_ snapshot: Snapshot) -> [Step]? { procedure.steps }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [
            .launch(
                .carryOut(
                    procedure: procedure.id, item: item?.id, reason: item?.text ?? procedure.title, runID: "",
                    blanks: values(of: fields, in: procedure)))
        ]
    }
}
