import Foundation
import LaunchCore

/// One thing that happened, as those who asked for it are told: the fields of the JSON, documented in docs/notifications.md.
struct Notice: Hashable, Codable, Sendable {
    struct Launch: Hashable, Codable, Sendable {
        var name, id: String
        var from, to: String?
    }

    struct State: Hashable, Codable, Sendable { var word, reason: String }

    /// One sentence; chat webhooks show it as it is.
    var text: String
    var event: NoticeKind
    var launch: Launch
    var verdict: State
    /// RFC 3339 in UTC.
    var at: String
    var by: String
    /// The number of the record: who is told twice after an engine was killed knows it by this.
    var seq: Int64

    static let longestText = 2000

    /// Nil for what nobody is told of.
    init?(_ record: Record, plan: Plan, state: LaunchState, verdict: Verdict, redactor: Redactor) {
        guard let kind = NoticeKind(record.event, in: state) else { return nil }
        func shown(_ text: String) -> String { Printable.text(redactor.redact(text), limit: Self.longestText) }
        text = shown("\(plan.name): \(Self.words(record, plan, state))")
        event = kind
        launch = Launch(name: shown(plan.name), id: plan.id, from: plan.fromVersion, to: plan.toVersion)
        self.verdict = State(word: verdict.word.rawValue, reason: shown(verdict.reason))
        at = record.at.rfc3339
        by = shown(record.by.name)
        seq = record.seq
    }

    /// As the record has it; who reads a notice alone must learn of a step what it is a step of, and that it waits.
    private static func words(_ record: Record, _ plan: Plan, _ state: LaunchState) -> String {
        let words = RecordPhrase(plan: plan, state: state).text(record)
        switch record.event {
        case .stepStarted(let run, let step, _):
            guard let steps = state.run(run)?.steps, steps.indices.contains(step) else { return words }
            return "the rollback, step \(step + 1) of \(steps.count) waits for somebody to do it: \(steps[step].step.text)"
        case .linkBroke, .linkMended: return "the rollback, \(words)"
        case .rollbackAsked: return "\(record.by.name) \(words)"
        default: return words
        }
    }

    /// One line of JSON.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
