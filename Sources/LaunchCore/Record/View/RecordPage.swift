/// The records that a screen shows now, with what is to be said about them.
public struct RecordPage: Hashable, Sendable {
    /// Oldest first, as many as there is room for.
    public var records: [Record] = []
    /// The number of the record the cursor is on; nil where none is shown.
    public var selected: Int64?
    /// False while somebody reads further up: nothing moves, whatever is recorded.
    public var isFollowing = true
    /// Records that pass the filter, as far as it is known, and how many of them are above what is shown.
    public var count = 0
    public var before = 0
    /// Records there are.
    public var total: Int64 = 0
    /// Records that came since it was held and pass the filter.
    public var newRecords = 0
    public var filter = RecordFilter()
    /// Everybody who made a record.
    public var authors: [String] = []
    /// How far the record is looked through: `34%`; nil when it is done.
    public var progress: String?
    /// What is wrong: with what was typed, or with the journal.
    public var problem: String?

    public init() {}

    public var after: Int { count - before - records.count }

    public func record(_ number: Int64) -> Record? { records.first { $0.seq == number } }
}
