import Foundation
import GRDB
import LaunchCore

extension Journal {
    /// Reads every record and computes its hash anew. What it cannot see is a journal whose end was cut off: compare `head` with one
    /// noted down elsewhere (a report carries it).
    ///
    /// - Throws: `JournalError` where it cannot be read at all.
    public func verify() throws -> JournalCheck {
        try store.access { db in
            var check = JournalCheck(path: path, count: 0, head: "")
            check.problem = try store.problemOfFile(db)
            if check.problem == nil { check.problem = try store.firstBrokenRecord(db, &check) }
            return check
        }
    }
}

extension JournalStore {
    fileprivate func problemOfFile(_ db: Database) throws -> JournalCheck.Problem? {
        let answer = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
        if answer != "ok" { return .init(what: "the file is damaged: \(answer)") }
        return try JournalSchema.firstDifference(db).map { .init(what: "the schema was changed: \($0)") }
    }

    fileprivate func firstBrokenRecord(_ db: Database, _ check: inout JournalCheck) throws -> JournalCheck.Problem? {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT seq, at, role, name, host, kind, body, unique_key, previous_hash, hash FROM records ORDER BY seq")
        let coding = RecordCoding()
        while let row = try rows.next() {
            let seq: Int64 = row[0]
            if let what = fault(row, after: check, coding) { return .init(seq: seq, what: what) }
            check.count = seq
            check.head = row[9]
        }
        return nil
    }

    private func fault(_ row: Row, after check: JournalCheck, _ coding: RecordCoding) -> String? {
        let seq: Int64 = row[0], at: Int64 = row[1]
        guard seq == check.count + 1 else { return "record \(check.count + 1) is missing" }
        let previous: String = row[8], hash: String = row[9], body: String = row[6]
        guard previous == check.head else { return "it does not carry the hash of the record before" }
        let fields: [String] = [previous, String(seq), String(at), row[2], row[3], row[4], row[5], body]
        guard RecordCoding.hash(fields) == hash else { return "its content does not match its hash" }
        guard let event = try? coding.event(from: Data(body.utf8)) else { return "its event is unknown to this opsconsole" }
        let key: String? = row[7]
        guard event.uniqueKey == key else { return "its unique key is not the event's" }
        return nil
    }
}
