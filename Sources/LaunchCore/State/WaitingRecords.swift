/// Records of a run that its runner has and the journal cannot take, for want of room on the disk perhaps: what they tell has happened, and is not
/// in the record yet.
public struct WaitingRecords: Hashable, Sendable {
    /// A journal that is only busy takes them sooner.
    public static let patience = Duration.seconds(2)

    public struct Entry: Hashable, Sendable {
        public var at: Moment
        public var event: LaunchEvent

        public init(at: Moment, event: LaunchEvent) {
            self.at = at
            self.event = event
        }
    }

    public var run: String
    /// When the oldest of them happened.
    public var since: Moment
    /// Why they wait, as the runner was told.
    public var why: String
    private let by: Actor
    private let entries: [Entry]

    /// - Parameter entries: at least one, oldest first.
    public init?(run: String, why: String, by: Actor, entries: [Entry]) {
        guard let oldest = entries.first else { return nil }
        self.run = run
        self.why = why
        self.by = by
        self.entries = entries
        since = oldest.at
    }

    /// The state as the journal will tell it; nil where it does so already.
    public func applied(to state: LaunchState) -> LaunchState? {
        guard state.run(run)?.state.isOver == false else { return nil }
        var ahead = state
        for entry in entries { ahead.evolve(Record(seq: state.seq, at: entry.at, by: by, event: entry.event)) }
        (ahead.lastHash, ahead.lastAt) = (state.lastHash, state.lastAt)
        return ahead
    }

    /// `the record of the rollback, which is done, waits for 40s: no space is left for /srv/x/journal.sqlite`
    ///
    /// - Parameter state: with them applied.
    public func text(in state: LaunchState, at now: Moment) -> String {
        guard let run = state.run(run) else { return "" }
        let end = run.state.isOver ? "which is over (\(run.state.rawValue)), waits" : "which goes on, waits"
        return "the record of \(run.title), \(end) for \((now - since).shortText): \(why)"
    }

    public var whatToDo: String { "make room there; until then leave the runner alone, which keeps it" }
}
