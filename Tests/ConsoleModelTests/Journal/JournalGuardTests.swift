import ConsoleTestKit
import GRDB
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file itself refuses, whoever writes to it, and what is told of a file that is not as it should be.
@Suite struct JournalGuardTests {
    let scratch: ScratchDirectory
    let path: String
    let dana = PlanSample.dana
    let noon = PlanSample.start.wall

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch("journal.sqlite")
    }

    private func filled(_ count: Int = 3) throws -> Journal {
        let journal = try Journal(opening: path)
        try journal.append(
            [.launchBegan(name: "Shop", id: "shop", from: nil, to: nil, digest: "abc")]
                + (1..<count).map { .noteAdded(text: "note \($0)") }, by: dana, at: noon)
        return journal
    }

    private func raw(_ sql: String) throws { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }

    @Test(arguments: [
        ("UPDATE records SET body = body WHERE seq = 1", "a record is never changed"),
        ("DELETE FROM records WHERE seq = 3", "a record is never deleted"),
        ("DELETE FROM records", "a record is never deleted"),
        (insert(seq: 5, previous: "(SELECT hash FROM records WHERE seq = 3)"), "a record follows the newest one"),
        (insert(seq: 2, previous: "''"), "a record follows the newest one"),
        (insert(seq: 4, previous: "'00'"), "a record carries the hash of the one before"),
        (
            insert(seq: 4, previous: "(SELECT hash FROM records WHERE seq = 3)", key: "'launch'", verb: "INSERT OR REPLACE"),
            "there is such a record already"
        ),
        (insert(seq: 1, previous: "''", verb: "REPLACE"), "a record follows the newest one"),
        (insert(seq: 4, previous: "(SELECT hash FROM records WHERE seq = 3)", role: "'nobody'"), "CHECK constraint failed"),
        (insert(seq: 4, previous: "(SELECT hash FROM records WHERE seq = 3)", body: "'{\"itemTicked\":{}}'"), "CHECK constraint failed"),
    ]) func aRawConnectionIsRefused(sql: String, why: String) throws {
        let before = try filled().records()
        let error = try #require(throws: DatabaseError.self) { try raw(sql) }
        #expect(error.message?.contains(why) == true)
        #expect(try Journal(opening: path).records() == before)
    }

    private static func insert(
        seq: Int, previous: String, key: String = "NULL", role: String = "'engine'", body: String = "'{\"noteAdded\":{\"text\":\"x\"}}'",
        verb: String = "INSERT"
    ) -> String {
        """
        \(verb) INTO records (seq, at, role, name, host, kind, body, unique_key, previous_hash, hash)
        VALUES (\(seq), 0, \(role), 'x', 'x', 'noteAdded', \(body), \(key), \(previous), '\(String(repeating: "0", count: 64))')
        """
    }

    @Test(arguments: [
        ("UPDATE records SET body = replace(body, 'note 1', 'note 9') WHERE seq = 2", 2, "its content does not match its hash"),
        ("UPDATE records SET name = 'li' WHERE seq = 3", 3, "its content does not match its hash"),
        ("DELETE FROM records WHERE seq = 2", 3, "record 2 is missing"),
        ("UPDATE records SET unique_key = NULL WHERE seq = 1", 1, "its unique key is not the event's"),
    ]) func verifyTellsTheFirstRecordThatWasTamperedWith(sql: String, seq: Int64, what: String) throws {
        _ = try filled()
        let guards = JournalSchema.statements.dropFirst()
        let names = ["records_are_not_changed", "records_are_not_deleted", "records_form_a_chain"]
        try raw(names.map { "DROP TRIGGER \($0);" }.joined() + sql + ";" + guards.map { $0 + ";" }.joined())
        let check = try Journal(opening: path).verify()
        #expect(check.problem == JournalCheck.Problem(seq: seq, what: what))
        #expect(check.lines[1] == "record \(seq): \(what)")
    }

    @Test func verifyTellsThatAGuardIsGone() throws {
        _ = try filled()
        try raw("DROP TRIGGER records_are_not_deleted")
        #expect(try Journal(opening: path).verify().problem == .init(what: "the schema was changed: trigger records_are_not_deleted"))
    }

    @Test func verifyOfASoundJournalNamesItsHead() throws {
        let journal = try filled()
        let head = try journal.records()[2].hash
        #expect(try journal.verify().lines == ["\(path): 3 records, every one as it was written", "head \(head)"])
    }

    @Test func commitsAreSyncedAndReadersDoNotWait() throws {
        let journal = try filled()
        let settings = try journal.store.access { db in
            try (Int.fetchOne(db, sql: "PRAGMA synchronous"), String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(settings == (2, "wal"))
    }

    @Test func filesAreTheOwnersAloneOrTheGroups() throws {
        for (mode, name) in [(0o600 as mode_t, "owner.sqlite"), (0o660, "group.sqlite")] {
            let journal = try Journal(opening: scratch(name), mode: mode)
            try journal.append([.noteAdded(text: "x")], by: dana, at: noon)
            for suffix in ["", "-wal", "-shm", ".bell"] {
                var status = stat()
                #expect(stat(scratch(name) + suffix, &status) == 0)
                #expect(status.st_mode & 0o7777 == mode, "\(name)\(suffix)")
            }
        }
    }

    @Test func aFullDiskIsToldAndNothingIsHalfWritten() throws {
        let journal = try filled()
        try journal.store.access { try $0.execute(sql: "PRAGMA max_page_count = 8") }
        let long = String(repeating: "x", count: 100_000)
        #expect(throws: JournalError.full(path: path)) {
            try journal.append([.noteAdded(text: "short"), .noteAdded(text: long)], by: dana, at: noon)
        }
        #expect(try journal.verify().count == 3)
        try journal.store.access { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        #expect(try journal.append([.noteAdded(text: long)], by: dana, at: noon).map(\.seq) == [4])
    }

    @Test func aLockThatIsNotGivenUpIsTold() throws {
        _ = try filled()
        let journal = try Journal(opening: path, patience: .milliseconds(20))
        try DatabaseQueue(path: path).inTransaction(.immediate) { _ throws in
            #expect(throws: JournalError.locked(path: path)) { try journal.append([.noteAdded(text: "x")], by: dana, at: noon) }
            let seen = try journal.catchUp()
            #expect(seen.count == 3)
            return .rollback
        }
        #expect(try journal.append([.noteAdded(text: "x")], by: dana, at: noon).count == 1)
    }

    @Test func aJournalThatIsDeletedUnderItsUserIsTold() throws {
        let journal = try filled()
        unlink(path)
        #expect(throws: JournalError.replaced(path: path)) { try journal.append([.noteAdded(text: "x")], by: dana, at: noon) }
        #expect(throws: JournalError.replaced(path: path)) { try journal.catchUp() }
    }

    @Test func openingItTwiceInOneProcessKeepsTheLocksOfTheFirst() throws {
        let first = try filled()
        _ = try Journal(opening: path)
        _ = try Journal(reading: path)
        // Opening it here is safe only because nothing is written any more when it is closed.
        let file = try Descriptor(opening: path, O_RDONLY)
        #expect(try FileLock.isTaken(file, path))
        #expect(try first.catchUp().count == 3)
    }

    @Test func aLinkIsNotFollowed() throws {
        symlink(scratch("elsewhere"), path)
        #expect(throws: JournalError.self) { try Journal(opening: path) }
        #expect(access(scratch("elsewhere"), F_OK) != 0)
    }

    @Test func whatIsNoJournalIsNotTouched() throws {
        #expect(throws: JournalError.missing(path: path)) { try Journal(reading: path) }
        try raw("CREATE TABLE other (a)")
        #expect(throws: JournalError.notAJournal(path: path, detail: "it belongs to another program")) { try Journal(opening: path) }
        unlink(path)
        let text = Array(String(repeating: "a plan, not a database\n", count: 100).utf8)
        let file = try Descriptor(opening: path, O_RDWR | O_CREAT)
        #expect(write(file.number, text, text.count) == text.count)
        #expect(throws: JournalError.notAJournal(path: path, detail: "file is not a database")) { try Journal(opening: path) }
        #expect(file.contents(limit: 10_000) == text)
    }

    @Test func aNewerFormatIsTold() throws {
        _ = try filled()
        try raw("PRAGMA user_version = 2")
        #expect(throws: JournalError.tooNew(path: path, version: 2)) { try Journal(opening: path) }
    }

    @Test func anEventOfANewerProgramIsTold() throws {
        let journal = try filled()
        let head = journal.state.lastHash
        try raw(Self.insert(seq: 4, previous: "'\(head)'", body: "'{\"noteAdded\":{\"colour\":\"red\"}}'"))
        #expect(throws: JournalError.unreadableRecord(path: path, seq: 4, detail: "unknown kind of event")) { try journal.catchUp() }
    }

    @Test func aReadingJournalWritesNothing() throws {
        _ = try filled()
        let journal = try Journal(reading: path)
        #expect(try journal.catchUp().count == 3)
        #expect(throws: JournalError.notWritable(path: path)) { try journal.append([.noteAdded(text: "x")], by: dana, at: noon) }
    }
}
