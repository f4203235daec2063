extension Run {
    /// The step whose command waits in a terminal of its own now, and its attempt; nil where none does.
    public var terminal: (step: Int, attempt: Int)? {
        guard state == .running || state == .interrupted, let current, steps.indices.contains(current) else { return nil }
        let progress = steps[current]
        guard progress.step.isInteractive, progress.startedAt != nil, progress.outcome == nil else { return nil }
        return (current, progress.attempt)
    }
}
