import LaunchCore

extension Journal {
    /// Decides and appends in one transaction: no record of another process can come in between. What is returned is on the disk.
    ///
    /// - Parameters:
    ///   - now: asked once, when the transaction has begun.
    ///   - deciding: gets the state with all records there are; returns what happens, or throws why not.
    /// - Returns: the records appended, which `catchUp` returns as well, in their place among the others'.
    /// - Throws: the `Refusal` of `deciding`, or of a record that may be there only once; `JournalError`. Then nothing was recorded.
    @discardableResult
    public func append(
        by actor: Actor, now: () -> Moment, deciding: (LaunchState) throws(Refusal) -> [LaunchEvent]
    ) throws -> [Record] {
        guard !isReadOnly else { throw JournalError.notWritable(path: path) }
        let appended = try cache.withLock { cache in
            let (state, records) = try store.access { db in
                var state = cache.state
                var records: [Record] = []
                try db.inTransaction(.immediate) {
                    try store.forEachRecord(after: state.seq, db) { try state.take($0, path: path) }
                    let events = try deciding(state)
                    let at = now()
                    let coding = RecordCoding()
                    for event in events {
                        let record = try store.insert(event, by: actor, at: at, after: state, coding, db)
                        state.evolve(record)
                        records.append(record)
                    }
                    return .commit
                }
                return (state, records)
            }
            cache.state = state
            return records
        }
        if !appended.isEmpty { bell?.ring() }
        return appended
    }

    /// Appends what has happened, whatever the others say.
    ///
    /// - Throws: `Refusal` for a record that may be there only once; `JournalError`. Then nothing was recorded.
    @discardableResult
    public func append(_ events: [LaunchEvent], by actor: Actor, at: Moment) throws -> [Record] {
        try append(by: actor, now: { at }, deciding: { _ in events })
    }
}

extension LaunchState {
    /// Takes the next record, which must carry the hash of the one before.
    mutating func take(_ record: Record, path: String) throws {
        guard record.seq == seq + 1, record.previousHash == lastHash else {
            throw JournalError.damaged(path: path, detail: "record \(record.seq) does not follow record \(seq)")
        }
        evolve(record)
    }
}
