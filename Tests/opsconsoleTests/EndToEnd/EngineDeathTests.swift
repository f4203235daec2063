import ConsoleModel
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

private typealias Decimal = LaunchCore.Decimal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The engine is killed at random moments: what was acknowledged stays, and the next one goes on where it stopped.
@Suite(.serialized) struct EngineDeathTests {
    @Test func nothingAcknowledgedIsLostHoweverOftenItIsKilled() async throws {
        try await onThread {
            let launch = try StagedLaunch(every: "50ms", metrics: "  failures: {health: web, measure: failures, over: 1h}")
            try launch.write("break.it", "")
            try launch.startEngine()
            let failed = try #require(try launch.reading("failures", untilAtLeast: Decimal(5)))
            unlink(launch.scratch("break.it"))

            var acknowledged: [String] = []
            for round in 0..<8 {
                let engine = try #require(launch.enginePid)
                let killer = Thread {
                    usleep(.random(in: 0...60_000))
                    kill(engine, SIGKILL)
                }
                killer.start()
                for number in 0..<2 where try launch.run(["note", launch.launchFile, "note \(round).\(number)"]).code == 0 {
                    acknowledged.append("note \(round).\(number)")
                }
                try launch.waitUntil("the engine is gone") { launch.enginePid != engine }
                try launch.startEngine()
            }

            let before = SystemClock.moment()
            let after = try #require(try launch.reading("failures", untilAtLeast: failed.value ?? .zero, since: before))
            #expect(after.failure == nil)
            let notes = try Journal(reading: launch.folder + "/journal.sqlite").records().compactMap { record -> String? in
                if case .noteAdded(let text) = record.event { text } else { nil }
            }
            #expect(acknowledged.count == 16)
            #expect(notes == acknowledged)
            let verified = try launch.run(["verify", launch.launchFile])
            #expect(verified.code == 0, "\(verified.output)")
        }
    }

    @Test func ofTwoEnginesOneWatches() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let engines = try (0..<4).map { _ in try launch.start(["engine", launch.launchFile]) }
            for engine in engines { engine.waitUntilExit() }
            #expect(engines.map(\.terminationStatus) == [0, 0, 0, 0])
            var started: [pid_t] = []
            try launch.waitUntil("one says so") {
                started = try Journal(reading: launch.folder + "/journal.sqlite").records().compactMap { record in
                    if case .engineStarted(let pid, _) = record.event { pid } else { nil }
                }
                return !started.isEmpty
            }
            #expect(started == [launch.enginePid])
        }
    }
}

struct InVain: Error, CustomStringConvertible { let description: String }

extension StagedLaunch {
    func startEngine() throws {
        let started = try run(["engine", launchFile])
        if started.code != 0 { throw InVain(description: "the engine does not start: \(started.errors)") }
    }

    /// The newest reading of a metric that is at least so high and was measured after a moment.
    func reading(_ metric: String, untilAtLeast least: LaunchCore.Decimal, since: Moment = Moment(milliseconds: 0)) throws -> MetricReading?
    {
        var found: MetricReading?
        try waitUntil("\(metric) is at least \(least.text)") {
            found = try? LiveReader.look(folder + "/live.sqlite").metrics[metric]
            return found.map { ($0.value ?? .zero) >= least && $0.at >= since } ?? false
        }
        return found
    }

    /// Looks again and again, at most half a minute.
    func waitUntil(_ what: String, _ isSo: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if try isSo() { return }
            usleep(5000)
        }
        throw InVain(description: "waited in vain until \(what)")
    }
}
