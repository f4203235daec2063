import ConsoleTestKit
import LaunchCore
import Testing

/// After the steps of a rollback the triggers decide: DESIGN section 7.
@Suite struct RecoveryTests {
    /// Rolled back, while the trigger that asked for it fires at 9 %. Its hold is 10 s, its metric looks 300 s back.
    private var firing: LaunchSandbox {
        var launch = LaunchSandbox()
        change(&launch, to: .firing, at: "0.09")
        launch.perform(.rollback(reason: "errors", trigger: "errors", runID: "r1"))
        launch.pass(.seconds(3))
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "exit 0")])
        return launch
    }

    private func change(_ launch: inout LaunchSandbox, to state: TriggerState, at value: String) {
        let value = Decimal(text: value)
        launch.append([
            .triggerChanged(
                trigger: "errors", state: state,
                evidence: [Evidence(metric: "error_rate", at: launch.now.wall, value: value, failure: nil)])
        ])
        launch.live.triggers["errors"] = TriggerReading(at: launch.now.wall, state: state, value: value)
    }

    @Test(arguments: [
        (0, "ROLLED BACK", "waiting for error rate to recover: 9% > 5%; exit 0"),
        (309, "ROLLED BACK", "waiting for error rate to recover: 9% > 5%; exit 0"),
        (310, "ROLLBACK FAILED", "error rate still fires 5m10s after the rollback: 9% > 5%"),
        (7200, "ROLLBACK FAILED", "error rate still fires 2h after the rollback: 9% > 5%"),
    ])
    func aTriggerThatStillFiresGetsItsTimeAndNoMore(seconds: Int, word: String, reason: String) {
        var launch = firing
        launch.pass(.seconds(seconds))
        #expect(launch.verdict().word.rawValue == word)
        #expect(launch.verdict().reason == reason)
    }

    @Test func onceItResolvesTheRollbackHasHelped() {
        var launch = firing
        launch.pass(.seconds(60))
        #expect(lengths(launch) == ["detect", "decide", "roll back"], "nothing has recovered yet")
        change(&launch, to: .resolved, at: "0.005")
        #expect(launch.verdict() == Verdict(.rolledBack, reason: "exit 0"))
        #expect(lengths(launch) == ["detect", "decide", "roll back", "recover"])
        launch.pass(.seconds(4000))
        #expect(launch.verdict().word == .rolledBack)
    }

    private func lengths(_ launch: LaunchSandbox) -> [String] { launch.state.rollback?.incidentLengths.map(\.name) ?? [] }

    @Test func whatResolvedAndFiresAgainSaysSoAtOnce() {
        var launch = firing
        launch.pass(.seconds(20))
        change(&launch, to: .resolved, at: "0.005")
        launch.pass(.seconds(20))
        change(&launch, to: .firing, at: "0.12")
        #expect(launch.verdict() == Verdict(.rollbackFailed, reason: "error rate fires again 40s after the rollback: 12% > 5%"))
    }

    @Test func whatFiresForTheFirstTimeAfterwardsIsWaitedForToo() {
        var launch = LaunchSandbox()
        launch.perform(.rollback(reason: "a feeling", trigger: nil, runID: "r1"))
        launch.append([.runFinished(run: "r1", outcome: .done, reason: "verified")])
        launch.pass(.seconds(5))
        change(&launch, to: .firing, at: "0.09")
        #expect(launch.verdict() == Verdict(.rolledBack, reason: "waiting for error rate to recover: 9% > 5%; verified"))
        launch.pass(.seconds(600))
        #expect(launch.verdict().word == .rollbackFailed)
    }

    /// What whoever waits for it is told: whom for and how long at most.
    @Test func whoeverWaitsKnowsForWhatAndHowLong() throws {
        var launch = firing
        launch.pass(.seconds(9))
        func standing() throws -> Recovery.Standing {
            Recovery(plan: launch.plan, state: launch.state, live: launch.live, now: launch.now.wall).standing(
                of: try #require(launch.state.rollback))
        }
        let trigger = launch.plan.triggers[0]
        #expect(try standing() == .waiting([trigger], .seconds(301)))
        launch.pass(.seconds(301))
        #expect(try standing() == .failed(trigger))
        change(&launch, to: .resolved, at: "0.005")
        #expect(try standing() == .recovered)
    }

    private func tick(_ launch: inout LaunchSandbox) -> [LaunchEvent] {
        var judge = Judge(plan: launch.plan, state: launch.state, live: launch.live, now: launch.now)
        let events = judge.tick(launch.state, launch.now).events.filter { if case .recoveryFailed = $0 { true } else { false } }
        launch.append(events)
        return events
    }

    /// An engine that starts again knows from the records what was told.
    @Test func thatItDidNotHelpIsRecordedOnceAndOnceMoreWhereItFiresAgain() {
        var launch = firing
        #expect(tick(&launch).isEmpty)
        launch.pass(.seconds(310))
        let failed = tick(&launch)
        #expect(
            failed.map { RecordPhrase(plan: launch.plan).text($0) } == [
                "ROLLBACK FAILED: error rate still fires 5m10s after the rollback: 9% > 5%"
            ])
        #expect(failed.first.flatMap { NoticeKind($0, in: launch.state) } == .rollback)
        launch.pass(.seconds(60))
        #expect(tick(&launch).isEmpty)
        change(&launch, to: .resolved, at: "0.005")
        #expect(tick(&launch).isEmpty)
        change(&launch, to: .firing, at: "0.12")
        #expect(tick(&launch).map(\.uniqueKey) == ["recovery/r1/again/errors"])
        #expect(tick(&launch).isEmpty)
    }

    @Test func whatWasReleasedOrAcknowledgedHasNotFailed() {
        var launch = firing
        launch.pass(.seconds(310))
        var released = launch
        released.perform(.release(reason: "looked at it"))
        #expect(tick(&released).isEmpty)
        launch.perform(.acknowledge(trigger: "errors", reason: "known"), by: PlanSample.li)
        #expect(tick(&launch).isEmpty)
    }

    @Test func anAcknowledgedTriggerFailsNothingButIsNotHidden() {
        var launch = firing
        launch.pass(.seconds(600))
        launch.perform(.acknowledge(trigger: "errors", reason: "known"), by: PlanSample.li)
        #expect(launch.verdict() == Verdict(.rolledBack, reason: "exit 0; error rate still fires: 9% > 5%, acknowledged by li"))
    }

    @Test func aShadowTriggerDecidesNothing() {
        var launch = firing
        launch.plan.triggers[0].action = .watch
        launch.pass(.seconds(600))
        #expect(launch.verdict() == Verdict(.rolledBack, reason: "exit 0"))
    }

    @Test func withoutNewDataNobodyWaitsForItToRecover() {
        var launch = firing
        launch.live.triggers["errors"]?.reason = "newest measurement is stale"
        #expect(
            launch.verdict().reason == "waiting for newer data of error rate, which fired: 9% > 5% when last measured; exit 0")
    }

    @Test(arguments: [
        ("1", 120), ("rate(errors[10m])", 610), ("max_over_time(rate(e[1m])[5m:30s]) / x[20m]", 1210), ("x{a=\"[\"}", 120), ("y[2d]", 3600),
    ])
    func aQueryOverMinutesIsGivenThem(query: String, seconds: Int) {
        var plan = PlanSample.plan
        plan.metrics[0].source = .prometheus(url: "http://127.0.0.1:1", query: query)
        #expect(Recovery.patience(plan.triggers[0], plan) == .seconds(seconds))
    }

    @Test func aCountedHoldIsGivenItsMeasurements() {
        var plan = PlanSample.plan
        plan.metrics[0].source = .scrape(url: "", metric: "", labels: [:])
        plan.metrics[0].every = .seconds(30)
        plan.triggers[0].hold = .of(breaches: 3, measurements: 10)
        #expect(Recovery.patience(plan.triggers[0], plan) == .seconds(300))
    }
}
