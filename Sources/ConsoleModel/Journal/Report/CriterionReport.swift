import LaunchCore

/// A success criterion beside what the records know of it.
public struct CriterionReport: Hashable, Sendable {
    public var text: String
    /// Nil where the records cannot say: no measurement of its metric led to a record, or it is for a person.
    public var met: Bool?
    /// `error_rate 0.4% at the last record of it`
    public var evidence: String?

    /// A goal, which is judged only where something was measured at the end.
    init(_ goal: Goal, _ state: LaunchState, _ text: ReportText) {
        self.text = text.clean([goal.name, goal.target].compactMap(\.self).joined(separator: " "))
        guard let judged = state.outcomes.last?.goals.first(where: { $0.text == goal.name }), let value = judged.value else { return }
        met = judged.met
        let unit = goal.condition?.threshold.unit ?? .plain
        evidence = text.clean("\(goal.metric ?? goal.name) \(unit.display(value))")
    }

    init(_ criterion: Criterion, _ state: LaunchState, _ records: [Record], _ text: ReportText) {
        self.text = text.clean(criterion.text)
        let judged = state.outcomes.last?.criteria.first { $0.text == criterion.text }
        if let judged, let met = judged.met {
            self.met = met
            guard let condition = criterion.condition, let value = judged.value else { return }
            let when = state.outcomes.last?.window == nil ? "at the end" : "at the end of the window"
            evidence = text.clean("\(condition.metric) \(condition.threshold.unit.display(value)) \(when)")
        } else if let condition = criterion.condition {
            guard let last = records.lastEvidence(of: condition.metric), let value = last.value else { return }
            met = condition.isMet(by: value)
            evidence = text.clean("\(condition.metric) \(condition.threshold.unit.display(value)) when last recorded")
        } else if criterion.text.lowercased().contains("no rollback") {
            met = state.rollback == nil
            evidence = state.rollback.map { text.clean("rolled back by \($0.requestedBy.name)") }
        }
    }
}

extension [Record] {
    fileprivate func lastEvidence(of metric: String) -> Evidence? {
        for record in reversed() {
            let evidence: [Evidence] =
                switch record.event {
                case .triggerChanged(_, _, let evidence), .runRequested(_, _, _, _, let evidence): evidence
                default: []
                }
            if let found = evidence.last(where: { $0.metric == metric && $0.value != nil }) { return found }
        }
        return nil
    }
}
