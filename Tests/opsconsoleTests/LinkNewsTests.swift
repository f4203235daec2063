import ConsoleTestKit
import LaunchCore
import Testing

@testable import opsconsole

/// What a script that follows a run says of a link that breaks.
@Suite struct LinkNewsTests {
    private static let broke = LaunchEvent.linkBroke(run: "r1", step: 0, host: "web1", reason: "no route", begun: true)
    private static let mended = LaunchEvent.linkMended(run: "r1", step: 0, host: "web1")
    private static let over = LaunchEvent.stepFinished(
        run: "r1", step: 0, attempt: 1, outcome: .unknown(reason: "cut off"), took: 1, outputBytes: 0, outputHash: nil)
    private static let aborted = LaunchEvent.runFinished(run: "r1", outcome: .aborted, reason: "aborted")
    private static let doesNot = "web1 does not answer, trying again; the step goes on there (no route)"

    @Test(arguments: [
        ([[broke], []], [doesNot]),
        ([[broke], [mended]], [doesNot, "web1 answers again"]),
        ([[broke], [mended, over]], [doesNot, "web1 answers again"]),
        // Nobody has heard of the host again.
        ([[broke], [over]], [doesNot]),
        ([[broke], [over, aborted]], [doesNot]),
        ([[broke], [.runInterrupted(run: "r1", step: 0, reason: "gone")]], [doesNot]),
        ([[broke, mended]], []),
        ([[broke], [mended], [broke], [over]], [doesNot, "web1 answers again", doesNot]),
    ])
    func itAnswersAgainOnlyWhereItDid(looks: [[LaunchEvent]], lines: [String]) throws {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "errors", trigger: nil, runID: "r1"))
        launch.append([.runStarted(run: "r1", pid: 7, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1)])
        var news = LinkNews()
        var said = news.lines(try #require(launch.state.run("r1")))
        for events in looks {
            launch.append(events)
            said += news.lines(try #require(launch.state.run("r1")))
        }
        #expect(said == lines)
    }
}
