import LaunchCore

/// Moments of a launch that screens must show well.
extension LaunchFixture {
    /// The console is open, nothing is done yet.
    public static var preparing: LaunchFixture {
        var launch = LaunchFixture()
        launch.begin()
        launch.verdict = Verdict(.preparing, reason: "nothing is done yet")
        return launch
    }

    /// 42 minutes in: deploying, everything well.
    public static var go: LaunchFixture {
        var launch = preparing
        launch.record(.itemTicked(item: "announce", text: "Announce in the channel", evidence: nil))
        launch.pass(.seconds(120))
        launch.record(.itemSkipped(item: "freeze", reason: "frozen since Friday"), by: li)
        launch.pass(.seconds(600))
        launch.record(.itemTicked(item: "purge", text: "Purge the cache", evidence: "exit 0 in 2s"), by: li)
        launch.pass(.seconds(60))
        launch.record(.decisionMade(decision: "approval", go: true, reason: nil), by: li)
        launch.record(.windowOpened(window: "hour-1", length: 3_600_000), by: engine)
        launch.pass(.seconds(1000))
        launch.record(
            .checkpointConfirmed(window: "hour-1", index: 1, note: nil), .checkpointConfirmed(window: "hour-1", index: 2, note: nil))
        launch.record(.checkpointMissed(window: "hour-1", index: 3), by: engine)
        launch.pass(.seconds(757))
        launch.record(.checkpointConfirmed(window: "hour-1", index: 4, note: nil))
        launch.verdict = Verdict(.go, reason: "2 triggers quiet, 1 UNWATCHED", oldestInput: .seconds(3))
        launch.measure()
        launch.logs = [backendLog, LogTail(name: "nginx", status: "waiting for the command to answer", isFollowing: false)]
        return launch
    }

    /// The error rate is above its threshold and the rollback starts by itself in 27 seconds.
    public static var firing: LaunchFixture {
        var launch = go
        fire(&launch)
        return launch
    }

    /// The same trigger fires, and leaves it to the operators to roll back.
    public static var firingWithoutCountdown: LaunchFixture {
        var launch = go
        if let index = launch.plan.triggers.firstIndex(where: { $0.id == "errors" }) { launch.plan.triggers[index].action = .propose }
        fire(&launch)
        return launch
    }

    private static func fire(_ launch: inout LaunchFixture) {
        let evidence = Evidence(metric: "error_rate", at: launch.now.wall, value: Decimal(significand: 72, exponent: -3))
        launch.record(.triggerChanged(trigger: "errors", state: .firing, evidence: [evidence]), by: engine)
        if launch.plan.trigger("errors")?.action == .rollback {
            launch.record(.countdownStarted(trigger: "errors", length: 30_000), by: engine)
        }
        launch.live.metrics["error_rate"]?.value = Decimal(significand: 72, exponent: -3)
        launch.live.metrics["error_rate"]?.recent = [0.012, 0.013, 0.02, 0.051, 0.06, 0.066, 0.072]
        launch.live.triggers["errors"] = TriggerReading(
            at: launch.now.wall, state: .firing, value: Decimal(significand: 72, exponent: -3))
        launch.pass(.seconds(3))
        launch.verdict = Verdict(.rollBackProposed, reason: "Error rate 7.2% > 5% for 2m", oldestInput: .seconds(3))
    }

    /// Li asked for a rollback that two must want.
    public static var askedByLi: LaunchFixture {
        var launch = go
        launch.plan.rollback?.approvals = 2
        launch.record(.rollbackAsked(reason: "checkout is broken", trigger: nil, length: 300_000), by: li)
        launch.pass(.seconds(48))
        return launch
    }

    /// The rollback is at its second step.
    public static var rollingBack: LaunchFixture {
        var launch = firing
        let steps = (launch.plan.rollback?.steps ?? []).map { RunStep($0) }
        launch.record(
            .runRequested(
                run: "r1", work: .rollback(number: 1, trigger: "errors"), steps: steps, reason: "Error rate 7.2% > 5%", evidence: []))
        launch.record(.runStarted(run: "r1", pid: 5001, host: "bastion"), .stepStarted(run: "r1", step: 0, attempt: 1), by: runner)
        launch.pass(.seconds(4))
        launch.record(
            .stepFinished(run: "r1", step: 0, attempt: 1, outcome: .exit(code: 0), took: 4000, outputBytes: 120, outputHash: nil),
            .stepStarted(run: "r1", step: 1, attempt: 1), by: runner)
        launch.pass(.seconds(8))
        launch.runOutput["r1/1"] = LogTail(name: "step 2", lines: [LogLine("Stopping pam.service..."), LogLine("Starting pam.service...")])
        launch.verdict = Verdict(.rollingBack, reason: "step 2 of 3: systemctl restart pam", oldestInput: .seconds(1))
        return launch
    }

