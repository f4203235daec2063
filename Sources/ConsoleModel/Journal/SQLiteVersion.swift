import GRDBSQLite

/// The SQLite library this program runs with.
public enum SQLiteVersion {
    /// `3.40.1`
    public static var text: String { String(cString: sqlite3_libversion()) }
}
