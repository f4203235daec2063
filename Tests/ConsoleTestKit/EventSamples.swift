import LaunchCore

/// One of every kind of event, with every field filled.
public enum EventSamples {
    private static let evidence = [
        Evidence(metric: "error_rate", at: PlanSample.start.wall, value: Decimal(text: "0.062")),
        Evidence(metric: "p95", at: PlanSample.start.wall, value: nil, failure: "timeout"),
    ]
    private static let step = RunStep(
        kind: .verifyCondition, text: "error_rate < 1%",
        condition: Quantity(text: "1%").map { Condition(metric: "error_rate", comparison: .below, threshold: $0) }, host: "deploy@web1",
        timeout: 120_000, retries: 2, idempotent: true, irreversible: true)

    public static let all: [LaunchEvent] = [
        .launchBegan(name: "Shop v2 \"Ü\" / \n", id: "shop-v2", from: "v1", to: "v2", digest: "abc"),
        .planAccepted(digest: "def"), .launchHeld(reason: "wait"), .launchReleased(reason: "on"), .noteAdded(text: "\u{1B}[31m ↯"),
        .engineStarted(pid: 4711, host: "here"), .engineStopped(reason: "done"),
        .notificationFailed(notification: "./notify.sh", reason: "exit 1"), .notificationRecovered(notification: "./notify.sh"),
        .itemTicked(item: "deploy/ship", text: "Ship it", evidence: "exit 0"), .itemUnticked(item: "deploy/ship", reason: nil),
        .itemSkipped(item: "deploy/ship", reason: "not needed"), .decisionMade(decision: "go", go: false, reason: "red"),
        .serviceChanged(service: "backend", state: .down, reason: "connection refused"),
        .deploymentChanged(deployment: "web", status: "rolling", version: "v2", reason: "70%"),
        .versionAnswers(service: "backend", version: "v2"),
        .metricDeclared(metric: "breach", reason: "seen"),
        .triggerChanged(trigger: "errors", state: .firing, evidence: evidence), .triggerAcknowledged(trigger: "errors", reason: "known"),
        .countdownStarted(trigger: "errors", length: 30_000), .countdownHeld(trigger: "errors", reason: "false alarm"),
        .windowOpened(window: "hour-1", length: 3_600_000), .windowExtended(window: "hour-1", by: 60_000, reason: "slow"),
        .checkpointConfirmed(window: "hour-1", index: 1, note: "fine"), .checkpointMissed(window: "hour-1", index: 2),
        .windowClosed(window: "hour-1", verdict: .inconclusive, seen: 40, expected: 60, reason: "too few"),
        .rollbackAsked(reason: "errors", trigger: "errors", length: 300_000),
        .rollbackLapsed(by: "dana", reason: "errors"),
        .outcomeJudged(
            outcome: Outcome(
                window: "hour-1", criteria: [Judgement(text: "error_rate < 1%", met: true, value: Decimal(text: "0.004"))],
                goals: [Judgement(text: "Cache", met: nil, reason: "not measured")], evidence: evidence)),
        .runRequested(run: "r1", work: .rollback(number: 1, trigger: "errors"), steps: [step], reason: "errors", evidence: evidence),
        .runStarted(run: "r1", pid: 4712, host: "here"), .stepStarted(run: "r1", step: 0, attempt: 1),
        .stepFinished(
            run: "r1", step: 0, attempt: 1, outcome: .notVerified(reason: "2%"), took: 1200, outputBytes: 10, outputHash: "00ff"),
        .linkBroke(run: "r1", step: 0, host: "web1", reason: "web1: Connection refused", begun: true),
        .linkMended(run: "r1", step: 0, host: "web1"),
        .runInterrupted(run: "r1", step: 0, reason: "the runner died"), .runResumed(run: "r1", step: 0, choice: .retry),
        .runFinished(run: "r1", outcome: .failed, reason: "not verified"),
        .recoveryFailed(run: "r1", trigger: "errors", again: true, reason: "error rate fires again"),
        .launchFinished(reason: "rolled back"),
    ]
}
