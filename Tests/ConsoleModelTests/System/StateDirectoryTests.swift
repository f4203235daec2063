import ConsoleModel
import ConsoleTestKit
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct StateDirectoryTests {
    let scratch: ScratchDirectory
    let root: String

    init() throws {
        scratch = try ScratchDirectory()
        root = scratch.path
        mkdir(scratch("plans"), 0o700)
        close(open(launchFile, O_CREAT | O_WRONLY, 0o600))
    }

    private var launchFile: String { scratch("plans/launch.yaml") }
    private func place(given: String? = nil, id: String = "shop") throws -> StateDirectory {
        try StateDirectory(launchFile: launchFile, id: id, given: given, environment: ["HOME": root, "XDG_STATE_HOME": scratch("state")])
    }

    private func permissions(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test func itIsBesideTheLaunchFileAndLookingMakesNothing() throws {
        let directory = try place()
        #expect(directory.place == .besideLaunchFile)
        #expect(directory.path == scratch("plans/.opsconsole/shop"))
        #expect(try directory.current() == nil)
        #expect(access(scratch("plans/.opsconsole"), F_OK) != 0)
    }

    @Test func launchesAreNumberedAndTheHighestIsCurrent() throws {
        let directory = try place()
        #expect(try directory.beginNext().path == scratch("plans/.opsconsole/shop/1"))
        for _ in 2...10 { _ = try directory.beginNext() }
        #expect(try directory.numbers() == Array(1...10))
        #expect(try directory.current() == directory.folder(10))
        #expect(permissions(directory.path) == 0o700)
        for part in ["", "/runs", "/presence"] { #expect(permissions(directory.folder(3).path + part) == 0o700) }
        #expect(permissions(directory.folder(3).bells[0]) == 0o600)
    }

    @Test func twoWhoBeginAtOnceGetTheSameLaunch() async throws {
        let directory = try place()
        _ = try directory.beginNext()
        let folders = try await withThrowingTaskGroup(of: LaunchFolder.self) { group in
            for _ in 0..<8 { group.addTask { try directory.begin(after: 1) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(folders == [directory.folder(2)])
        #expect(try directory.numbers() == [1, 2])
    }

    @Test func aSetgidDirectoryMakesItTheGroups() throws {
        chmod(scratch("plans"), 0o2770)
        let folder = try place().beginNext()
        #expect(permissions(scratch("plans/.opsconsole")) == 0o2770)
        #expect(permissions(folder.path) == 0o2770)
        #expect(permissions(folder.runs) == 0o2770)
        #expect(permissions(folder.bells[1]) == 0o660)
        #expect(try permissions(folder.makeRun("r-1")) == 0o2770)
    }

    @Test func theOperatorCanNameAPlace() throws {
        let directory = try place(given: scratch("elsewhere/deep"))
        #expect(directory.place == .given)
        #expect(try directory.beginNext().path == scratch("elsewhere/deep/shop/1"))
        #expect(permissions(scratch("elsewhere")) == 0o700)
    }

    /// As somebody who may write nowhere but in his home.
    private func placeForNobody() throws -> String? {
        try FixtureProcess("JournalWriterFixture", ["place", launchFile, "/nonexistent"]).line()
    }

    @Test func whereTheDirectoryCannotBeWrittenItIsInTheHome() throws {
        chmod(root, 0o755)
        chmod(scratch("plans"), 0o555)
        let said = try #require(try placeForNobody())
        #expect(said.hasPrefix("home false /nonexistent/.local/state/opsconsole/shop-"))
    }

    @Test func aLaunchThatMayOnlyBeReadIsNotReplacedByAnEmptyOne() throws {
        chmod(root, 0o755)
        _ = try place().beginNext()
        for directory in ["plans", "plans/.opsconsole", "plans/.opsconsole/shop"] { chmod(scratch(directory), 0o555) }
        #expect(try placeForNobody() == "besideLaunchFile false \(scratch("plans/.opsconsole/shop"))")
    }

    @Test(.enabled(if: getuid() == 0, "needs another user")) func aLaunchOfSomebodyElseIsTold() throws {
        chmod(root, 0o755)
        chmod(scratch("plans"), 0o755)
        _ = try place().beginNext()
        #expect(try placeForNobody() == "error: \(StateError.closed(scratch("plans/.opsconsole")))")
    }

    @Test func anUnusablePlaceIsToldWithWhatToDo() throws {
        let beside = scratch("plans/.opsconsole")
        symlink(root, beside)
        #expect(throws: StateError.symbolicLink(beside)) { try place() }
        unlink(beside)
        close(open(beside, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: StateError.notADirectory(beside)) { try place() }
        unlink(beside)
        mkdir(beside, 0o700)
        chmod(beside, 0o777)
        #expect(throws: StateError.openToAll(beside)) { try place() }
        #expect(StateError.openToAll(beside).description.hasSuffix("run `chmod o-w \(beside)`"))
        #expect(throws: StateError.badName("../x")) { try place(id: "../x") }
        #expect(throws: StateError.notADirectory(launchFile)) { try place(given: launchFile) }
        #expect(throws: StateError.self) { try StateDirectory(launchFile: scratch("no.yaml"), id: "shop", environment: [:]) }
    }

    @Test func aSharedLocalPlaceNeedsNoNotice() throws { #expect(try place().notices == []) }

    @Test func aPlaceInTheHomeIsTold() throws {
        chmod(root, 0o755)
        chmod(scratch("plans"), 0o555)
        let nobody = try FixtureProcess("JournalWriterFixture", ["place", launchFile, "/nonexistent"])
        let path = try #require(try nobody.line()?.split(separator: " ").last)
        #expect(
            try nobody.rest() == [
                "the state is kept in \(path): operators with another login do not see it; share one with --state DIR",
                "\(path) cannot be written: this console can only watch",
            ])
    }

    @Test func aRunMayNotLeaveItsDirectory() throws {
        let folder = try place().beginNext()
        #expect(try folder.makeRun("r-1") == folder.runs + "/r-1")
        for name in ["..", ".hidden", "a/b", "", String(repeating: "x", count: 200)] {
            #expect(throws: StateError.badName(name)) { try folder.makeRun(name) }
        }
    }
}
