import GRDB

/// The tables of the journal. What must never happen is refused here, so that no other program can do it by accident either.
enum JournalSchema {
    /// "opsc", so that `file` and this program know one from another database.
    static let applicationID = 0x6f70_7363
    static let version = 1
    static let longestBody = 1_048_576

    static let statements = [
        """
        CREATE TABLE records (
            seq INTEGER PRIMARY KEY CHECK (seq >= 1),
            at INTEGER NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('operator', 'engine', 'runner')),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 256),
            host TEXT NOT NULL CHECK (length(host) <= 256),
            kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 64),
            body TEXT NOT NULL CHECK (length(body) <= \(longestBody) AND substr(body, 1, length(kind) + 4) = '{"' || kind || '":'),
            unique_key TEXT UNIQUE,
            previous_hash TEXT NOT NULL,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT
        """,
        """
        CREATE TRIGGER records_are_not_changed BEFORE UPDATE ON records
        BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END
        """,
        """
        CREATE TRIGGER records_are_not_deleted BEFORE DELETE ON records
        BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END
        """,
        // The last check is for INSERT OR REPLACE, which would delete the older record without firing a trigger.
        """
        CREATE TRIGGER records_form_a_chain BEFORE INSERT ON records
        BEGIN
            SELECT RAISE(ABORT, 'a record follows the newest one')
            WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM records);
            SELECT RAISE(ABORT, 'a record carries the hash of the one before')
            WHERE NEW.previous_hash IS NOT COALESCE((SELECT hash FROM records ORDER BY seq DESC LIMIT 1), '');
            SELECT RAISE(ABORT, 'there is such a record already')
            WHERE EXISTS (SELECT 1 FROM records WHERE unique_key = NEW.unique_key);
        END
        """,
    ]

    /// Makes the tables in an empty database; leaves a journal as it is; refuses anything else.
    static func prepare(_ db: Database, path: String) throws {
        if try isEmpty(db) {
            try db.inTransaction(.immediate) {
                // Another process may have been faster.
                if try isEmpty(db) {
                    for statement in statements { try db.execute(sql: statement) }
                    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                    try db.execute(sql: "PRAGMA user_version = \(version)")
                }
                return .commit
            }
        }
        try check(db, path: path)
    }

    static func check(_ db: Database, path: String) throws {
        let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard id == applicationID else { throw JournalError.notAJournal(path: path, detail: "it belongs to another program") }
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw JournalError.tooNew(path: path, version: found) }
    }

    /// The table or trigger that is not as `statements` made it, if any: somebody has worked on the file.
    static func firstDifference(_ db: Database) throws -> String? {
        let found = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        if let missing = statements.first(where: { !found.contains($0) }) { return name(of: missing) }
        return found.first { !statements.contains($0) }.map(name)
    }

    private static func isEmpty(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
    }

    private static func name(of statement: String) -> String {
        statement.split(whereSeparator: \.isWhitespace).dropFirst().prefix(2).joined(separator: " ").lowercased()
    }
}
