/// What can be answered to an interruption, and what each answer does to the step the run stands at.
extension Run {
    /// `resume, retry, skip or abort`, without what would be refused.
    public var choicesText: String { resumeRefusal == nil ? "resume, retry, skip or abort" : "retry, skip or abort" }

    /// What resuming does to this very step.
    public var resumeText: String {
        guard let current, steps.indices.contains(current) else { return "go on where it stands" }
        let progress = steps[current]
        guard progress.step.kind.isCommand else { return "go on with the step" }
        switch progress.outcome {
        case nil where progress.startedAt == nil: return "begin the step"
        case nil where progress.step.idempotent: return "read on where it stands; it runs again only if its end is lost"
        case nil: return "read on where it stands; it is not run twice"
        case .error?: return "begin the step; it has not run"
        case let outcome? where outcome.succeeded: return "go on with the next step"
        case _? where progress.step.idempotent: return "run the step again: it is idempotent"
        case let outcome?: return "take it as ended: it \(outcome.words)"
        }
    }
}
