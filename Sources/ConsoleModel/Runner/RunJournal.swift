import LaunchCore

/// What a runner needs of the journal. Used from the runner's thread.
public protocol RunJournal: AnyObject {
    /// The state after every record that anybody has appended.
    func newestState() throws -> LaunchState
    /// Appends, in one transaction, what `decide` makes of the newest state; nothing where it makes nothing.
    func append(by actor: Actor, at now: Moment, deciding decide: (LaunchState) -> [LaunchEvent]) throws
}
