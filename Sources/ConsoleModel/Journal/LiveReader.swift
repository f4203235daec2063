import Foundation
import GRDB
import LaunchCore

/// A console's side of the live samples. Use it from one thread: the console's loop.
public final class LiveReader {
    public let path: String
    private var queue: DatabaseQueue?
    private var identity: FileIdentity?
    private var rev: Int64 = 0
    private var dataVersion: Int64 = -1

    /// Opens nothing yet: the store may appear later, and be replaced at any time.
    public init(_ path: String) { self.path = path }

    /// Takes what changed since the last call into `live`; a few microseconds when nothing did. A store that was made anew replaces all
    /// of it, a missing one leaves it as it is, growing old.
    ///
    /// - Returns: whether `live` changed.
    public func refresh(_ live: inout LiveState) throws(LiveStoreError) -> Bool {
        do { return try tryRefresh(&live) } catch {
            close()
            throw LiveStoreError(error, path: path)
        }
    }

    /// The samples of a source since a moment, oldest first, at most `limit` of the newest.
    public func samples(of source: String, since moment: Moment, limit: Int = 10_000) throws(LiveStoreError) -> [LiveSample] {
        do {
            guard let queue else { return [] }
            return try queue.read { try LiveStore.samples($0, source, moment, limit) }
        } catch { throw LiveStoreError(error, path: path) }
    }

    private func tryRefresh(_ live: inout LiveState) throws -> Bool {
        let found = FileIdentity(path: path)
        if found != identity { close() }
        guard let found else { return false }
        let isNew = queue == nil
        let queue = try self.queue ?? openQueue(found)
        guard let queue else { return false }
        return try queue.writeWithoutTransaction { db in
            let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            guard isNew || version != dataVersion else { return false }
            if isNew { live = LiveState() }
            let changed = try takeRows(&live, db)
            dataVersion = version
            return changed || isNew
        }
    }

    private func takeRows(_ live: inout LiveState, _ db: Database) throws -> Bool {
        let coding = LiveReadingCoding()
        let before = rev
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT kind, name, rev, json, recent FROM reading WHERE rev > ?"), arguments: [before])
        while let row = try rows.next() {
            rev = max(rev, row[2])
            guard let kind = LiveReadingKind(rawValue: row[0]) else { continue }
            try coding.take(.init(kind: kind, name: row[1], json: row[3], recent: row[4]), into: &live)
        }
        return rev != before
    }

    /// Nil while the writer has not made the tables yet.
    private func openQueue(_ found: FileIdentity) throws -> DatabaseQueue? {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        guard try queue.read(LiveSchema.isCurrent) else { return nil }
        self.queue = queue
        identity = found
        return queue
    }

    private func close() {
        queue = nil
        identity = nil
        rev = 0
        dataVersion = -1
    }
}
