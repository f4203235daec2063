import Foundation
import GRDB
import GRDBSQLite
import LaunchCore
import Synchronization

/// The engine's side of the live samples: readings for every console, history for curves. Disposable: what is missing, damaged or deleted
/// is made anew, and bounded, so that a launch of weeks takes no more than tens of megabytes.
///
/// Safe to use from any thread; calls wait for each other. One writer at a time: whoever holds the engine's lease.
public final class LiveStore: Sendable {
    /// What is kept of the samples.
    public struct Bounds: Sendable {
        public var rows: Int
        public var age: Duration

        public init(rows: Int = 200_000, age: Duration = .seconds(86_400)) {
            self.rows = rows
            self.age = age
        }
    }

    public let path: String
    private let mode: mode_t
    let bounds: Bounds
    private let bell: Bell
    private let open: Mutex<OpenFile>

    private struct OpenFile {
        var queue: DatabaseQueue
        var identity: FileIdentity?
        /// Of the newest batch.
        var rev: Int64
        var batches = 0
    }

    /// Opens the store, or makes it anew where it is missing or no good.
    public init(writing path: String, mode: mode_t = FileModes.owner.file, bounds: Bounds = Bounds()) throws(LiveStoreError) {
        self.path = path
        self.mode = mode
        self.bounds = bounds
        do {
            bell = try Bell(of: path, mode: mode)
            open = Mutex(try Self.openOrRecreate(path, mode))
        } catch { throw LiveStoreError(error, path: path) }
    }

    /// Writes the readings that changed and appends samples, in one transaction; readers see all of it or nothing.
    public func write(_ changed: LiveState, samples: [LiveSample] = [], at now: Moment) throws(LiveStoreError) {
        do {
            try open.withLock { file in
                if FileIdentity(path: path) != file.identity { file = try Self.openOrRecreate(path, mode) }
                do { try write(changed, samples, now, &file) } catch let error as DatabaseError where Self.isDamage(error) {
                    file = try Self.recreate(path, mode)
                    try write(changed, samples, now, &file)
                }
            }
        } catch { throw LiveStoreError(error, path: path) }
        bell.ring()
    }

    /// The samples of a source since a moment, oldest first, at most `limit` of the newest.
    public func samples(of source: String, since moment: Moment, limit: Int = 10_000) throws(LiveStoreError) -> [LiveSample] {
        do {
            return try open.withLock { file in try file.queue.read { try Self.samples($0, source, moment, limit) } }
        } catch { throw LiveStoreError(error, path: path) }
    }

    private func write(_ changed: LiveState, _ samples: [LiveSample], _ now: Moment, _ file: inout OpenFile) throws {
        let rev = file.rev + 1
        let prunes = file.batches % 100 == 0
        try file.queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try Self.upsert(changed, rev, db)
                try Self.insert(samples, db)
                if prunes { try prune(now, db) }
                return .commit
            }
        }
        file.rev = rev
        file.batches += 1
    }

    // MARK: Opening

    private static func openOrRecreate(_ path: String, _ mode: mode_t) throws -> OpenFile {
        do { return try openFile(path, mode) } catch let error as DatabaseError where isDamage(error) { return try recreate(path, mode) }
    }

    private static func recreate(_ path: String, _ mode: mode_t) throws -> OpenFile {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        return try openFile(path, mode)
    }

    private static func openFile(_ path: String, _ mode: mode_t) throws -> OpenFile {
        try NewFile.make(path, mode: mode)
        var configuration = Configuration()
        configuration.busyMode = .timeout(1)
        configuration.label = "live"
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let rev = try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA journal_size_limit = 8388608")
            var persist: CInt = 1
            sqlite3_file_control(db.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &persist)
            if try LiveSchema.isEmpty(db) { try LiveSchema.create(db) }
            guard try LiveSchema.isCurrent(db) else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
            return try Int64.fetchOne(db, sql: "SELECT MAX(rev) FROM reading") ?? 0
        }
        return OpenFile(queue: queue, identity: FileIdentity(path: path), rev: rev)
    }

    private static func isDamage(_ error: DatabaseError) -> Bool {
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_SCHEMA, .SQLITE_ERROR: true
        default: error.extendedResultCode == .SQLITE_IOERR_SHORT_READ
        }
    }
}
