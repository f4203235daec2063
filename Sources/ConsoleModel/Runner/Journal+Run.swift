import LaunchCore

extension Journal: RunJournal {
    public func newestState() throws -> LaunchState {
        _ = try catchUp()
        return state
    }

    public func append(by actor: Actor, at now: Moment, deciding decide: (LaunchState) -> [LaunchEvent]) throws {
        _ = try append(by: actor, now: { now }, deciding: { state throws(Refusal) in decide(state) })
    }
}
