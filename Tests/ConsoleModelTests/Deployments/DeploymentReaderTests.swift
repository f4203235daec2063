import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct DeploymentReaderTests {
    private let scratch: ScratchDirectory
    private let reader: DeploymentReader

    init() throws {
        scratch = try ScratchDirectory()
        reader = Self.reader(.file("state.json"), in: scratch)
    }

    private static func reader(_ source: Deployment.Source, preset: String? = nil, in scratch: ScratchDirectory) -> DeploymentReader {
        let deployment = Deployment(name: "backend", source: source, preset: preset, location: PlanSample.location)
        return DeploymentReader(deployment, in: ProbeBench(directory: scratch.path).surroundings)
    }

    private static func read(_ reader: DeploymentReader) async -> DeploymentReading {
        await ProbeBench().asThePoller { await reader.read() }
    }

    private func write(_ text: String, modified: Int? = nil) throws {
        let file = try #require(fopen(scratch("state.json"), "w"))
        fputs(text, file)
        fclose(file)
        if let modified {
            let time = timeval(tv_sec: modified, tv_usec: 0)
            #expect(utimes(scratch("state.json"), [time, time]) == 0)
        }
    }

    private static let good =
        #"{"status": "rolling", "version": "v1.5.0", "progress": 0.7, "updated_at": "2026-01-02T03:04:05Z", "message": "7 of 10"}"#

    @Test func aStateFileIsRead() async throws {
        try write(Self.good)
        let reading = await Self.read(reader)
        #expect(reading.failure == nil)
        #expect(reading.deployment == "backend")
        #expect(reading.status == "rolling")
        #expect(reading.version == "v1.5.0")
        #expect(reading.progress == 0.7)
        #expect(reading.updated == Moment(rfc3339: "2026-01-02T03:04:05Z"))
        #expect(reading.message == "7 of 10")
    }

    @Test func withoutATimeTheFilesOwnCounts() async throws {
        try write(#"{"status": "done"}"#, modified: 1_700_000_000)
        #expect(await Self.read(reader).updated == Moment(milliseconds: 1_700_000_000_000))
    }

    @Test func aTimeOfTheFutureIsCutToTheFilesOwn() async throws {
        try write(#"{"status": "done", "updated_at": "2999-01-01T00:00:00Z"}"#, modified: 1_700_000_000)
        #expect(await Self.read(reader).updated == Moment(milliseconds: 1_700_000_000_000))
    }

    @Test(arguments: [
        (#"{"status": "rolling", "progr"#, Failure.Kind.parse), ("", .parse), ("[]", .parse), (#"{"status": null}"#, .parse),
        ("\u{0}\u{0}", .parse),
        (String(repeating: "[", count: 100_000), .parse), (String(repeating: " ", count: 1_048_577), .tooLarge),
    ])
    func whatCannotBeReadKeepsTheLastGoodContentAndSaysSo(text: String, kind: Failure.Kind) async throws {
        try write(text)
        let before = await Self.read(reader)
        #expect(before.failure?.kind == kind)
        #expect(before.status == nil)
        try write(Self.good)
        #expect(await Self.read(reader).failure == nil)
        try write(text)
        let after = await Self.read(reader)
        #expect(after.failure?.kind == kind)
        #expect(after.status == "rolling")
        #expect(after.version == "v1.5.0")
        #expect(after.progress == 0.7)
    }

    @Test func aMissingFileSaysSo() async throws {
        let reading = await Self.read(reader)
        #expect(reading.failure == Failure(.missing, "there is no \(scratch("state.json"))"))
        #expect(reading.status == nil)
    }

    @Test func aDirectoryOrPipeInItsPlaceIsNoFile() async throws {
        mkdir(scratch("state.json"), 0o700)
        #expect(await Self.read(reader).failure == Failure(.other, "\(scratch("state.json")) is no regular file"))
        rmdir(scratch("state.json"))
        mkfifo(scratch("state.json"), 0o600)
        #expect(await Self.read(reader).failure == Failure(.other, "\(scratch("state.json")) is no regular file"))
    }

    @Test func whatItSaysIsMadePrintableAndShort() async throws {
        try write(##"{"status": "\u001b[31mred", "message": "\##(String(repeating: "x", count: 1000))"}"##)
        let reading = await Self.read(reader)
        #expect(reading.status == "^[[31mred")
        #expect(reading.message?.unicodeScalars.count == 200)
    }

    @Test func aCommandIsReadLikeAFile() async throws {
        let reader = Self.reader(.command("echo '\(Self.good)'"), in: scratch)
        let reading = await Self.read(reader)
        #expect(reading.failure == nil)
        #expect(reading.status == "rolling")
        let failing = await Self.read(Self.reader(.command("echo 'no cluster' >&2; exit 1"), in: scratch))
        #expect(failing.failure == Failure(.exit, "exit 1: no cluster"))
    }

    @Test func anUnknownPresetNamesTheKnownOnes() async throws {
        try write(Self.good)
        let failure = await Self.read(Self.reader(.file("state.json"), preset: "nomad", in: scratch)).failure
        #expect(failure?.detail == "unknown preset nomad; known are kubernetes, argo-rollouts, systemd, compose")
    }

    @Test func aStateFileWrittenByRenameIsNeverSeenHalf() async throws {
        // What a careful pipeline does, some thousand times while it is read.
        let writer = Self.reader(
            .command(
                "i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo '\(Self.good)' > new; mv new state.json; done; echo '{\"status\": \"done\"}'"
            ),
            in: scratch)
        try write(Self.good)
        async let done = Self.read(writer)
        for _ in 0..<200 { #expect(await Self.read(reader).failure == nil) }
        #expect(await done.status == "done")
    }
}
