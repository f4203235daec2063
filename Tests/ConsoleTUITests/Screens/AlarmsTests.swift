import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// What fetches back somebody who looks elsewhere.
@Suite struct AlarmsTests {
    @Test func whatFiresAndAsksForTheRollbackIsOneNotification() {
        var alarms = Alarms(after: LaunchFixture.go.snapshot)
        #expect(alarms.news(LaunchFixture.firing.snapshot) == ["▲ ROLL BACK? Error rate 7.2% > 5% for 2m"])
        #expect(alarms.news(LaunchFixture.firing.snapshot) == [])
    }

    @Test func anotherTriggerThatFiresIsToldByItself() {
        var launch = LaunchFixture.firing
        var alarms = Alarms(after: launch.snapshot)
        launch.record(.triggerChanged(trigger: "slow", state: .firing, evidence: []), by: LaunchFixture.engine)
        #expect(alarms.news(launch.snapshot) == ["▲ Slow responses FIRES 5.2s > 5s 3 of 5"])
    }

    @Test func aRollbackThatFailedIsTold() {
        var alarms = Alarms(after: LaunchFixture.rollingBack.snapshot)
        #expect(alarms.news(LaunchFixture.rollbackFailed.snapshot) == ["✖ ROLLBACK FAILED step 2 failed with exit 5"])
    }

    @Test func aDecisionThatWaitsIsToldOnce() {
        var launch = LaunchFixture.preparing
        var alarms = Alarms(after: launch.snapshot)
        for item in launch.plan.phases[1].allItems { launch.record(.itemTicked(item: item.id, text: item.text, evidence: nil)) }
        #expect(alarms.news(launch.snapshot) == ["◇ waits for a decision: Launch approval"])
        launch.record(.decisionMade(decision: "approval", go: true, reason: nil))
        #expect(alarms.news(launch.snapshot) == [])
    }

    @Test func whatIsSoWhenTheConsoleIsOpenedNeedsNoTelling() {
        var alarms = Alarms(after: LaunchFixture.firing.snapshot)
        #expect(alarms.news(LaunchFixture.firing.snapshot) == [])
    }

    @Test func whatComesAgainIsToldAgain() {
        var alarms = Alarms(after: LaunchFixture.go.snapshot)
        #expect(alarms.news(LaunchFixture.firing.snapshot).count == 1)
        #expect(alarms.news(LaunchFixture.go.snapshot) == [])
        #expect(alarms.news(LaunchFixture.firing.snapshot).count == 1)
    }
}
