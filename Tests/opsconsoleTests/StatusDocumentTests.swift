import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

@testable import opsconsole

/// What scripts read of a run that does not go on by itself.
@Suite struct StatusDocumentTests {
    private static func run(_ launch: LaunchFixture) throws -> [String: Any]? {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let object = try JSONSerialization.jsonObject(with: encoder.encode(StatusDocument(launch.snapshot))) as? [String: Any]
        return try #require(object)["run"] as? [String: Any]
    }

    @Test func aCountdownIsToldAndWhoHoldsIt() throws {
        func trigger(_ launch: LaunchFixture, _ index: Int) -> StatusDocument.TriggerPart {
            StatusDocument(launch.snapshot).triggers[index]
        }
        var launch = LaunchFixture.firing
        #expect(trigger(launch, 0).rollsBackInS == 27 && trigger(launch, 0).heldBy == nil)
        #expect(trigger(launch, 1).rollsBackInS == nil && trigger(launch, 1).heldBy == nil)
        launch.record(.countdownHeld(trigger: "errors", reason: "a batch job"), by: LaunchFixture.dana)
        #expect(trigger(launch, 0).rollsBackInS == nil && trigger(launch, 0).heldBy == "dana")
    }

    @Test func aHostThatDoesNotAnswerIsTold() throws {
        var launch = LaunchFixture.rollingBack
        let since = launch.now.wall.rfc3339
        #expect(try Self.run(launch)?["broken_link"] is NSNull)
        launch.record(
            .linkBroke(run: "r1", step: 1, host: "deploy@web1", reason: "Connection refused", begun: true), by: LaunchFixture.runner)
        launch.pass(.seconds(35))
        let run = try #require(try Self.run(launch))
        #expect(run["work"] as? String == "rollback" && run["step"] as? Int == 2 && run["steps"] as? Int == 3)
        let link = try #require(run["broken_link"] as? [String: Any])
        #expect(link["host"] as? String == "deploy@web1" && link["reason"] as? String == "Connection refused")
        #expect(link["since"] as? String == since && link["begun"] as? Bool == true)
    }

    @Test func aRunnerThatGivesNoSignOfLifeIsToldWhateverItCarriesOut() throws {
        var launch = LaunchFixture()
        #expect(try Self.run(launch) == nil)
        launch.record(
            .launchBegan(name: "PAM", id: "pam", from: nil, to: nil, digest: ""),
            .runRequested(
                run: "r1", work: .procedure(name: "smoke", item: nil), steps: [.shell("./smoke")], reason: "as planned", evidence: []),
            .runStarted(run: "r1", pid: 5001, host: "bastion"), .stepStarted(run: "r1", step: 0, attempt: 1))
        let since = launch.now.wall
        launch.pass(.seconds(40))
        launch.runnerSilence = RunnerSilence(pid: 5001, since: since)
        let run = try #require(try Self.run(launch))
        #expect(run["work"] as? String == "procedure" && run["pid"] as? Int == 5001)
        let silence = try #require(run["silent_runner"] as? [String: Any])
        #expect(silence["pid"] as? Int == 5001 && silence["since"] as? String == since.rfc3339)
        let words = "  ✖ no sign of life from the runner (pid 5001) for 40s: "
        let lines = PlainSummary(launch.snapshot).lines
        #expect(lines.contains("Run") && lines.contains { $0.hasPrefix(words) }, "\(lines)")
    }
}
