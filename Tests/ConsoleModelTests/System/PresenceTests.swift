import ConsoleModel
import ConsoleTestKit
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct PresenceTests {
    private func holder(_ pid: Int32) -> Lease.Holder { Lease.Holder(pid: pid, host: "here", since: PlanSample.start.wall) }

    @Test func operatorsArePresentWhileTheirConsolesAreOpen() throws {
        let scratch = try ScratchDirectory()
        #expect(try Presence.operators(in: scratch.path) == [])
        let dana = try #require(try Presence(of: "dana", in: scratch.path, as: holder(1), mode: 0o600))
        let twice = try #require(try Presence(of: "dana", in: scratch.path, as: holder(2), mode: 0o600))
        let li = try FixtureProcess("JournalWriterFixture", ["presence", scratch.path, "li"])
        #expect(try li.line() == "present")
        #expect(try Presence.operators(in: scratch.path) == ["dana", "li"])
        li.kill()
        dana.leave()
        #expect(try Presence.operators(in: scratch.path) == ["dana"])
        twice.leave()
        #expect(try Presence.operators(in: scratch.path) == [])
        #expect(rmdir(scratch.path) == 0, "nothing is left behind")
    }

    @Test func aNameFromOutsideStaysInItsDirectory() throws {
        let scratch = try ScratchDirectory()
        let presence = try #require(try Presence(of: "../da@na\u{1B}[m", in: scratch.path, as: holder(1), mode: 0o600))
        #expect(try Presence.operators(in: scratch.path) == [".._da_na_[m"])
        presence.leave()
    }

    @Test func aMissingDirectoryIsNobody() throws {
        #expect(try Presence.operators(in: "/nonexistent/presence") == [])
    }
}
