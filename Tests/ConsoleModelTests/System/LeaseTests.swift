import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct LeaseTests {
    let scratch: ScratchDirectory
    let path: String
    let me = Lease.Holder(pid: 42, host: "web 1", since: Moment(milliseconds: 1_800_000_000_000))

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch("engine.lock")
    }

    private func fixture(_ work: String, _ arguments: String...) throws -> FixtureProcess {
        try FixtureProcess("JournalWriterFixture", [work] + arguments)
    }

    @Test func itIsHeldByOneAndSaysByWhom() throws {
        #expect(try Lease.status(of: path) == .free)
        let lease = try #require(try Lease.acquire(path, as: me))
        #expect(try Lease.status(of: path) == .held(me))
        #expect(try Lease.acquire(path, as: me) == nil)
        #expect(EngineStatus(try Lease.status(of: path)) == EngineStatus(alive: true, pid: 42, since: me.since))
        lease.release()
        #expect(try Lease.status(of: path) == .free)
        #expect(try Lease.acquire(path, as: me) != nil)
    }

    @Test func itIsFreeAsSoonAsItsHolderIsKilled() throws {
        let engine = try fixture("lease", path)
        #expect(try engine.line() == "held")
        #expect(EngineStatus(try Lease.status(of: path)).pid == engine.pid)
        #expect(try Lease.acquire(path, as: me) == nil)
        engine.kill()
        #expect(try Lease.status(of: path) == .free)
        #expect(try Lease.acquire(path, as: me) != nil)
    }

    @Test func lookingNeverGetsInTheWayOfAcquiring() async throws {
        let path = path, me = me
        let acquired = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<3000 { _ = try Lease.status(of: path) }
                    return 0
                }
            }
            group.addTask {
                var count = 0
                for _ in 0..<1000 {
                    if let lease = try Lease.acquire(path, as: me) {
                        count += 1
                        lease.release()
                    }
                }
                return count
            }
            return try await group.reduce(0, +)
        }
        #expect(acquired == 1000)
    }

    @Test func commandsOfTheHolderDoNotInheritIt() throws {
        let lease = try #require(try Lease.acquire(path, as: me))
        let child = try fixture("presence", scratch.path, "dana")
        #expect(try child.line() == "present")
        lease.release()
        #expect(try Lease.acquire(path, as: me) != nil)
    }

    @Test func theHolderNoticesThatItsFileIsGone() throws {
        let lease = try #require(try Lease.acquire(path, as: me))
        #expect(lease.isIntact)
        unlink(path)
        #expect(!lease.isIntact)
    }

    @Test func aLockFileThatIsALinkIsNotFollowed() throws {
        symlink(scratch("victim"), path)
        #expect(throws: SystemError("open", path, number: ELOOP)) { try Lease.acquire(path, as: me) }
    }
}
