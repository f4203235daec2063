extension Decider {
    /// A named procedure is carried out like an item's command: one run at a time, nothing while the launch is on hold. A rollback
    /// does not wait for it: it aborts it first.
    func carryOut(
        _ name: String, item id: String?, reason: String, runID: String, blanks: [String: String], in state: LaunchState
    ) throws(Refusal) -> [LaunchEvent] {
        let procedure = try plan.procedures.findProcedure(name).filled(with: blanks)
        guard !procedure.steps.isEmpty else { throw Refusal("the procedure \(name) has no steps", instead: "list them in the launch file") }
        try requireAcceptedPlan(state)
        if let run = state.activeRun { throw busy(run) }
        if let held = state.held {
            throw Refusal("the launch is on hold (\(held.text))", instead: "release it with a reason first")
        }
        if let id {
            guard let item = plan.item(id), item.procedure == procedure.id else {
                throw Refusal("no item \"\(id)\" has the procedure \(procedure.id)", instead: "`opsconsole check` lists the items")
            }
            if state.progress(of: item) == .done { throw Refusal("it is ticked already", instead: "untick it to run it again") }
        }
        try requireNoBlanks(procedure)
        let steps = procedure.steps.map { RunStep($0) }
        return [
            .runRequested(run: runID, work: .procedure(name: procedure.id, item: id), steps: steps, reason: reason, evidence: [])
        ]
    }
}

extension Collection where Element == Procedure {
    /// The procedure of that name.
    public func findProcedure(_ name: String) throws(Refusal) -> Procedure {
        if let procedure = first(where: { $0.id == name }) { return procedure }
        guard !isEmpty else {
            throw Refusal(
                "the launch has no procedure \"\(name)\", nor any other", instead: "list them under `procedures` in the launch file")
        }
        let names = map { "`\($0.id)`" }.joined(separator: ", ")
        throw Refusal("the launch has no procedure \"\(name)\"", instead: "it has \(names)")
    }
}
