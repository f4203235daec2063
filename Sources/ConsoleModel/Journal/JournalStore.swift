import Foundation
import GRDB
import GRDBSQLite
import LaunchCore

/// The journal's one connection to SQLite, and all SQL that reads or writes records.
struct JournalStore: Sendable {
    let path: String
    private let queue: DatabaseQueue
    /// The file that was opened: a path that stands for another one later means that it was deleted or replaced.
    private let identity: FileIdentity?
    let isReadOnly: Bool

    init(path: String, readOnly: Bool, mode: mode_t, patience: Duration) throws {
        self.path = path
        isReadOnly = readOnly
        do {
            if readOnly {
                guard FileIdentity(path: path) != nil else { throw JournalError.missing(path: path) }
            } else {
                // SQLite gives its other files the permissions of this one.
                try NewFile.make(path, mode: mode)
            }
            identity = FileIdentity(path: path)
            queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: readOnly, patience: patience))
            try queue.writeWithoutTransaction { [path] db in
                if readOnly { return try JournalSchema.check(db, path: path) }
                try Self.setUp(db, patience: patience)
                try JournalSchema.prepare(db, path: path)
            }
        } catch {
            let error = Self.typed(error, path: path)
            throw readOnly && error as? JournalError == .notWritable(path: path) ? JournalError.notReadable(path: path) : error
        }
    }

    private static func configuration(readOnly: Bool, patience: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(patience.seconds)
        configuration.label = "journal"
        return configuration
    }

    /// Write-ahead log, so that readers never wait; a commit is on the disk before it is told.
    private static func setUp(_ db: Database, patience: Duration) throws {
        // Two processes that open a new file at once can meet here, where SQLite does not wait.
        let giveUp = ContinuousClock.now + patience
        while true {
            do {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                break
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < giveUp {
                usleep(2000)
            }
        }
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA journal_size_limit = 1048576")
        // The log and its index stay when the last writer closes: without them nobody could read in a directory he may not write to.
        var persist: CInt = 1
        sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &persist)
    }

    /// Runs `body` on the connection and turns what SQLite says into a `JournalError`. A `Refusal` passes as it is.
    func access<T>(_ body: (Database) throws -> T) throws -> T {
        guard FileIdentity(path: path) == identity else { throw JournalError.replaced(path: path) }
        do { return try queue.writeWithoutTransaction(body) } catch { throw Self.typed(error, path: path) }
    }

    static func typed(_ error: any Error, path: String) -> any Error {
        switch error {
        case let error as DatabaseError: JournalError(error, path: path)
        case let error as SystemError:
            switch error.number {
            case ENOSPC, EDQUOT: JournalError.full(path: path)
            case EACCES, EPERM, EROFS: JournalError.notWritable(path: path)
            default: JournalError.failed(path: path, detail: error.reason)
            }
        default: error
        }
    }
}
