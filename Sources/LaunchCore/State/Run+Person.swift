extension Run {
    /// The step under way or interrupted.
    public var currentStep: StepProgress? { current.flatMap { steps.indices.contains($0) ? steps[$0] : nil } }

    /// A step for a person is under way.
    public var waitsForPerson: Bool {
        guard let step = currentStep else { return false }
        return state == .running && step.step.kind == .manual && step.outcome == nil
    }
}
