import Foundation
import GRDB
import LaunchCore

import struct LaunchCore.Record

extension JournalStore {
    /// Changes whenever another connection commits; costs microseconds.
    static func dataVersion(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    }

    /// Hands over the records after `seq` in order.
    func forEachRecord(after seq: Int64, _ db: Database, _ body: (Record) throws -> Void) throws {
        let coding = RecordCoding()
        let statement = try db.cachedStatement(
            sql: "SELECT seq, at, role, name, host, body, previous_hash, hash FROM records WHERE seq > ? ORDER BY seq")
        let rows = try Row.fetchCursor(statement, arguments: [seq])
        while let row = try rows.next() { try body(record(row, coding)) }
    }

    func newestRecords(_ limit: Int, _ db: Database) throws -> [Record] {
        let newest = try Int64.fetchOne(db.cachedStatement(sql: "SELECT MAX(seq) FROM records")) ?? 0
        var records: [Record] = []
        try forEachRecord(after: newest - Int64(limit), db) { records.append($0) }
        return records
    }

    /// The records with these ascending numbers.
    func records(numbered numbers: [Int64], _ db: Database) throws -> [Record] {
        let coding = RecordCoding()
        let statement = try db.cachedStatement(
            sql: "SELECT seq, at, role, name, host, body, previous_hash, hash FROM records WHERE seq = ?")
        return try numbers.compactMap { number in
            try Row.fetchOne(statement, arguments: [number]).map { try record($0, coding) }
        }
    }

    static func numbers(in range: ClosedRange<Int64>, kind: RecordKind?, author: String?, _ db: Database) throws -> [Int64] {
        var sql = "SELECT seq FROM records WHERE seq BETWEEN ? AND ?"
        var arguments: StatementArguments = [range.lowerBound, range.upperBound]
        if let author {
            sql += " AND name = ?"
            arguments += [author]
        }
        if let kind {
            sql += " AND kind IN (\(kind.eventNames.map { _ in "?" }.joined(separator: ", ")))"
            arguments += StatementArguments(kind.eventNames)
        }
        return try Int64.fetchAll(db.cachedStatement(sql: sql + " ORDER BY seq"), arguments: arguments)
    }

    static func authors(_ db: Database) throws -> [String] {
        try String.fetchAll(db.cachedStatement(sql: "SELECT DISTINCT name FROM records ORDER BY name"))
    }

    private func record(_ row: Row, _ coding: RecordCoding) throws -> Record {
        let seq: Int64 = row[0]
        do {
            guard let role = Actor.Role(rawValue: row[2]) else {
                throw JournalError.unreadableRecord(path: path, seq: seq, detail: "unknown role")
            }
            let event = try row.withUnsafeData(atIndex: 5) { try coding.event(from: $0 ?? Data()) }
            return Record(
                seq: seq, at: Moment(milliseconds: row[1]), by: Actor(role: role, name: row[3], host: row[4]), event: event,
                hash: row[7], previousHash: row[6])
        } catch is DecodingError {
            throw JournalError.unreadableRecord(path: path, seq: seq, detail: "unknown kind of event")
        }
    }

    /// Writes `event` after the record that `state` ends with. Must run in a write transaction in which `state` was caught up.
    func insert(_ event: LaunchEvent, by actor: Actor, at: Moment, after state: LaunchState, _ coding: RecordCoding, _ db: Database) throws
        -> Record
    {
        if let key = event.uniqueKey { try refuseSecond(event, key, db) }
        let body = try coding.body(of: event)
        guard body.utf8.count <= JournalSchema.longestBody else { throw JournalError.tooLong(bytes: body.utf8.count) }
        let kind = RecordCoding.kind(ofBody: body)
        let seq = state.seq + 1
        let hash = RecordCoding.hash(previous: state.lastHash, seq: seq, at: at, by: actor, kind: kind, body: body)
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO records (seq, at, role, name, host, kind, body, unique_key, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            seq, at.milliseconds, actor.role.rawValue, actor.name, actor.host, kind, body, event.uniqueKey, state.lastHash, hash,
        ])
        return Record(seq: seq, at: at, by: actor, event: event, hash: hash, previousHash: state.lastHash)
    }

    private func refuseSecond(_ event: LaunchEvent, _ key: String, _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT at, name FROM records WHERE unique_key = ?")
        guard let row = try Row.fetchOne(statement, arguments: [key]) else { return }
        throw event.refusal(firstBy: row[1], at: Moment(milliseconds: row[0]))
    }
}

extension LaunchEvent {
    /// Why it cannot be recorded a second time.
    fileprivate func refusal(firstBy name: String, at moment: Moment) -> Refusal {
        let first = "by \(name) at \(moment.timeOfDay(offset: SystemClock.zoneOffset(at: moment)))"
        switch self {
        case .launchBegan: return Refusal("the launch was already begun \(first)", instead: "`opsconsole begin` makes a new one")
        case .runRequested: return Refusal("a rollback was already requested \(first)", instead: "follow it on the screen, or resume it")
        case .runStarted: return Refusal("the run was already started \(first)", instead: "")
        case .runFinished: return Refusal("the run was already finished \(first)", instead: "")
        case .checkpointConfirmed, .checkpointMissed: return Refusal("the checkpoint was already answered \(first)", instead: "")
        default: return Refusal("that was already recorded \(first)", instead: "")
        }
    }
}
