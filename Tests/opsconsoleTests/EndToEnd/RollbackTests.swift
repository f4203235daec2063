import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Rollbacks with the real program: on other hosts, by two operators, rehearsed, and when whoever asked is gone.
@Suite(.serialized) struct RollbackTests {
    private static func remote(_ server: SSHServer, steps: String...) throws -> StagedLaunch {
        try StagedLaunch(rollback: ["steps:"] + steps.map { "  - {\($0)}" }, variables: ["OPSCONSOLE_SSH": server.program])
    }

    private static let remoteStep = "run: echo gone back >> back, host: web1, timeout: 1m"

    @Test(.enabled(if: SSHServer.isInstalled)) func theCardLooksAtTheHostsAndTheTypedWordRunsThere() async throws {
        try await onThread {
            let server = try SSHServer()
            let launch = try Self.remote(server, steps: Self.remoteStep)
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            console.type("R")
            try console.wait(for: "web1: reachable, let us in after")
            try console.wait(for: "this host: no run is going on")
            console.type("SHOP\r")
            console.type("broken\r")
            try console.wait(for: "ROLLED BACK", within: .seconds(30))
            let back = try String(contentsOfFile: server.home + "/back", encoding: .utf8)
            #expect(back == "gone back\n")
        }
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func aHostThatLetsNobodyInLeavesTheCommandsToPaste() async throws {
        try await onThread {
            let server = try SSHServer()
            let launch = try Self.remote(
                server, steps: "run: echo one >> steps", #"run: 'echo gone back >> "$HOME/back"', host: web1"#, "run: echo three >> steps")
            try SSHServer.makeKey(server.directory("wrong"))
            try server.configureClient(port: server.port, identity: server.directory("wrong"))
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            console.type("R")
            try console.wait(for: "web1: it does not let us in: ")
            console.type("\u{1b}")
            let dryRun = try launch.run(["rollback", launch.launchFile, "--dry-run"])
            #expect(dryRun.code == 1 && dryRun.output.contains("problem: web1: it does not let us in: "))
            let rollback = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "broken"])
            #expect(rollback.code == 1)
            // They are pasted as they stand, once access is put right.
            let left = try #require(rollback.output.range(of: "to be done by hand:\n\n")).upperBound
            let lines = rollback.output[left...].split(separator: "\n").map(String.init)
            #expect(lines.count == 2 && lines[0].contains("echo gone back >> "))
            #expect(launch.text("steps") == "one\n")
            try server.configureClient(port: server.port)
            let shell = try Process.run(URL(filePath: "/bin/sh"), arguments: ["-c", lines.joined(separator: "\n")])
            shell.waitUntilExit()
            #expect(launch.text("steps") == "one\nthree\n")
            #expect(try String(contentsOfFile: server.home + "/back", encoding: .utf8) == "gone back\n")
            try console.wait(for: "paste what is left")
            try console.wait(for: "echo gone back >> ")
            try console.wait(for: "Permission denied")
        }
    }

