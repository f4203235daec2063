import LaunchCore

/// What somebody who looks elsewhere must be fetched back for, each event once. A value: snapshots in, sentences out.
public struct Alarms: Sendable {
    private var told: Set<String>

    /// - Parameter snapshot: what the operator sees when he opens the console, and need not be told.
    public init(after snapshot: Snapshot) { told = Set(Self.events(snapshot).map(\.key)) }

    /// What has come about since the last time, the most urgent first.
    public mutating func news(_ snapshot: Snapshot) -> [String] {
        let events = Self.events(snapshot)
        let fresh = events.filter { !told.contains($0.key) }
        // What is over may come about again.
        told = Set(events.map(\.key))
        // One thing, one notification: what fires and with it asks for the rollback is told as that.
        let asks = fresh.contains { $0.isVerdict }
        return fresh.filter { $0.isVerdict || !($0.isPartOfVerdict && asks) }.map(\.text)
    }

    private struct Event {
        let key: String
        let text: String
        var isVerdict = false
        var isPartOfVerdict = false
    }

    private static func events(_ snapshot: Snapshot) -> [Event] { verdict(snapshot) + firing(snapshot) + decisions(snapshot) }

    private static func verdict(_ snapshot: Snapshot) -> [Event] {
        let word = snapshot.verdict.word
        guard word == .rollBackProposed || word == .rollbackFailed else { return [] }
        return [Event(key: word.rawValue, text: "\(word.sign.glyph) \(word.rawValue) \(snapshot.verdict.reason)", isVerdict: true)]
    }

    private static func firing(_ snapshot: Snapshot) -> [Event] {
        snapshot.plan.triggers.compactMap { trigger in
            guard let status = snapshot.state.triggers[trigger.id], status.state == .firing else { return nil }
            let view = TriggerView(trigger, snapshot)
            let measured = view.measured.text.split(separator: " ").joined(separator: " ")
            return Event(
                key: "trigger \(trigger.id) \(status.since.milliseconds)", text: "▲ \(trigger.text) FIRES \(measured)",
                isPartOfVerdict: trigger.action != .watch)
        }
    }

    /// The decision of a phase in which nothing is left to do.
    private static func decisions(_ snapshot: Snapshot) -> [Event] {
        guard snapshot.state.finished == nil else { return [] }
        return snapshot.plan.phases.flatMap { phase -> [Event] in
            guard !phase.decisions.isEmpty, !phase.items.isEmpty, snapshot.state.areSettled(phase.items) else { return [] }
            return phase.decisions.filter { snapshot.state.answer(to: $0) == nil }.map {
                Event(key: "decision \($0.id)", text: "◇ waits for a decision: \($0.title)")
            }
        }
    }
}
