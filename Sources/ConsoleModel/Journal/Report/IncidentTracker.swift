import LaunchCore

/// Finds the firing episodes in a stream of records.
struct IncidentTracker {
    private(set) var incidents: [Incident] = []
    private let text: ReportText
    /// Where the open episode of a trigger is in `incidents`.
    private var open: [String: Int] = [:]
    private var pendingSince: [String: Moment] = [:]

    init(text: ReportText) { self.text = text }

    /// - Parameter before: the state without this record.
    mutating func take(_ record: Record, before: LaunchState) {
        let who = text.clean(record.by.name)
        switch record.event {
        case .triggerChanged(let trigger, let state, let evidence):
            change(trigger, to: state, from: before.triggers[trigger]?.state, evidence, at: record.at)
        case .triggerAcknowledged(let trigger, let reason):
            let reason = text.clean(reason)
            with(open[trigger]) {
                $0.acknowledgedBy = who
                $0.acknowledgedAt = record.at
                $0.acknowledgement = reason
            }
        case .countdownHeld(let trigger, _): with(open[trigger]) { $0.countdownHeldBy = who }
        case .runRequested(let run, .rollback(_, let trigger), _, _, _):
            // A rollback that names no trigger answers whatever was firing first.
            with(trigger.map { open[$0] } ?? open.values.min()) {
                $0.rollback = run
                $0.requestedAt = record.at
            }
        case .runFinished(let run, let outcome, _):
            with(incidents.lastIndex { $0.rollback == run }) {
                $0.rolledBackAt = record.at
                $0.rollbackSucceeded = outcome == .done
            }
        default: break
        }
    }

    private mutating func with(_ index: Int?, _ change: (inout Incident) -> Void) {
        if let index { change(&incidents[index]) }
    }

    private mutating func change(
        _ trigger: String, to state: TriggerState, from old: TriggerState?, _ evidence: [Evidence], at: Moment
    ) {
        if state == .pending { pendingSince[trigger] = at }
        if state == .firing, old != .firing {
            let breach = old == .pending ? pendingSince[trigger] : evidence.map(\.at).min()
            open[trigger] = incidents.count
            incidents.append(
                Incident(
                    trigger: trigger, text: text.trigger(trigger),
                    condition: text.plan.trigger(trigger)?.condition.map { text.clean($0.text) },
                    evidence: evidence.map { text.evidence($0, trigger: trigger) }, breachedAt: min(breach ?? at, at), firedAt: at))
        } else if state != .firing, old == .firing {
            with(open.removeValue(forKey: trigger)) { $0.resolvedAt = at }
        }
    }
}
