import ConsoleTestKit
import LaunchCore
import Testing

/// The whole judge on the sample plan: what it records and what it asks for.
@Suite struct JudgeTests {
    struct Watch {
        var launch = LaunchSandbox()
        var judge: Judge

        init(_ launch: LaunchSandbox = LaunchSandbox()) {
            self.launch = launch
            judge = Judge(plan: launch.plan, state: launch.state, now: launch.now)
        }

        /// One second of watching: a probe, an error rate, a look at the clock.
        mutating func second(failing: Bool = false, errorRate: String = "1%") -> [LaunchCommand] {
            launch.pass(.seconds(1))
            let now = launch.now
            let probe = ProbeResult(
                service: "backend", at: now, latency: .milliseconds(80), failure: failing ? Failure(.refused, "connection refused") : nil)
            var output = judge.observe(probe, in: launch.state)
            launch.append(output.events)
            let value = Quantity(text: errorRate)?.base ?? .zero
            output = judge.observe(Measurement(metric: "error_rate", at: now, outcome: .value(value)), in: launch.state, now: now)
            launch.append(output.events)
            output = judge.tick(launch.state, now)
            launch.append(output.events)
            launch.live.merge(judge.takeReadings(launch.state, now))
            return output.commands
        }
    }

    @Test func aServiceIsDownAfterThreeFailuresInARowAndUpAfterTwoSuccesses() {
        var watch = Watch()
        _ = watch.second()
        #expect(watch.launch.state.services["backend"]?.state == .up)
        _ = watch.second(failing: true)
        _ = watch.second(failing: true)
        #expect(watch.launch.state.services["backend"]?.state == .up)
        _ = watch.second(failing: true)
        #expect(watch.launch.state.services["backend"]?.state == .down)
        #expect(watch.launch.state.services["backend"]?.reason == "connection refused")
        _ = watch.second()
        #expect(watch.launch.state.services["backend"]?.state == .down)
        _ = watch.second()
        #expect(watch.launch.state.services["backend"]?.state == .up)
    }

    @Test func silenceMakesAServiceUnknown() {
        var watch = Watch()
        _ = watch.second()
        watch.launch.pass(.seconds(13))
        watch.launch.append(watch.judge.tick(watch.launch.state, watch.launch.now).events)
        #expect(watch.launch.state.services["backend"]?.state == .unknown)
    }

    @Test func aTriggerThatHoldsStartsACountdownAndThenOneRollback() {
        var watch = Watch()
        _ = watch.second()
        for _ in 0...10 { #expect(watch.second(errorRate: "8%").isEmpty) }
        #expect(watch.launch.state.triggers["errors"]?.state == .firing)
        #expect(watch.launch.state.triggers["errors"]?.countdown != nil)
        #expect(watch.launch.verdict().word == .rollBackProposed)
        var commands: [LaunchCommand] = []
        for _ in 0..<40 { commands += watch.second(errorRate: "8%") }
        #expect(commands == [.rollback(reason: "automatic: error rate", trigger: "errors", runID: "")])
    }

    @Test func aHeldCountdownRollsNothingBack() {
        var watch = Watch()
        for _ in 0...12 { _ = watch.second(errorRate: "8%") }
        #expect(watch.launch.perform(.holdCountdown(trigger: "errors", reason: "a known batch job"), by: PlanSample.li) == nil)
        var commands: [LaunchCommand] = []
        for _ in 0..<60 { commands += watch.second(errorRate: "8%") }
        #expect(commands.isEmpty)
        #expect(watch.launch.verdict().reason.contains("held by li"))
    }

    @Test func aCountdownSurvivesARestartOfTheEngine() {
        var watch = Watch()
        for _ in 0...12 { _ = watch.second(errorRate: "8%") }
        watch.launch.pass(.seconds(5))
        watch.judge = Judge(plan: watch.launch.plan, state: watch.launch.state, live: watch.launch.live, now: watch.launch.now)
        var commands: [LaunchCommand] = []
        for _ in 0..<40 { commands += watch.second(errorRate: "8%") }
        #expect(commands.count == 1)
    }

    @Test func aTriggerThatResolvesDuringTheCountdownCancelsIt() {
        var watch = Watch()
        for _ in 0...12 { _ = watch.second(errorRate: "8%") }
        var commands: [LaunchCommand] = []
        for _ in 0..<60 { commands += watch.second(errorRate: "1%") }
        #expect(watch.launch.state.triggers["errors"]?.state == .resolved)
        #expect(commands.isEmpty)
    }

    @Test func theWindowOpensAfterItsPhaseMissesCheckpointsAndPasses() {
        var watch = Watch(Self.deployed())
        _ = watch.second()
        _ = watch.second()
        #expect(watch.launch.state.windows["hour-1"]?.state == .open)
        for second in 0..<3605 {
            _ = watch.second()
            if second == 310 { watch.launch.perform(.confirmCheckpoint(window: "hour-1", index: 1, note: nil)) }
        }
        let window = watch.launch.state.windows["hour-1"]
        #expect(window?.state == .passed)
        #expect(window?.checkpoints[1] == true)
        #expect(window?.checkpoints[2] == false)
        #expect(watch.launch.verdict().word == .complete)
    }

    @Test func aWindowOfWhichTooLittleWasSeenIsInconclusive() {
        var watch = Watch(Self.deployed())
        _ = watch.second()
        _ = watch.second()
        watch.launch.pass(.seconds(3600))
        for _ in 0..<3 { _ = watch.second() }
        #expect(watch.launch.state.windows["hour-1"]?.state == .inconclusive)
    }

    @Test func anItemWithACheckTicksItselfOnceItsTurnHasCome() {
        var watch = Watch()
        _ = watch.second()
        #expect(watch.launch.state.items["answers"] == nil)
        watch.launch.perform(.tick(item: "ship", evidence: nil))
        _ = watch.second()
        #expect(watch.launch.state.items["answers"]?.evidence == "backend up, 80ms")
    }

    private static func deployed() -> LaunchSandbox {
        var launch = LaunchSandbox()
        for item in ["announce", "migrate", "ship"] { launch.perform(.tick(item: item, evidence: nil)) }
        for actor in [PlanSample.dana, PlanSample.li] { launch.perform(.decide(decision: "go", go: true, reason: nil), by: actor) }
        return launch
    }
}