    public static var interrupted: LaunchFixture {
        var launch = rollingBack
        launch.record(.runInterrupted(run: "r1", step: 1, reason: "its process 5001 is gone"), by: engine)
        launch.verdict = Verdict(.rollingBack, reason: "INTERRUPTED at step 2 of 3")
        return launch
    }

    public static var rollbackFailed: LaunchFixture {
        var launch = rollingBack
        launch.record(
            .stepFinished(run: "r1", step: 1, attempt: 2, outcome: .exit(code: 5), took: 9000, outputBytes: 60, outputHash: nil),
            .runFinished(run: "r1", outcome: .failed, reason: "step 2 failed with exit 5"), by: runner)
        launch.verdict = Verdict(.rollbackFailed, reason: "step 2 failed with exit 5")
        return launch
    }

    public static var rolledBack: LaunchFixture {
        var launch = rollingBack
        launch.record(
            .stepFinished(run: "r1", step: 1, attempt: 1, outcome: .exit(code: 0), took: 9000, outputBytes: 60, outputHash: nil),
            .stepStarted(run: "r1", step: 2, attempt: 1),
            .stepFinished(
                run: "r1", step: 2, attempt: 1, outcome: .verified(evidence: "backend up since 14:43"), took: 12000, outputBytes: 0,
                outputHash: nil),
            .runFinished(run: "r1", outcome: .done, reason: "verified"), by: runner)
        launch.verdict = Verdict(.rolledBack, reason: "verified: backend is up")
        return launch
    }

    public static var nobodyWatching: LaunchFixture {
        var launch = go
        launch.record(.engineStopped(reason: "killed"), by: engine)
        launch.engine = EngineStatus(alive: false)
        launch.pass(.seconds(60))
        launch.verdict = Verdict(.hold, reason: "nobody is watching", oldestInput: .seconds(62))
        return launch
    }

    public static var complete: LaunchFixture {
        var launch = go
        launch.record(.launchFinished(reason: "all windows passed"))
        launch.engine = EngineStatus(alive: false)
        launch.verdict = Verdict(.complete, reason: "all windows passed")
        return launch
    }

    /// Readings of a good moment, with one service down and one trigger pending.
    public mutating func measure() {
        let at = now.wall - .seconds(2)
        live.services["backend"] = ServiceReading(
            at: at, state: .up, latency: 84, version: "v1.5.0", recent: [80, 95, 81, 84, 120, 84], staleAfter: 12_000)
        live.services["db"] = ServiceReading(
            at: at + .seconds(1), state: .degraded, reason: "slow: 812ms, wanted 500ms", latency: 812, recent: [300, 500, 800, 812],
            staleAfter: 12_000)
        live.services["cache"] = ServiceReading(
            at: at, state: .down, reason: "connection refused", latency: 1, failuresInRow: 4, recent: [4, 5, nil, nil, nil, nil],
            staleAfter: 12_000)
        live.deployments["backend"] = DeploymentReading(
            deployment: "backend", at: at, status: "rolling", version: "v1.5.0", progress: 0.7, updated: at - .seconds(3))
        live.metrics["error_rate"] = MetricReading(
            at: at, value: Decimal(significand: 12, exponent: -3), recent: [0.01, 0.012, 0.011, 0.012], staleAfter: 12_000)
        live.metrics["p95"] = MetricReading(
            at: at, value: Decimal(significand: 52, exponent: -1), recent: [3, 4, 5.1, 5.2], staleAfter: 12_000)
        live.metrics["cache_hit"] = MetricReading(
            at: at, value: Decimal(significand: 38, exponent: -2), recent: [0.3, 0.35, 0.38], staleAfter: 12_000)
        live.triggers["errors"] = TriggerReading(at: at, state: .inactive, value: Decimal(significand: 12, exponent: -3))
        live.triggers["slow"] = TriggerReading(
            at: at, state: .pending, value: Decimal(significand: 52, exponent: -1), breaches: 2, outOf: 3)
        live.triggers["breach"] = TriggerReading(at: at, state: .inactive, value: .zero)
        live.windows["hour-1"] = WindowReading(seen: 340, expected: 352)
    }

    public static var backendLog: LogTail {
        var lines = (1...30).map { LogLine("14:41:\(10 + $0) INFO  request \($0) served in 81 ms", severity: .info) }
        lines[26] = LogLine("14:41:37 ERROR upstream timed out while reading the answer of the payment gateway", severity: .error)
        lines[27] = LogLine("rotated: backend.log is now backend.log.1", isMarker: true)
        return LogTail(name: "backend", lines: lines, total: 4030, errors: 3, perSecond: 214)
    }
}
