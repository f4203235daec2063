extension Run {
    /// How it ended, in words. What an operator left out is not done: it is said, with the name.
    func conclusion(_ outcome: RunOutcome, _ reason: String) -> String {
        let skipped = steps.indices.filter { steps[$0].outcome?.isLeftOut ?? false }
        guard outcome == .done, !skipped.isEmpty else { return reason.decided(as: decided) }
        let left = skipped.map { index in
            "step \(index + 1) skipped" + (steps[index].skippedBy.map { " by \($0.name)" } ?? "")
        }
        let done = "\(steps.count - skipped.count) of \(steps.count) steps done, " + left.joined(separator: ", ")
        return reason.hasPrefix("verified") ? "\(done); \(reason)" : done
    }
}

extension StepOutcome {
    static let byHand = "done by hand"

    /// True where it was gone on without it; a step by hand that an operator says is done was not left out.
    public var isLeftOut: Bool { if case .skipped(let reason) = self { reason != Self.byHand } else { false } }

    /// With the name of whoever decided it and why, which the runner does not know.
    func decided(as decision: Statement?) -> StepOutcome {
        guard case .skipped(let reason) = self else { return self }
        return .skipped(reason: reason.decided(as: decision))
    }
}

extension String {
    /// `skipped by dana (no such host)`
    fileprivate func decided(as decision: Statement?) -> String {
        guard let decision else { return self }
        let why = decision.text.isEmpty ? "" : " (\(decision.text))"
        return replacing("by an operator", with: "by \(decision.by.name)\(why)")
    }
}
