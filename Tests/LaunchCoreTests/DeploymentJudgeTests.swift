import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct DeploymentJudgeTests {
    private let start = PlanSample.start
    private let deployment = Deployment(
        name: "web", source: .file("web.json"), stale: .seconds(120), deadline: .seconds(600), location: PlanSample.location)

    private func reading(_ status: String, _ progress: Double, at now: Now, updated: Duration = .zero) -> DeploymentReading {
        DeploymentReading(
            deployment: "web", at: now.wall, status: status, version: "v2", progress: progress, updated: now.wall - updated)
    }

    @Test func whatIsNotUpdatedIsStaleAndNeverShownAsCurrent() {
        var judge = DeploymentJudge(deployment: deployment)
        judge.observe(reading("rolling", 0.4, at: start), now: start)
        #expect(judge.status == "rolling")
        judge.observe(
            reading("rolling", 0.4, at: start.advanced(by: .seconds(121)), updated: .seconds(121)), now: start.advanced(by: .seconds(121)))
        #expect(judge.status == "stale")
        #expect(judge.reason == "not updated for 2m1s")
    }

    @Test func aRolloutThatIsCompleteNeedNotBeUpdated() {
        var judge = DeploymentJudge(deployment: deployment)
        let later = start.advanced(by: .seconds(7200))
        judge.observe(reading("complete", 1, at: later, updated: .seconds(7000)), now: later)
        #expect(judge.status == "complete")
        #expect(judge.isComplete)
    }

    @Test func noProgressForTooLongIsFailedAndProgressSavesIt() {
        var judge = DeploymentJudge(deployment: deployment)
        var now = start
        for minute in 0...10 {
            now = start.advanced(by: .seconds(60 * minute))
            judge.observe(reading("rolling", 0.4, at: now), now: now)
        }
        #expect(judge.status == "rolling")
        now = now.advanced(by: .seconds(1))
        judge.tick(now)
        #expect(judge.status == "failed")
        #expect(judge.reason == "no progress for 10m")
        judge.observe(reading("rolling", 0.5, at: now), now: now)
        #expect(judge.status == "rolling")
    }

    @Test func aSourceThatCannotBeReadIsNeitherCompleteNorFailed() {
        var judge = DeploymentJudge(deployment: deployment)
        judge.observe(DeploymentReading(deployment: "web", at: start.wall, failure: Failure(.missing, "there is no web.json")), now: start)
        #expect(judge.status == "unknown")
        #expect(judge.reason == "there is no web.json")
    }
}
