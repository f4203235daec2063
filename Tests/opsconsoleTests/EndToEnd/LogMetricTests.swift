import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// A metric that is counted in a log, with the real engine.
@Suite(.serialized) struct LogMetricTests {
    /// Seconds of the window: two measurements and more.
    private static func launch() throws -> StagedLaunch {
        try StagedLaunch(
            triggers: "  - {name: bad lines, when: bad > 1000, no_data: breach, action: watch}", every: "1s",
            metrics: "  bad: {log: app, matches: BAD, over: 1m}", more: "windows: [{name: Look, lasts: 4s}]")
    }

    private static func watch(_ launch: StagedLaunch) throws -> String {
        try launch.startEngine()
        #expect(try launch.run(["window", launch.launchFile, "start", "Look"]).code == 0)
        try launch.waitUntil("the window has closed") { try !launch.run(["status", launch.launchFile]).output.contains("Look: open") }
        return try launch.run(["report", launch.launchFile]).output
    }

    @Test func aLogThatIsFollowedIsNeverNoData() async throws {
        try await onThread {
            let launch = try Self.launch()
            try launch.write("app.log", "fine\n")
            let report = try Self.watch(launch)
            #expect(!report.contains("nobody follows") && !report.contains("bad lines FIRES"), "\(report)")
            #expect(report.contains("Look passed"), "\(report)")
        }
    }
}
