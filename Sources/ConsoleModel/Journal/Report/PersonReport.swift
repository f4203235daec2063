import LaunchCore

/// What one operator did, counted.
public struct PersonReport: Hashable, Sendable {
    public var name: String
    public var host: String
    /// `12 ticked`, `1 rollback`; the kinds in a fixed order, those that did not happen left out.
    public var deeds: [String]
    public var firstAt: Moment
    public var lastAt: Moment

    /// Operators in the order of their first record.
    static func all(in records: [Record]) -> [PersonReport] {
        var order: [Actor] = []
        var byActor: [Actor: [Record]] = [:]
        for record in records where record.by.role == .operator {
            if byActor[record.by] == nil { order.append(record.by) }
            byActor[record.by, default: []].append(record)
        }
        return order.compactMap { actor in PersonReport(actor, byActor[actor] ?? []) }
    }

    private init?(_ actor: Actor, _ records: [Record]) {
        guard let first = records.first, let last = records.last else { return nil }
        name = Printable.text(actor.name, limit: 256)
        host = Printable.text(actor.host, limit: 256)
        firstAt = first.at
        lastAt = last.at
        var counts: [Deed: Int] = [:]
        for record in records { counts[Deed(record.event), default: 0] += 1 }
        deeds = Deed.allCases.compactMap { deed in counts[deed].map(deed.counted) }
    }

    private enum Deed: String, CaseIterable {
        case ticked, opened = "opened again", skipped, ran = "command", decided = "decision", acknowledged, held
        case checkpoint, asked = "rollback asked for", rollback, rehearsal, procedure, note, other = "other record"

        /// `12 ticked`, `1 decision`, `2 countdowns held`
        func counted(_ count: Int) -> String {
            switch self {
            case .ticked, .opened, .skipped, .acknowledged: "\(count) \(rawValue)"
            case .asked: count == 1 ? "1 rollback asked for" : "\(count) rollbacks asked for"
            case .held: count == 1 ? "1 countdown held" : "\(count) countdowns held"
            case .ran, .decided, .checkpoint, .rollback, .rehearsal, .procedure, .note, .other:
                count == 1 ? "1 \(rawValue)" : "\(count) \(rawValue)s"
            }
        }

        init(_ event: LaunchEvent) {
            self =
                switch event {
                case .itemTicked: .ticked
                case .itemUnticked: .opened
                case .itemSkipped: .skipped
                case .decisionMade: .decided
                case .triggerAcknowledged: .acknowledged
                case .countdownHeld: .held
                case .checkpointConfirmed: .checkpoint
                case .noteAdded: .note
                case .runRequested(_, .command, _, _, _): .ran
                case .rollbackAsked: .asked
                case .runRequested(_, .rollback, _, _, _): .rollback
                case .runRequested(_, .rehearsal, _, _, _): .rehearsal
                case .runRequested(_, .procedure, _, _, _): .procedure
                default: .other
                }
        }
    }
}
