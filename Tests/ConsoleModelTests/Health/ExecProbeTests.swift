import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct ExecProbeTests {
    let bench = ProbeBench()

    @Test(arguments: [
        ("true", nil),
        ("exit 3", Failure(.exit, "exit 3")),
        ("echo first; echo 'no route to db' >&2; exit 2", Failure(.exit, "exit 2: no route to db")),
        ("printf '\\033[2Jx'; exit 1", Failure(.exit, "exit 1: ^[[2Jx")),
        ("kill -9 $$", Failure(.exit, "ended by signal 9")),
        ("head -c 3000000 /dev/zero", Failure(.tooLarge, "more than 1024 KiB of output")),
        ("while :; do echo y; done", Failure(.tooLarge, "more than 1024 KiB of output")),
        ("read line || exit 4", Failure(.exit, "exit 4")),
    ])
    func itsEndIsTheResult(command: String, failure: Failure?) async {
        #expect(await bench.probe(.exec(command)).failure == failure)
    }

    @Test func whatItPrintsIsLookedAt() async {
        let json = Expect(json: ["/status": "ok"])
        #expect(await bench.probe(.exec(#"echo '{"status": "ok"}'"#), expect: json).failure == nil)
        #expect(await bench.probe(.exec("echo nothing"), expect: json).failure?.kind == .parse)
        #expect(await bench.probe(.exec("echo all green"), expect: Expect(body: "green$")).failure == nil)
    }

    @Test func itRunsInTheLaunchDirectoryWithTheOperatorsEnvironmentLessWhatIsRedacted() async throws {
        let scratch = try ScratchDirectory()
        var plan = Plan(name: "Test", id: "test")
        plan.redact = ["TOKEN"]
        let bench = ProbeBench(directory: scratch.path, environment: ["PATH": "/usr/bin:/bin", "TOKEN": "x", "REGION": "eu"], plan: plan)
        let command = "test \"$(pwd -P)\" = \"\(scratch.path)\" && test \"$REGION\" = eu && test -z \"$TOKEN\""
        #expect(await bench.probe(.exec(command)).failure == nil)
    }

    @Test func ourOwnConnectionsDoNotReachIt() async throws {
        let server = try TestServer(.ok("{}"))
        let prober = bench.prober(ProbeBench.service(.http(server.url())))
        #expect(await bench.probe(prober).failure == nil)
        #expect(await bench.probe(.exec("! ls -l /proc/self/fd | grep socket:")).failure == nil)
        #expect(await bench.probe(prober).failure == nil)
        #expect(server.connections == 1)
    }

    @Test func timeUpEndsIt() async throws {
        let result = await bench.probe(.exec("sleep 60"), timeout: .milliseconds(100))
        #expect(result.failure == Failure(.timeout, "no answer within 100ms: the command is still running"))
    }

    @Test(.timeLimit(.minutes(1))) func itsWholeProcessGroupEndsWithIt() async throws {
        let scratch = try ScratchDirectory()
        let bench = ProbeBench(directory: scratch.path)
        async let result = bench.probe(.exec("sleep 60 & echo $! > new; mv new child; wait"))
        while Self.contents(of: scratch("child")).isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        bench.surroundings.halt.halt()
        #expect(await result.failure == Failure(.other, "stopped watching"))
        let child = try #require(pid_t(Self.contents(of: scratch("child")).prefix { $0.isNumber }))
        #expect(Self.isGone(child))
    }

    @Test func childrenLeftBehindNeitherHoldItUpNorLive() async throws {
        let scratch = try ScratchDirectory()
        let bench = ProbeBench(directory: scratch.path)
        let result = await bench.probe(.exec("sleep 60 & echo $! > child"))
        #expect(result.failure == nil)
        let child = try #require(pid_t(Self.contents(of: scratch("child")).prefix { $0.isNumber }))
        #expect(Self.isGone(child))
    }

    /// Whether a process has ended; a killed one may need a moment to be taken off the list.
    private static func isGone(_ pid: pid_t) -> Bool {
        for _ in 0..<2000 {
            if kill(pid, 0) != 0 { return true }
            // A zombie waiting for its new parent is gone as well.
            if contents(of: "/proc/\(pid)/stat").contains(") Z ") { return true }
            usleep(1000)
        }
        return false
    }

    private static func contents(of path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
