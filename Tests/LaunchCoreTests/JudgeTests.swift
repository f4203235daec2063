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

    /// Whatever became of the others, the launch is rolled back then.
    @Test(arguments: ["held", "acknowledged", "acknowledged itself"])
    func theVerdictSpeaksForTheCountdownThatRuns(other: String) {
        var launch = LaunchFixture.firing
        launch.plan.triggers[1].action = .rollback
        launch.record(.triggerChanged(trigger: "slow", state: .firing, evidence: []), by: LaunchFixture.engine)
        launch.record(.countdownStarted(trigger: "slow", length: 20_000), by: LaunchFixture.engine)
        launch.pass(.seconds(5))
        func reason() -> String {
            let verdict = Verdict.judge(plan: launch.plan, state: launch.state, live: launch.live, engineAlive: true, now: launch.now)
            return "\(verdict.word.rawValue): \(verdict.reason)"
        }
        #expect(reason() == "ROLL BACK?: p95 5.2s > 5s and 1 more; rolls back by itself in 15s", "the nearest one")
        #expect(launch.state.triggerToAnswer(of: launch.plan)?.id == "slow")
        switch other {
        case "held": launch.record(.countdownHeld(trigger: "slow", reason: "known"), by: LaunchFixture.dana)
        case "acknowledged": launch.record(.triggerAcknowledged(trigger: "errors", reason: "known"), by: LaunchFixture.dana)
        default: launch.record(.triggerAcknowledged(trigger: "slow", reason: "known"), by: LaunchFixture.dana)
        }
        #expect(reason().hasSuffix(other == "held" ? "and 1 more; rolls back by itself in 22s" : "and 1 more; rolls back by itself in 15s"))
        #expect(launch.state.runningCountdowns(of: launch.plan).map(\.trigger.id) == (other == "held" ? ["errors"] : ["slow", "errors"]))
        launch.record(.countdownHeld(trigger: "errors", reason: "known"), by: LaunchFixture.dana)
        if other == "held" { #expect(reason().hasSuffix("automatic rollback held by dana")) }
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

    /// A log that nobody can read counts like any other source, and so does the trigger that waits for it.
    @Test(arguments: [true, false]) func aWindowWhoseTriggerHasNoDataIsInconclusive(isCounted: Bool) {
        var launch = Self.deployed()
        let source = Metric.Source.log(name: "app", matches: "x", of: nil, over: .seconds(60), measure: .count)
        launch.plan.services[0].every = .seconds(1)
        launch.plan.metrics.append(
            Metric(name: "errors_logged", source: source, every: .seconds(isCounted ? 1 : 60), location: PlanSample.location))
        var trigger = launch.plan.triggers[0]
        (trigger.id, trigger.text) = ("logged", "errors in the log")
        trigger.condition = Condition(
            metric: "errors_logged", comparison: .above, threshold: Quantity(base: Decimal(9), unit: .plain, text: "9"))
        if !isCounted { launch.plan.triggers.append(trigger) }
        var watch = Watch(launch)
        for _ in 0..<3610 { _ = watch.second() }
        let window = watch.launch.state.windows["hour-1"]
        #expect(window?.state == .inconclusive)
        #expect(watch.launch.state.windows["hour-1"]?.reason?.hasSuffix(isCounted ? "measurements were seen" : "has no data") == true)
    }

    /// Two minutes in which a count is taken anew, as after a change of engines; a log that cannot be read is a breach all the same.
    @Test(arguments: [(Failure.Kind.anew, TriggerState.unknown), (.missing, .firing)])
    func aCountBegunAnewIsNoBreachWhereMissingDataIs(kind: Failure.Kind, state: TriggerState) {
        var trigger = PlanSample.plan.triggers[0]
        trigger.noData = .breach
        var judge = TriggerJudge(trigger: trigger, staleAfter: .seconds(7), now: PlanSample.start)
        var now = PlanSample.start
        for _ in 0..<120 {
            now = now.advanced(by: .seconds(1))
            judge.observe(Measurement(metric: "error_rate", at: now, outcome: .failure(Failure(kind, "words"))), now: now)
            judge.tick(now)
        }
        #expect(judge.state == state)
    }

    @Test func anItemWithACheckTicksItselfOnceItsTurnHasCome() {
        var watch = Watch()
        _ = watch.second()
        #expect(watch.launch.state.items["answers"] == nil)
        watch.launch.perform(.tick(item: "ship", evidence: nil))
        _ = watch.second()
        #expect(watch.launch.state.items["answers"]?.evidence == "backend up, 80ms")
    }

    @Test func anEpisodeActsOnceAlsoAcrossARestart() {
        var watch = Watch()
        for _ in 0...12 { _ = watch.second(errorRate: "8%") }
        let request = LaunchEvent.runRequested(
            run: "r", work: .rollback(number: 1, trigger: "errors"), steps: [], reason: "automatic", evidence: [])
        watch.launch.append([request, .runFinished(run: "r", outcome: .done, reason: "verified"), .launchReleased(reason: "a fix")])
        watch.judge = Judge(plan: watch.launch.plan, state: watch.launch.state, live: watch.launch.live, now: watch.launch.now)
        var commands: [LaunchCommand] = []
        for _ in 0..<60 { commands += watch.second(errorRate: "8%") }
        #expect(commands.isEmpty)
    }

    @Test func whoHoldsInTheLastMomentIsHeard() {
        var watch = Watch()
        for _ in 0...12 { _ = watch.second(errorRate: "8%") }
        watch.launch.perform(.holdCountdown(trigger: "errors", reason: "a known batch job"), by: PlanSample.li)
        // The engine had decided before it read the record.
        let refusal = watch.launch.perform(.rollback(reason: "automatic", trigger: "errors", runID: "r"), by: PlanSample.engine)
        #expect(refusal?.text.contains("held by li") == true)
        #expect(watch.launch.perform(.rollback(reason: "by hand", trigger: "errors", runID: "r"), by: PlanSample.dana) == nil)
    }

    @Test func aTriggerThatFiredLongAgoDoesNotFailAWindow() {
        var launch = Self.deployed()
        launch.append([.triggerChanged(trigger: "errors", state: .firing, evidence: [])])
        launch.pass(.seconds(60))
        launch.append([.triggerChanged(trigger: "errors", state: .resolved, evidence: [])])
        launch.pass(.seconds(60))
        var watch = Watch(launch)
        for _ in 0..<3610 { _ = watch.second() }
        #expect(watch.launch.state.windows["hour-1"]?.state == .passed)
    }

    @Test func aTriggerThatFiredInAWindowFailsIt() {
        var watch = Watch(Self.deployed())
        for second in 0..<3610 { _ = watch.second(errorRate: (100..<120).contains(second) ? "8%" : "1%") }
        let window = watch.launch.state.windows["hour-1"]
        #expect(window?.state == .failed)
        #expect(window?.reason == "error rate fired")
    }

    @Test func theWarmUpCountsFromTheStartOfTheWindow() {
        var launch = LaunchSandbox()
        launch.plan.triggers[0].warmup = .seconds(60)
        launch.plan.triggers[0].hold = .none
        var watch = Watch(launch)
        for _ in 0..<70 { _ = watch.second() }
        watch.launch.perform(.openWindow("hour-1"))
        for _ in 0..<58 { _ = watch.second(errorRate: "8%") }
        #expect(watch.launch.state.triggers["errors"]?.state == .inactive)
        for _ in 0..<4 { _ = watch.second(errorRate: "8%") }
        #expect(watch.launch.state.triggers["errors"]?.state == .firing)
    }

    @Test func aClockThatIsSetFiresAndClearsNothing() {
        for step in [Duration.seconds(7200), .seconds(-7200)] {
            var watch = Watch()
            for _ in 0..<5 { _ = watch.second(errorRate: "8%") }
            #expect(watch.launch.state.triggers["errors"]?.state == .pending)
            watch.launch.now.wall = watch.launch.now.wall + step
            for _ in 0..<4 { _ = watch.second(errorRate: "8%") }
            #expect(watch.launch.state.triggers["errors"]?.state == .pending)
            for _ in 0..<4 { _ = watch.second(errorRate: "8%") }
            #expect(watch.launch.state.triggers["errors"]?.state == .firing)
            watch.launch.now.wall = watch.launch.now.wall + step
            var commands: [LaunchCommand] = []
            for _ in 0..<20 { commands += watch.second(errorRate: "8%") }
            #expect(commands.isEmpty, "the countdown of 30 s has 10 s left")
            for _ in 0..<20 { commands += watch.second(errorRate: "8%") }
            #expect(commands.count == 1)
            #expect(watch.launch.state.services["backend"]?.state == .up)
        }
    }

    @Test func aMachineThatSleptFiresAndClearsNothing() {
        var watch = Watch()
        for _ in 0..<5 { _ = watch.second(errorRate: "8%") }
        // The steady clock stood still for an hour.
        watch.launch.now.wall = watch.launch.now.wall + .seconds(3600)
        let output = watch.judge.tick(watch.launch.state, watch.launch.now)
        #expect(output.events.isEmpty && output.commands.isEmpty)
        _ = watch.second(errorRate: "8%")
        #expect(watch.launch.state.triggers["errors"]?.state == .pending)
    }

    @Test func quietTicksHaveNothingToTell() {
        var watch = Watch()
        for _ in 0..<5 { _ = watch.second() }
        watch.launch.pass(.milliseconds(200))
        _ = watch.judge.tick(watch.launch.state, watch.launch.now)
        #expect(watch.judge.takeReadings(watch.launch.state, watch.launch.now).isEmpty)
    }

    @Test func aRestartedJudgeKeepsCurvesAndFailuresInARow() {
        var watch = Watch()
        _ = watch.second()
        for number in 2...3 { _ = watch.second(failing: true, errorRate: "\(number)%") }
        watch.judge = Judge(plan: watch.launch.plan, state: watch.launch.state, live: watch.launch.live, now: watch.launch.now)
        _ = watch.second(failing: true, errorRate: "4%")
        #expect(watch.launch.state.services["backend"]?.state == .down)
        #expect(watch.launch.live.services["backend"]?.recent == [80, nil, nil, nil])
        #expect(watch.launch.live.metrics["error_rate"]?.recent.count == 4)
    }

    @Test func criteriaAndGoalsAreJudgedOnceAtTheEndOfAWindowAndOfTheLaunch() {
        var launch = Self.deployed()
        let condition = { (text: String) in
            Condition(
                metric: "error_rate", comparison: .below, threshold: Quantity(text: text) ?? Quantity(base: .zero, unit: .plain, text: ""))
        }
        launch.plan.criteria = [
            Criterion(text: "error_rate < 2%", condition: condition("2%"), location: PlanSample.location),
            Criterion(text: "No rollback", location: PlanSample.location),
            Criterion(text: "Users are happy", location: PlanSample.location),
        ]
        launch.plan.goals = [
            Goal(name: "Half the errors", metric: "error_rate", condition: condition("0.5%"), location: PlanSample.location)
        ]
        var watch = Watch(launch)
        for _ in 0..<3610 { _ = watch.second() }
        watch.launch.perform(.finish(reason: "all is well"))
        for _ in 0..<3 { _ = watch.second(errorRate: "3%") }
        let outcomes = watch.launch.state.outcomes
        #expect(outcomes.map(\.window) == ["hour-1", nil])
        #expect(outcomes.first?.criteria.map(\.met) == [true, true, nil])
        #expect(outcomes.first?.goals == [Judgement(text: "Half the errors", met: false, value: Decimal(text: "0.01"))])
        #expect(outcomes.first?.evidence.map(\.value) == [Decimal(text: "0.01")])
        #expect(outcomes.last?.criteria.first?.met == false)
        #expect(watch.launch.plan.criteriaJudged(watch.launch.state, LiveState(), watch.launch.now).first?.reason == "not measured")
    }

    @Test func theVersionThatAnswersIsRecordedOnceItStays() {
        var launch = LaunchSandbox()
        var judge = Judge(plan: launch.plan, state: launch.state, now: launch.now)
        for version in ["v1", "v1", "v1", "v2", "v1", "v2", "v2", "v2", "v2", "v1", "v1", "v1"] {
            launch.pass(.seconds(1))
            let probe = ProbeResult(service: "backend", at: launch.now, latency: .milliseconds(8), version: version)
            launch.append(judge.observe(probe, in: launch.state).events)
        }
        #expect(launch.state.versions[.service("backend")]?.map(\.version) == ["v1", "v2", "v1"])
    }

    @Test func whatNobodyWatchedIsMissingFromAWindow() {
        var watch = Watch(Self.deployed())
        for _ in 0..<600 { _ = watch.second() }
        let before = watch.launch.live.windows["hour-1"]
        // The engine dies; another one starts twenty minutes later.
        watch.launch.pass(.seconds(1200))
        watch.judge = Judge(plan: watch.launch.plan, state: watch.launch.state, live: watch.launch.live, now: watch.launch.now)
        for _ in 0..<5 { _ = watch.second() }
        let after = watch.launch.live.windows["hour-1"]
        #expect((after?.expected ?? 0) - (before?.expected ?? 0) >= 240)
        #expect((after?.seen ?? 0) - (before?.seen ?? 0) <= 10)
    }

    private static func deployed() -> LaunchSandbox {
        var launch = LaunchSandbox()
        for item in ["announce", "migrate", "ship"] { launch.perform(.tick(item: item, evidence: nil)) }
        for actor in [PlanSample.dana, PlanSample.li] { launch.perform(.decide(decision: "go", go: true, reason: nil), by: actor) }
        return launch
    }
}
