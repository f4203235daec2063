import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The journal shared with processes that die, race and run out of room.
@Suite struct JournalProcessTests {
    let scratch: ScratchDirectory
    let path: String

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch("journal.sqlite")
    }

    private func fixture(_ work: String, _ arguments: String...) throws -> FixtureProcess {
        try FixtureProcess("JournalWriterFixture", [work] + arguments)
    }

    @Test(arguments: [1, 17, 60]) func aKilledWriterLosesNoAcknowledgedRecord(after count: Int) throws {
        let writer = try fixture("notes", path)
        for _ in 0..<count { _ = try writer.line() }
        writer.kill()
        let acknowledged = try writer.rest().last.flatMap { Int64($0) } ?? Int64(count)
        let journal = try Journal(opening: path)
        _ = try journal.catchUp()
        // One more may be there: committed, but killed before it could say so.
        #expect(journal.state.seq == acknowledged || journal.state.seq == acknowledged + 1)
        #expect(try journal.verify().isSound)
        let next = try journal.append([.noteAdded(text: "on")], by: PlanSample.dana, at: PlanSample.start.wall)
        #expect(next.map(\.seq) == [journal.state.seq])
    }

    @Test(arguments: 1...4) func ofTwoWhoAskForARollbackAtOnceOneWins(round: Int) throws {
        let both = [try fixture("rollback", path, "dana"), try fixture("rollback", path, "li")]
        for process in both { #expect(try process.line() == "ready") }
        for process in both { process.send("go") }
        let answers = try both.map { try $0.line() ?? "" }
        #expect(answers.filter { $0 == "won [1]" }.count == 1)
        let refused = try #require(answers.first { $0.hasPrefix("refused") })
        let winner = answers[0].hasPrefix("won") ? "dana" : "li"
        #expect(refused.hasPrefix("refused a rollback was already requested by \(winner) at "))
        #expect(try Journal(reading: path).verify().count == 1)
    }

    @Test func aConsoleSeesAnothersRecordAtOnce() throws {
        let journal = try Journal(opening: path)
        let watch = try FileWatch(["\(path).bell"])
        let writer = try fixture("note", path)
        #expect(try writer.line() == "ready")
        _ = try journal.catchUp()
        var delays: [Duration] = []
        for _ in 0..<10 {
            watch.drain()
            writer.send("go")
            var waiting = pollfd(fd: watch.fileDescriptor, events: Int16(POLLIN), revents: 0)
            #expect(poll(&waiting, 1, 5000) == 1)
            watch.drain()
            #expect(try journal.catchUp().count == 1)
            let seen = SystemClock.now().uptime
            let written = Duration.seconds(Double(try writer.line() ?? "") ?? 0)
            delays.append(seen - written)
        }
        // The middle one: a machine busy with something else may hold up one or two.
        #expect(delays.sorted()[5] < .milliseconds(200))
    }

    @Test func aFileThatMayGrowNoFurtherIsToldAndNothingIsHalfWritten() throws {
        let writer = try fixture("limited", path, "60000")
        let said = try writer.rest()
        let told = try #require(said.last)
        #expect(told.hasPrefix("error: \(path): disk I/O error"))
        let journal = try Journal(opening: path)
        let check = try journal.verify()
        #expect(check.isSound)
        #expect(check.count == Int64(said.count - 1))
        #expect(try journal.append([.noteAdded(text: "on")], by: PlanSample.dana, at: PlanSample.start.wall).count == 1)
    }

    @Test(.enabled(if: getuid() == 0, "needs another user to read as")) func anotherUserReadsWhereHeMayNotWrite() throws {
        chmod(scratch.path, 0o755)
        let writer = try Journal(opening: path, mode: 0o644)
        try writer.append([.noteAdded(text: "1")], by: PlanSample.dana, at: PlanSample.start.wall)
        let reader = try fixture("read", path)
        #expect(try reader.line() == "1")
        try writer.append([.noteAdded(text: "2"), .noteAdded(text: "3")], by: PlanSample.dana, at: PlanSample.start.wall)
        reader.send("again")
        #expect(try reader.line() == "2")
    }

    @Test(.enabled(if: getuid() == 0, "needs another user to read as")) func whatAnotherUserMayNotReadIsTold() throws {
        chmod(scratch.path, 0o755)
        try Journal(opening: path).append([.noteAdded(text: "1")], by: PlanSample.dana, at: PlanSample.start.wall)
        #expect(try fixture("read", path).line() == "error: \(path) cannot be read; ask its owner for access")
    }

    @Test(.enabled(if: getuid() == 0, "needs another user to read as")) func anotherUserReadsWhatADeadWriterLeft() throws {
        let writer = try fixture("notes", path)
        for _ in 0..<3 { _ = try writer.line() }
        writer.kill()
        let said = Int(try writer.rest().last ?? "3") ?? 3
        chmod(scratch.path, 0o755)
        for name in ["", "-wal", "-shm"] { chmod(path + name, 0o644) }
        let count = Int(try fixture("read", path).line() ?? "") ?? 0
        #expect(count == said || count == said + 1)
        // A writer that closed in order leaves no more than an empty log, and that is enough.
        _ = try Journal(opening: path).catchUp()
        #expect(try fixture("read", path).line() == "\(count)")
    }
}
