import LaunchCore

/// The launch's journal as a runner uses it.
public final class RunnerJournal: RunJournal {
    private let journal: Journal

    public init(_ journal: Journal) { self.journal = journal }

    public func newestState() throws -> LaunchState {
        _ = try journal.catchUp()
        return journal.state
    }

    public func append(by actor: Actor, at now: Moment, deciding decide: (LaunchState) -> [LaunchEvent]) throws {
        try journal.append(by: actor, now: { now }, deciding: { state throws(Refusal) in decide(state) })
    }
}
