import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct DetachTests {
    private let scratch: ScratchDirectory

    init() throws { scratch = try ScratchDirectory() }

    private func detach(_ script: String, patience: Duration = .seconds(10)) -> Detach {
        Detach(executable: "/bin/sh", arguments: ["-c", script], log: scratch("log"), logMode: 0o600, patience: patience)
    }

    @Test func returnsWhenTheProcessSaysItIsReady() throws {
        let detach = detach("echo ready >&3; exec sleep 300")
        let pid = try detach.start()
        defer { kill(pid, SIGKILL) }
        #expect(getsid(pid) == pid)
    }

    @Test func passesOnWhyTheProcessCannotGoOn() throws {
        let detach = detach("echo failed the journal is locked >&3")
        #expect(throws: DetachError.failed("the journal is locked")) { try detach.start() }
    }

    @Test func aProcessThatDiesAtOnceLeavesItsLastWords() throws {
        let detach = detach("echo first; printf 'cannot \\033[31mload libx\\n' >&2; exit 127")
        #expect(throws: DetachError.ended(lastWords: "cannot ^[[31mload libx")) { try detach.start() }
        #expect(SmallFile.read(scratch("log"))?.hasPrefix("first\n") == true)
    }

    @Test func waitsNoLongerThanItsPatience() throws {
        let detach = detach("exec sleep 300", patience: .milliseconds(50))
        do {
            _ = try detach.start()
            Issue.record("it never said that it is ready")
        } catch .notReady(let pid, _) { kill(pid, SIGKILL) }
    }

    // MARK: systemd

    private func root(_ files: [String: String]) throws -> ScratchDirectory {
        let scratch = try ScratchDirectory()
        for (path, text) in files {
            let file = scratch(path)
            try FileManager.default.createDirectory(atPath: file.parentPath, withIntermediateDirectories: true)
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            if path.contains("systemd-run") { chmod(file, 0o755) }
        }
        return scratch
    }

    private let environment = SpawnEnvironment.inherited.setting("XDG_RUNTIME_DIR", to: "/run/user/7")
    private let systemd = ["run/systemd/system/.keep": "", "usr/bin/systemd-run": "", "run/user/7/systemd/private": ""]

    @Test(arguments: [
        ("", false), ("KillUserProcesses=no", false), ("KillUserProcesses=yes", true), ("#KillUserProcesses=yes", false),
        ("KillUserProcesses=yes\nKillExcludeUsers=root dana", false), ("KillUserProcesses = 1\nKillOnlyUsers=li", false),
    ])
    func aScopeIsWantedOnlyWhereLogindEndsProcesses(settings: String, wanted: Bool) throws {
        let scratch = try root(systemd.merging(["etc/systemd/logind.conf": "[Login]\n\(settings)\n"]) { $1 })
        let probe = SystemdScope.probe(environment: environment, user: "dana", root: scratch.path)
        #expect(probe == (wanted ? .usable(SystemdScope(program: "/usr/bin/systemd-run", lingers: false)) : .notNeeded))
    }

    @Test func aDropInOfTheAdministratorsCountsMost() throws {
        let scratch = try root(
            systemd.merging([
                "etc/systemd/logind.conf": "KillUserProcesses=no", "usr/lib/systemd/logind.conf.d/10-x.conf": "KillUserProcesses=no",
                "etc/systemd/logind.conf.d/10-x.conf": "KillUserProcesses=yes", "var/lib/systemd/linger/dana": "",
            ]) { $1 })
        let probe = SystemdScope.probe(environment: environment, user: "dana", root: scratch.path)
        #expect(probe == .usable(SystemdScope(program: "/usr/bin/systemd-run", lingers: true)))
    }

    @Test func withoutAUserManagerNothingCanBeDone() throws {
        let scratch = try root([
            "run/systemd/system/.keep": "", "usr/bin/systemd-run": "", "etc/systemd/logind.conf": "KillUserProcesses=yes",
        ])
        guard case .unusable(let why) = SystemdScope.probe(environment: environment, user: "dana", root: scratch.path) else {
            Issue.record("there is no user manager")
            return
        }
        #expect(why.contains("loginctl enable-linger dana"))
    }

    @Test func aScopeStartsTheSameProcessByItsRealPath() {
        let scope = SystemdScope(program: "/usr/bin/systemd-run", lingers: true)
        let spawn = scope.wrap(Spawn("/usr/bin/thing", ["a", "b"]))
        #expect(spawn.executable == "/usr/bin/systemd-run")
        #expect(spawn.arguments == ["--user", "--scope", "--collect", "--quiet", "--", "/usr/bin/thing", "a", "b"])
    }
}
