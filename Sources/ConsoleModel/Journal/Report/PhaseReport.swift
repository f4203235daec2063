import LaunchCore

/// A phase with what became of its items and its decisions.
public struct PhaseReport: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        public var id: String
        public var text: String
        public var depth: Int
        public var state: ItemProgress.State
        public var by: String?
        public var at: Moment?
        public var evidence: String?
    }

    public struct Vote: Hashable, Sendable {
        public var by: String
        public var go: Bool
        public var reason: String?
        public var at: Moment
    }

    public struct Gate: Hashable, Sendable {
        public var title: String
        /// go, no-go, or nil while it was waiting.
        public var answer: Bool?
        public var votes: [Vote]
    }

    public var id: String
    public var title: String
    public var items: [Item]
    public var decisions: [Gate]

    init(_ phase: Phase, _ state: LaunchState, _ text: ReportText) {
        id = phase.id
        title = text.clean(phase.title)
        items = phase.allItems.map { item in
            let progress = state.items[item.id]
            return Item(
                id: item.id, text: text.clean(item.text), depth: item.depth, state: state.progress(of: item),
                by: progress.map { text.clean($0.by.name) }, at: progress?.at, evidence: progress?.evidence.map(text.clean))
        }
        decisions = phase.decisions.map { decision in
            let votes = (state.decisions[decision.id] ?? []).map { vote in
                Vote(by: text.clean(vote.by.name), go: vote.go, reason: vote.reason.map(text.clean), at: vote.at)
            }
            return Gate(title: text.clean(decision.title), answer: state.answer(to: decision), votes: votes)
        }
    }
}
