import GRDB
import LaunchCore

import struct LaunchCore.Record

/// A page of the record is read, not the whole of it.
extension Journal: RecordSource {
    public func numbers(in range: ClosedRange<Int64>, kind: RecordKind?, author: String?) throws -> [Int64] {
        try store.access { try JournalStore.numbers(in: range, kind: kind, author: author, $0) }
    }

    public func records(numbered numbers: [Int64]) throws -> [Record] {
        try store.access { try store.records(numbered: numbers, $0) }
    }

    public func authors() throws -> [String] { try store.access { try JournalStore.authors($0) } }

    /// The newest records, oldest first.
    ///
    /// - Throws: `JournalError`.
    public func newestRecords(_ limit: Int) throws -> [Record] {
        try store.access { try store.newestRecords(limit, $0) }
    }
}
