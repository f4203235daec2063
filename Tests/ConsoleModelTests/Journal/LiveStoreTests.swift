import ConsoleTestKit
import GRDB
import LaunchCore
import Testing

@testable import ConsoleModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct LiveStoreTests {
    let scratch: ScratchDirectory
    let path: String
    let now = PlanSample.start.wall

    init() throws {
        scratch = try ScratchDirectory()
        path = scratch("live.sqlite")
    }

    private func service(_ state: ServiceState, latency: Milliseconds = 84) -> ServiceReading {
        ServiceReading(at: now, state: state, latency: latency, version: "v2", recent: [1, nil, 84], staleAfter: 12_000)
    }

    private var everything: LiveState {
        var live = LiveState()
        live.services["backend"] = service(.up)
        live.services["db"] = ServiceReading(at: now, state: .down, reason: "refused", latency: 2, failuresInRow: 4, staleAfter: 1)
        live.metrics["p95"] = MetricReading(at: now, value: Decimal(text: "4.1"), recent: [0.1, nil, 4.1, -1e-9], staleAfter: 1)
        live.metrics["ws"] = MetricReading(at: now, value: nil, failure: Failure(.dns, "no such host"), staleAfter: 1)
        live.deployments["web"] = DeploymentReading(deployment: "web", at: now, status: "rolling", progress: 0.7, updated: now)
        live.triggers["errors"] = TriggerReading(at: now, state: .pending, value: Decimal(text: "0.06"), firesIn: 2000)
        live.windows["hour-1"] = WindowReading(seen: 56, expected: 60)
        return live
    }

    @Test func aConsoleReadsWhatTheEngineWrote() throws {
        let store = try LiveStore(writing: path)
        try store.write(everything, at: now)
        let reader = LiveReader(path)
        var live = LiveState()
        #expect(try reader.refresh(&live))
        #expect(live == everything)
    }

    @Test func textsOfAnyKindComeBackAsTheyWere() throws {
        let store = try LiveStore(writing: path)
        var live = LiveState()
        for (index, text) in ["", "\"quoted\" \\ back", "line\nbreak\ttab \u{1} \u{7f}", "é 長 🚀 \u{2028}"].enumerated() {
            live.services["s\(index) \(text)"] = ServiceReading(
                at: now, state: .degraded, reason: text, latency: -5, failuresInRow: index, version: text, recent: [nil, 0, 7], measured: 3,
                staleAfter: .max)
        }
        try store.write(live, at: now)
        #expect(try LiveReader.look(path) == live)
    }

    @Test func onlyWhatChangedIsTakenAndNothingWhenNothingDid() throws {
        let store = try LiveStore(writing: path)
        try store.write(everything, at: now)
        let reader = LiveReader(path)
        var live = LiveState()
        _ = try reader.refresh(&live)
        #expect(try !reader.refresh(&live))
        live.services["db"]?.reason = "as the console has it"
        var change = LiveState()
        change.services["backend"] = service(.degraded, latency: 900)
        try store.write(change, at: now)
        #expect(try reader.refresh(&live))
        #expect(live.services["backend"] == service(.degraded, latency: 900))
        #expect(live.services["db"]?.reason == "as the console has it")
        #expect(try !reader.refresh(&live))
    }

    @Test func anEngineThatStartsAgainGoesOn() throws {
        try LiveStore(writing: path).write(everything, at: now)
        let reader = LiveReader(path)
        var live = LiveState()
        _ = try reader.refresh(&live)
        var change = LiveState()
        change.windows["hour-1"] = WindowReading(seen: 57, expected: 61)
        try LiveStore(writing: path).write(change, at: now)
        #expect(try reader.refresh(&live))
        #expect(live.windows["hour-1"]?.seen == 57)
        #expect(live.services.count == 2)
    }

    @Test func aStoreThatAppearsLaterIsFound() throws {
        let reader = LiveReader(path)
        var live = LiveState()
        #expect(try !reader.refresh(&live))
        try LiveStore(writing: path).write(everything, at: now)
        #expect(try reader.refresh(&live))
        #expect(live == everything)
    }

    @Test func aDeletedStoreIsMadeAnewUnderBothItsUsers() throws {
        let store = try LiveStore(writing: path)
        try store.write(everything, at: now)
        let reader = LiveReader(path)
        var live = LiveState()
        _ = try reader.refresh(&live)
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        #expect(try !reader.refresh(&live))
        #expect(live == everything)
        var change = LiveState()
        change.services["backend"] = service(.down)
        try store.write(change, at: now)
        #expect(try reader.refresh(&live))
        #expect(live == change)
    }

    @Test(arguments: ["not a database at all, but long enough to look at it as one", ""]) func aSpoiltFileIsMadeAnew(content: String) throws
    {
        let file = try Descriptor(opening: path, O_RDWR | O_CREAT)
        let bytes = Array(String(repeating: content, count: 100).utf8)
        #expect(write(file.number, bytes, bytes.count) == bytes.count)
        try LiveStore(writing: path).write(everything, at: now)
        var live = LiveState()
        #expect(try LiveReader(path).refresh(&live))
        #expect(live == everything)
    }

    @Test func aStoreOfAnotherFormatIsMadeAnew() throws {
        try LiveStore(writing: path).write(everything, at: now)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
        var live = LiveState()
        #expect(try !LiveReader(path).refresh(&live))
        _ = try LiveStore(writing: path)
        #expect(try LiveReader(path).refresh(&live))
        #expect(live == LiveState())
    }

    @Test func aStoreSpoiltWhileInUseIsMadeAnew() throws {
        let store = try LiveStore(writing: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "DROP TABLE reading") }
        try store.write(everything, at: now)
        var live = LiveState()
        #expect(try LiveReader(path).refresh(&live))
        #expect(live == everything)
    }

    @Test func samplesAreKeptInBounds() throws {
        let store = try LiveStore(writing: path, bounds: .init(rows: 50, age: .seconds(1000)))
        for step in 0..<200 {
            let at = now + .seconds(step)
            let sample = LiveSample(source: "metric/p95", at: at, value: Decimal(step), failure: step == 150 ? "late" : nil)
            try store.write(LiveState(), samples: [sample], at: at)
        }
        // Pruned at the first batch of each hundred: the 50 of then, and 99 since.
        let kept = try store.samples(of: "metric/p95", since: now)
        #expect(kept.map(\.value) == (51..<200).map { Decimal($0) })
        #expect(kept.first { $0.failure != nil }?.at == now + .seconds(150))
        #expect(try store.samples(of: "metric/p95", since: now + .seconds(198)).map(\.value) == [Decimal(198), Decimal(199)])
        #expect(try store.samples(of: "metric/p95", since: now, limit: 1).map(\.value) == [Decimal(199)])
        for _ in 0..<100 { try store.write(LiveState(), at: now + .seconds(5000)) }
        #expect(try store.samples(of: "metric/p95", since: now).isEmpty)
    }

    @Test func aFullDiskIsTold() throws {
        let full = LiveStoreError.full(path: path)
        #expect(LiveStoreError(DatabaseError(resultCode: .SQLITE_FULL), path: path) == full)
        #expect(full.description == "no space is left for \(path); free some, or readings stay old on every screen")
    }

    @Test func eachBatchRingsTheBell() throws {
        let store = try LiveStore(writing: path)
        let watch = try FileWatch([Bell.path(of: path)])
        #expect(!watch.drain())
        try store.write(everything, at: now)
        #expect(watch.drain())
        #expect(!watch.drain())
    }
}
