import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct LogsCommandTests {
    private let place = SourceLocation(file: "launch.yaml", line: 1, column: 1)

    /// A case whose store follows commands, started again at once.
    private func following(_ origin: LogSource.Origin, host: String? = nil, prepare: (LogsCase) throws -> Void = { _ in }) throws
        -> LogsCase
    {
        let log = try LogsCase(restarts: RestartPauses(steps: [0]), prepare: prepare)
        log.store.add(LogSource(name: "app", origin: origin, host: host, location: place))
        return log
    }

    @Test func whatACommandPrintsIsFollowed() throws {
        let log = try following(.command("printf 'one\\ntwo'; pwd >&2; exec sleep 100"))
        log.wait { log.lines.last?.hasSuffix(log.folder) == true }
        #expect(log.lines.first == "one")
        #expect(log.tail.status == "following")
    }

    @Test func aCommandThatEndsIsStartedAgainWithoutRepeatingLines() throws {
        let log = try following(.command("tail -n 5 lines; [ -e go ] && exec sleep 100; exit 3")) { log in
            try log.append((0..<8).map { "line \($0)\n" }.joined(), to: "lines")
        }
        log.wait { log.markers.contains { $0.hasSuffix("ended with exit 3") } }
        try log.append("line 8\n", to: "lines")
        try log.append("", to: "go")
        log.wait { log.tail.isFollowing && log.lines.last == "line 8" }
        #expect(log.lines == (3..<9).map { "line \($0)" })
        #expect(log.markers.count == 2)
    }

    @Test func theCommandEndsWithTheStore() throws {
        let log = try following(.command("sleep 100 & echo $$ $!; exec sleep 100"))
        log.wait { log.lines.count == 1 }
        let pids = log.lines.joined().split(separator: " ")
        #expect(pids.count == 2)
        log.store.close()
        log.wait { pids.allSatisfy { !isAlive($0) } }
    }

    /// Whoever inherits a dead process may leave it lying.
    private func isAlive(_ pid: Substring) -> Bool {
        let facts = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return facts.map { $0.split(separator: " ")[2] != "Z" } ?? false
    }

    @Test func aLogOfAnotherHostIsFollowedThroughSSH() throws {
        let log = try following(.file("remote dir/app*.log"), host: "dana@web1") { log in
            try FileManager.default.createDirectory(atPath: log.folder + "/remote dir", withIntermediateDirectories: false)
            try log.append("one\n", to: "remote dir/app.log")
            try log.fakeSSH()
        }
        log.wait { log.lines == ["one"] }
        try log.append("two\n", to: "remote dir/app.log")
        log.wait { log.lines == ["one", "two"] }
        let arguments = try String(contentsOfFile: log.folder + "/ssh.args", encoding: .utf8)
        #expect(arguments.hasPrefix("-T -o BatchMode=yes -o ConnectTimeout=10"))
        #expect(arguments.contains(" -- dana@web1 exec sh -c '"))
    }

    @Test func aLostLinkIsSaidAndNothingIsReadTwice() throws {
        let log = try following(.file("app.log"), host: "web1") { log in
            try log.append("one\ntwo\n", to: "app.log")
            try log.fakeSSH()
        }
        log.wait { log.lines == ["one", "two"] }
        let pid = try #require(
            pid_t(try String(contentsOfFile: log.folder + "/ssh.pid", encoding: .utf8).trimmingCharacters(in: .newlines)))
        kill(-pid, SIGKILL)
        try log.append("three\n", to: "app.log")
        log.wait { log.lines.last == "three" && log.tail.isFollowing }
        #expect(log.lines == ["one", "two", "three"])
        #expect(log.markers == ["web1:app.log was ended by signal 9", "web1:app.log is back"])
    }

    @Test(arguments: ["-oProxyCommand=x", "a b", ""])
    func aHostThatCouldBeAnOptionIsRefused(host: String) throws {
        let log = try following(.file("app.log"), host: host)
        log.wait { log.tail.status.hasSuffix("is no host: it begins with - or holds blanks") }
    }

    private static let compressors = [("gzip", "gz"), ("zstd", "zst")].filter { access("/usr/bin/\($0.0)", X_OK) == 0 }

    @Test(arguments: compressors)
    func aCompressedFileIsReadToItsEnd(program: String, ending: String) throws {
        let log = try following(.file("it's old.log.\(ending)")) { log in
            try log.append((0..<3).map { "line \($0)\n" }.joined(), to: "it's old.log")
            let compressing = try Process.run(
                URL(fileURLWithPath: "/usr/bin/env"), arguments: [program, "-q", log.folder + "/it's old.log"])
            compressing.waitUntilExit()
        }
        log.wait { log.tail.status == "it's old.log.\(ending) was read to its end" }
        #expect(log.texts == ["line 0", "line 1", "line 2"])
    }

    @Test func aCompressedFileTooLongToBeKeptSaysWhereItBeginsAndWhatShowsTheRest() throws {
        let log = try following(.file("old.log.gz")) { log in
            try log.append((0..<70_000).map { "line \($0)\n" }.joined(), to: "old.log")
            let compressing = try Process.run(URL(fileURLWithPath: "/usr/bin/env"), arguments: ["gzip", "-q", log.folder + "/old.log"])
            compressing.waitUntilExit()
        }
        log.wait { log.tail.status == "old.log.gz was read to its end" }
        let view = LogView(log.store)
        _ = view.page(height: 3)
        view.perform(.top)
        let lines = view.page(height: 3).lines
        let gone = 70_000 - LogContents.lineCapacity
        #expect(lines.map(\.line.isMarker) == [true, false, false])
        #expect(
            lines.map(\.line.text) == [
                "\(gone) lines before this one are no longer kept; a compressed file is read forwards only: zless old.log.gz shows them",
                "line \(gone)", "line \(gone + 1)",
            ])
        // Upwards from the middle it ends there, too, and downwards it is passed once.
        view.perform(.scroll(2))
        view.perform(.scroll(-100))
        #expect(view.page(height: 3).lines.first?.line.isMarker == true)
        view.perform(.scroll(1))
        #expect(view.page(height: 3).lines.map(\.line.text) == (gone..<gone + 3).map { "line \($0)" })
    }

    @Test func quotesSurvive() { #expect(RemoteTail.quoted("it's") == "'it'\\''s'") }

    @Test func linesMayBeMissingWhereNothingIsRepeated() {
        var resumption = LineResumption(known: [Array("a".utf8)], now: 0, isSure: true)
        let isEnough = Array("b\nc\n".utf8).withUnsafeBytes { resumption.take($0, now: 1) }
        #expect(!isEnough)
        #expect(resumption.mayMissLines)
        #expect(Array(resumption.fresh) == Array("b\nc\n".utf8))
    }
}