    /// A script may be the first to come, and the only one: it sees to an engine, for the service is measured by none else.
    @Test func aScriptsRollbackIsVerifiedWhereNobodyWatched() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: ["steps:", "  - {run: echo back >> steps}", "  - {verify: web up, within: 30s}"])
            let rollback = try launch.run(["rollback", launch.launchFile, "--yes", "--reason", "broken"])
            #expect(rollback.code == 0, "\(rollback.output) \(rollback.errors)")
            #expect(rollback.output.contains("done, verified: web up"))
        }
    }

    @Test func anEngineThatIsKilledMeanwhileIsReplacedByTheScriptThatWaits() async throws {
        try await onThread {
            let launch = try StagedLaunch(
                rollback: ["steps:", "  - {run: until test -e over; do sleep 0.05; done}", "  - {verify: web up, within: 30s}"])
            let rollback = try launch.start(["rollback", launch.launchFile, "--yes", "--reason", "broken"])
            try launch.waitUntil("an engine") { launch.enginePid != nil }
            let engine = try #require(launch.enginePid)
            kill(engine, SIGKILL)
            try launch.waitUntil("another engine") { launch.enginePid.map { $0 != engine } ?? false }
            try launch.write("over", "")
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 0)
        }
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func aHostThatDoesNotAnswerIsSaidEverywhereUntilItDoes() async throws {
        try await onThread {
            let server = try SSHServer()
            let launch = try Self.remote(server, steps: Self.remoteStep)
            let closed = try LoopbackSocket.listen()
            close(closed.number)
            try server.configureClient(port: closed.port)
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            try launch.write("said", "")
            let said = try FileHandle(forWritingTo: URL(filePath: launch.scratch("said")))
            let rollback = try launch.start(["rollback", launch.launchFile, "--yes", "--reason", "broken"], output: said)
            try console.wait(for: "web1 does not answer since")
            let words = "the step was not started yet"
            try console.wait("the command line says it") { _ in launch.text("said").contains("web1 does not answer, trying again; \(words)")
            }
            let status = try launch.run(["status", launch.launchFile])
            #expect(status.output.contains("web1 does not answer since ") && status.output.contains(words))
            try server.configureClient(port: server.port)
            try console.wait(for: "ROLLED BACK", within: .seconds(60))
            rollback.waitUntilExit()
            #expect(rollback.terminationStatus == 0 && launch.text("said").contains("web1 answers again\n"))
        }
    }

    @Test(.enabled(if: SSHServer.isInstalled)) func aRehearsalWalksTheHostsAndChangesNothing() async throws {
        try await onThread {
            let server = try SSHServer()
            let launch = try Self.remote(server, steps: "run: echo one >> steps", Self.remoteStep, "manual: Call the bank")
            let rehearsal = try launch.run(["rehearse", launch.launchFile])
            #expect(rehearsal.code == 0, "\(rehearsal.output) \(rehearsal.errors)")
            #expect(launch.text("steps").isEmpty && !FileManager.default.fileExists(atPath: server.home + "/back"))
            let status = try launch.run(["status", launch.launchFile])
            #expect(status.output.contains("steps, rehearsed ") && status.output.contains(": done\n"))
            let report = try launch.run(["report", launch.launchFile, "--format", "md"])
            #expect(report.output.contains("### rehearsal") && report.output.contains("done: all 3 steps are done"))
            #expect(try launch.run(["status", launch.launchFile, "--json"]).output.contains(#""current" : true"#))
        }
    }

    @Test func whoeverDecidedMayDieBeforeTheRunnerStarts() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            try launch.startRollback(in: console)
            try console.wait("the first step has begun") { _ in launch.text("steps") == "first\n" }
            kill(try #require(launch.runnerPid), SIGKILL)
            try console.wait(for: "INTERRUPTED AT STEP 1")
            try launch.write("go.on", "")
            // The decision is recorded, and whoever made it is gone.
            let journal = try Journal(opening: launch.folder + "/journal.sqlite")
            let run = try #require(try journal.newestState().rollback)
            let li = Actor(role: .operator, name: "li", host: "here")
            try journal.append([.runResumed(run: run.id, step: 0, choice: .resume)], by: li, at: SystemClock.moment())
            try console.wait(for: "ROLLED BACK", within: .seconds(30))
            #expect(launch.text("steps") == "first\nsecond\n")
        }
    }

    /// Somebody else on this machine: only root can be that.
    private static let otherLogin = ["/usr/bin/setpriv", "--reuid=nobody", "--regid=\(getgid())", "--clear-groups"]

    @Test(.enabled(if: getuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0))
    func whereTwoMustWantItTheSecondLoginStartsIt() async throws {
        try await onThread {
            let launch = try StagedLaunch(rollback: ["approve: 2", "steps:", #"  - {run: "id -un >> steps"}"#])
            // What the group may write: how operators with logins of their own share a launch.
            chmod(launch.scratch.path, 0o2775)
            let console = try launch.console()
            try console.wait(for: "PREPARING")
            try launch.startRollback(in: console)
            try console.wait(for: "YOU ASK FOR THE ROLLBACK")
            let again = try launch.run(["rollback", launch.launchFile, "--approve"])
            #expect(again.code == 1 && again.errors.contains("another operator, with another login, confirms it"))
            #expect(launch.text("steps").isEmpty)
            let second = try launch.run(["rollback", launch.launchFile, "--approve"], as: Self.otherLogin)
            #expect(second.code == 0, "\(second.output) \(second.errors)")
            try console.wait(for: "confirmed by nobody")
            #expect(launch.text("steps") == "nobody\n")
        }
    }
}
