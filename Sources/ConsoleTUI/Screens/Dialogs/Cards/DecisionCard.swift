import LaunchCore

/// Go or no-go, with who has said what so far.
struct DecisionCard: Card {
    let decision: Decision

    var title: String { "Decide: \(decision.title)" }
    var verb: String { "record my vote" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        let vote = keep(Field("Vote", choices: ["go", "no-go"]), from: given)
        let old = given.first { $0.label == "Reason" }?.value ?? ""
        let requirement: Field.Requirement = vote.chosen == 1 ? .needed("a no-go needs a reason") : .optional
        var reason = Field("Reason", requirement, text: old)
        if let given = given.first(where: { $0.label == "Reason" }) { reason.text = given.text }
        return [vote, reason]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        let votes = snapshot.state.decisions[decision.id] ?? []
        let sign = DecisionRow.sign(snapshot.state.answer(to: decision))
        var lines = [Line(), Line("\(sign.glyph) \(sign.word)", sign.role, .bold) + Line("  \(approvers)", .muted), Line()]
        for vote in votes {
            var line = Line(vote.go ? "✔ go     " : "✖ no-go  ", vote.go ? .good : .bad)
            line.append(vote.by.name)
            line.append("  \(snapshot.clock(vote.at))", .muted)
            if let reason = vote.reason { line.append("  \(reason)") }
            lines += line.wrapped(to: width, indent: 9)
        }
        if votes.isEmpty { lines.append(Line("Nobody has voted yet.", .muted)) }
        if votes.contains(where: { $0.by.name == snapshot.me.name }) {
            lines.append(Line("You have voted; a new vote replaces it.", .warning))
        }
        return lines + open(snapshot)
    }

    private var approvers: String { decision.approvers == 1 ? "one approver" : "\(decision.approvers) approvers must say go" }

    /// What is not done in the phase that this decision closes.
    private func open(_ snapshot: Snapshot) -> [Line] {
        guard let phase = snapshot.plan.phases.first(where: { $0.decisions.contains { $0.id == decision.id } }) else { return [] }
        let open = phase.allItems.filter { ![.done, .skipped].contains(snapshot.state.progress(of: $0)) }
        if open.isEmpty { return [Line(), Line("✔ everything in \(phase.title) is done", .good)] }
        var lines = [Line(), Line("▲ \(open.count) of \(phase.allItems.count) items of \(phase.title) are not done:", .warning)]
        lines += open.prefix(4).map { Line("  \(snapshot.state.progress(of: $0).sign.glyph) \($0.text)", .muted) }
        if open.count > 4 { lines.append(Line("  … and \(open.count - 4) more", .muted)) }
        return lines
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [.launch(.decide(decision: decision.id, go: fields[0].chosen == 0, reason: fields[1].value.nilIfBlank))]
    }
}
