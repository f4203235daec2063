import LaunchCore

extension Journal {
    /// Takes the records of all processes that came since the last call into `state`, and returns them in order: each record once, this
    /// process's own included. Costs microseconds when there is none.
    ///
    /// - Throws: `JournalError`.
    public func catchUp() throws -> [Record] {
        var records: [Record] = []
        try takeIn { records.append($0) }
        return records
    }

    /// The same for whoever wants to know how things stand, and not how they came to: a long record takes no room.
    ///
    /// - Throws: `JournalError`.
    public func readState() throws { try takeIn { _ in } }

    private func takeIn(_ body: (Record) -> Void) throws {
        try cache.withLock { cache in
            let before = cache
            cache = try store.access { db in
                var cache = before
                let version = try JournalStore.dataVersion(db)
                guard version != cache.dataVersion || cache.delivered < cache.state.seq else { return cache }
                try store.forEachRecord(after: cache.delivered, db) { record in
                    if record.seq > cache.state.seq { try cache.state.take(record, path: path) }
                    body(record)
                }
                cache.delivered = cache.state.seq
                cache.dataVersion = version
                return cache
            }
        }
    }

    /// Every record there is, from the first on; leaves `state` and `catchUp` as they are. For reports and replay.
    ///
    /// - Throws: `JournalError`.
    public func records() throws -> [Record] {
        try store.access { db in
            var records: [Record] = []
            try store.forEachRecord(after: 0, db) { records.append($0) }
            return records
        }
    }
}
