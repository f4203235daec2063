import LaunchCore
import Testing

@testable import opsconsole

@Suite struct HostFactsTests {
    private func facts() -> HostFacts {
        HostFacts(
            state: .init(path: "/srv/launch/.opsconsole/x", isWritable: true, isPrivate: false, freeBytes: 9_000_000_000, isRemote: false),
            openFiles: 1024, inotify: (128, 65_536), logout: .harmless, ssh: "/usr/bin/ssh", sqlite: "3.40.1",
            now: Moment(milliseconds: 1_800_000_000_000))
    }

    private func grade(_ subject: String, _ change: (inout HostFacts) -> Void) -> Finding.Grade? {
        var facts = facts()
        change(&facts)
        return facts.findings.first { $0.subject == subject }?.grade
    }

    @Test func aGoodHostHasNothingToAdvise() {
        #expect(facts().findings.allSatisfy { $0.grade == .fine })
    }

    @Test func whatWouldStopALaunchFails() {
        #expect(grade("state") { $0.state?.isWritable = false } == .failure)
        #expect(grade("state") { $0.stateError = "no home" } == .failure)
        #expect(grade("disk") { $0.state?.freeBytes = 1_000_000 } == .failure)
        #expect(grade("logout") { $0.logout = .deadly(why: "KillUserProcesses") } == .failure)
        #expect(grade("clock") { $0.now = Moment(milliseconds: 0) } == .failure)
    }

    @Test func whatMayHurtLaterIsPointedOut() {
        #expect(grade("state") { $0.state?.isRemote = true } == .warning)
        #expect(grade("state") { $0.state?.isPrivate = true } == .warning)
        #expect(grade("disk") { $0.state?.freeBytes = 100_000_000 } == .warning)
        #expect(grade("open files") { $0.openFiles = 64 } == .warning)
        #expect(grade("inotify") { $0.inotify = (4, 65_536) } == .warning)
        #expect(grade("logout") { $0.logout = .scoped(lingers: false) } == .warning)
        #expect(grade("ssh") { $0.ssh = nil } == .warning)
    }

    @Test func whatDoesNotExistHereIsNotMentioned() {
        #expect(grade("inotify") { $0.inotify = nil } == nil)
        #expect(grade("state") { $0.state = nil } == nil)
    }
}
