import Foundation
import GRDB
import GRDBSQLite
import LaunchCore

extension LiveStore {
    static func upsert(_ changed: LiveState, _ rev: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO reading (kind, name, rev, json, recent) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, name) DO UPDATE SET rev = excluded.rev, json = excluded.json, recent = excluded.recent
                """)
        // Bound by hand: for thousands of rows a second the wrapper's arguments cost as much as the rows.
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        try LiveReadingCoding().forEachRow(changed) { row in
            sqlite3_reset(handle)
            sqlite3_bind_int64(handle, 1, row.kind.rawValue)
            bind(row.name, 2, handle)
            sqlite3_bind_int64(handle, 3, rev)
            _ = row.json.withUnsafeBytes { sqlite3_bind_blob(handle, 4, $0.baseAddress, CInt($0.count), Self.copied) }
            bind(row.recent, 5, handle)
            guard sqlite3_step(handle) == SQLITE_DONE else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: sqlite3_extended_errcode(db.sqliteConnection)),
                    message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
            }
        }
    }

    private static func bind(_ text: String, _ index: CInt, _ handle: OpaquePointer?) {
        var text = text
        text.withUTF8 { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(handle, index, $0.baseAddress, CInt($0.count), copied) }
        }
    }

    /// SQLite takes a copy: what is bound does not outlive its closure.
    private static let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)

    static func insert(_ samples: [LiveSample], _ db: Database) throws {
        guard !samples.isEmpty else { return }
        let statement = try db.cachedStatement(sql: "INSERT INTO sample (source, at, value, failure) VALUES (?, ?, ?, ?)")
        for sample in samples {
            try statement.execute(arguments: [sample.source, sample.at.milliseconds, sample.value?.text, sample.failure])
        }
    }

    func prune(_ now: Moment, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM sample WHERE id <= (SELECT MAX(id) FROM sample) - ?").execute(arguments: [bounds.rows])
        // They come nearly in order of time, so the search stops at the first that stays.
        let oldest = (now - bounds.age).milliseconds
        let first = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM sample WHERE at >= ? ORDER BY id LIMIT 1"), arguments: [oldest])
        if let first {
            try db.cachedStatement(sql: "DELETE FROM sample WHERE id < ?").execute(arguments: [first])
        } else {
            try db.execute(sql: "DELETE FROM sample")
        }
    }

    static func samples(_ db: Database, _ source: String, _ since: Moment, _ limit: Int) throws -> [LiveSample] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT at, value, failure FROM sample WHERE source = ? AND at >= ? ORDER BY at DESC, id DESC LIMIT ?"),
            arguments: [source, since.milliseconds, limit])
        return rows.reversed().map { row in
            let text: String? = row[1]
            return LiveSample(
                source: source, at: Moment(milliseconds: row[0]), value: text.flatMap { Decimal(text: $0) }, failure: row[2])
        }
    }
}
