/// The newest rehearsal of a procedure that came to its end.
public struct Rehearsal: Hashable, Sendable {
    public var at: Moment
    public var by: Actor
    public var state: Run.State
    /// How it ended, in words.
    public var ending: String?
    /// The procedure is still the one that was rehearsed.
    public var isCurrent: Bool
}

extension LaunchState {
    public func rehearsal(of procedure: Procedure) -> Rehearsal? {
        guard let run = runs.last(where: { $0.work == .rehearsal && $0.finishedAt != nil }), let at = run.finishedAt else { return nil }
        let steps = procedure.steps.map { RunStep($0, rehearsing: true) }
        return Rehearsal(
            at: at, by: run.requestedBy, state: run.state, ending: run.ending, isCurrent: run.steps.map(\.step) == steps)
    }
}
