import LaunchCore

/// What is new from one snapshot to the next, one line each: records as they are written, and what only a snapshot shows.
///
/// A value: the next snapshot in, lines out. While nothing changes nothing is said, but for a sign of life now and then.
public struct PlainNews: Sendable {
    private var seq: Int64
    private var facts: [String: PlainFact]
    private var saidAt: Duration

    /// How long nothing is said before the verdict is said once more.
    static let heartbeat: Duration = .seconds(60)

    /// - Parameter snapshot: what was told already, by `PlainSummary`.
    public init(after snapshot: Snapshot) {
        seq = snapshot.state.seq
        facts = [:]
        for fact in snapshot.plainFacts where !fact.isNewsAtFirst { facts[fact.key] = fact }
        saidAt = snapshot.now.uptime
    }

    /// What is to be said now, in order.
    public mutating func lines(_ snapshot: Snapshot) -> [String] {
        var lines = recorded(snapshot) + changed(snapshot)
        if lines.isEmpty, snapshot.now.uptime - saidAt >= Self.heartbeat { lines = [Self.signOfLife(snapshot)] }
        if !lines.isEmpty { saidAt = snapshot.now.uptime }
        return lines
    }

    private mutating func recorded(_ snapshot: Snapshot) -> [String] {
        let fresh = snapshot.records.filter { $0.seq > seq }
        let missing = (snapshot.state.seq - seq) - Int64(fresh.count)
        seq = max(seq, snapshot.state.seq)
        let text = RecordText(plan: snapshot.plan, state: snapshot.state)
        var lines = fresh.map { record in
            PlainText.line(text.sign(record.event), text.sentence(record), at: record.at, in: snapshot)
        }
        if missing > 0 {
            let words = "\(missing) more records were written; `opsconsole report` tells them all"
            lines.insert(PlainText.line(Sign("…", "", .muted), words, at: snapshot.now.wall, in: snapshot), at: 0)
        }
        return lines
    }

    private mutating func changed(_ snapshot: Snapshot) -> [String] {
        let current = snapshot.plainFacts
        var lines: [String] = []
        let keys = Set(current.map(\.key))
        for fact in facts.values.sorted(by: { $0.key < $1.key }) where !keys.contains(fact.key) {
            guard let over = fact.over else { continue }
            lines.append(PlainText.line(Sign("●", "", .info), over, at: snapshot.now.wall, in: snapshot))
        }
        for fact in current where facts[fact.key]?.shape != fact.shape {
            lines.append(PlainText.line(fact.sign, fact.text, at: snapshot.now.wall, in: snapshot))
        }
        facts = Dictionary(current.map { ($0.key, $0) }) { $1 }
        return lines
    }

    private static func signOfLife(_ snapshot: Snapshot) -> String {
        let verdict = snapshot.verdict
        let elapsed = Clock.sinceStart(snapshot.state.startedAt.map { snapshot.now.wall - $0 })
        let oldest = verdict.oldestInput.map { ", oldest input \(Clock.age($0))" } ?? ""
        return PlainText.line(
            verdict.word.sign, "still \(verdict.word.rawValue): \(verdict.reason), \(elapsed)\(oldest)", at: snapshot.now.wall, in: snapshot
        )
    }
}
