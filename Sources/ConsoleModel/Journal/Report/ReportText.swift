import LaunchCore

/// Makes texts of records and plan fit to leave the program: printable, and without secrets.
struct ReportText: Sendable {
    let plan: Plan
    private let redactor: Redactor

    init(plan: Plan) {
        self.plan = plan
        redactor = Redactor(secrets: plan.secrets)
    }

    func clean(_ text: String) -> String { Printable.text(redactor.redact(text), limit: 4000) }

    /// A command keeps its lines.
    func cleanLines(_ text: String) -> String {
        redactor.redact(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map { Printable.text(String($0), limit: 4000) }.joined(separator: "\n")
    }

    /// A command to paste is whole, with its tabs.
    func cleanPasted(_ text: String) -> String { Printable.pasted(redactor.redact(text)) }

    /// A secret is not found any more once its bytes are escaped for a shell.
    func clean(_ run: Run) -> Run {
        var run = run
        for index in run.steps.indices { run.steps[index].step.text = redactor.redact(run.steps[index].step.text) }
        return run
    }

    func phrase(_ record: Record, _ state: LaunchState) -> String { clean(RecordPhrase(plan: plan, state: state).text(record)) }

    func trigger(_ id: String) -> String { clean(plan.trigger(id)?.text ?? id) }

    /// `error_rate 8.3%`, or why there was no value.
    func evidence(_ evidence: Evidence, trigger id: String) -> String {
        guard let value = evidence.value else { return clean("\(evidence.metric): \(evidence.failure ?? "no data")") }
        let unit = plan.trigger(id)?.condition?.threshold.unit ?? plan.metric(evidence.metric)?.unit ?? .plain
        return clean("\(evidence.metric) \(unit.display(value))")
    }
}
