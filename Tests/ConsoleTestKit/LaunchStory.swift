import LaunchCore

/// The records of a small launch that goes wrong and is rolled back: for tests of what is made of records.
public enum LaunchStory {
    private static let start = PlanSample.start.wall
    private static let runner = Actor(role: .runner, name: "runner", host: "here")

    private static func evidence(_ value: String, _ seconds: Int) -> Evidence {
        Evidence(metric: "error_rate", at: start + .seconds(seconds), value: Decimal(text: value))
    }

    /// Seconds since the launch began, who, and what.
    private static let steps: [(Int, Actor, LaunchEvent)] = [
        (0, PlanSample.dana, .launchBegan(name: "Shop v2", id: "shop-v2", from: "v1", to: "v2", digest: "abc")),
        (1, PlanSample.engine, .engineStarted(pid: 4711, host: "here")),
        (60, PlanSample.dana, .itemTicked(item: "announce", text: "Announce", evidence: nil)),
        (90, PlanSample.li, .itemSkipped(item: "migrate", reason: "no <schema> change | this time")),
        (100, PlanSample.dana, .decisionMade(decision: "go", go: true, reason: nil)),
        (110, PlanSample.li, .decisionMade(decision: "go", go: true, reason: "all green")),
        (120, PlanSample.engine, .windowOpened(window: "hour-1", length: 3_600_000)),
        (200, PlanSample.engine, .triggerChanged(trigger: "errors", state: .pending, evidence: [evidence("0.062", 200)])),
        (
            210, PlanSample.engine,
            .triggerChanged(trigger: "errors", state: .firing, evidence: [evidence("0.062", 200), evidence("0.083", 210)])
        ),
        (211, PlanSample.engine, .countdownStarted(trigger: "errors", length: 30_000)),
        (220, PlanSample.li, .noteAdded(text: "looks real, password hunter22")),
        (
            225, PlanSample.dana,
            .runRequested(
                run: "r1", work: .rollback(number: 1, trigger: "errors"), steps: PlanSample.plan.rollback?.steps.map { RunStep($0) } ?? [],
                reason: "error rate", evidence: [evidence("0.083", 210)])
        ),
        (226, runner, .runStarted(run: "r1", pid: 4712, host: "here")), (226, runner, .stepStarted(run: "r1", step: 0, attempt: 1)),
        (
            228, runner,
            .stepFinished(run: "r1", step: 0, attempt: 1, outcome: .exit(code: 0), took: 2100, outputBytes: 10, outputHash: "00ff")
        ),
        (228, runner, .stepStarted(run: "r1", step: 1, attempt: 1)),
        (
            260, runner,
            .stepFinished(
                run: "r1", step: 1, attempt: 1, outcome: .verified(evidence: "backend up, 81ms"), took: 32_000, outputBytes: 0,
                outputHash: nil)
        ),
        (260, runner, .runFinished(run: "r1", outcome: .done, reason: "verified")),
        (290, PlanSample.engine, .triggerChanged(trigger: "errors", state: .resolved, evidence: [evidence("0.004", 290)])),
    ]

    public static var records: [Record] {
        steps.enumerated().map { index, step in
            Record(seq: Int64(index + 1), at: start + .seconds(step.0), by: step.1, event: step.2, hash: "hash \(index + 1)")
        }
    }
}
