import GRDB

/// The tables of the live store. A file of another make is thrown away: nothing in it is worth a migration.
enum LiveSchema {
    static let applicationID = 0x6f70_736c
    static let version = 2

    private static let statements = """
        CREATE TABLE reading (
            kind INTEGER NOT NULL,
            name TEXT NOT NULL,
            rev INTEGER NOT NULL,
            json BLOB NOT NULL,
            recent TEXT NOT NULL,
            PRIMARY KEY (kind, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sample (
            id INTEGER PRIMARY KEY,
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            value TEXT,
            failure TEXT
        ) STRICT;
        CREATE INDEX sample_source ON sample (source, at);
        """

    static func isCurrent(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID && Int.fetchOne(db, sql: "PRAGMA user_version") == version
    }

    static func isEmpty(_ db: Database) throws -> Bool { try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") == 0 }

    static func create(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            try db.execute(sql: statements)
            try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
            return .commit
        }
    }
}
