import Testing

@testable import LaunchCore

/// The count of what is left, which is kept apart from the items, against the count item by item.
@Suite struct UnsettledItemsTests {
    @Test(
        arguments: [
            [:], ["a": .done], ["a": .open, "ticked": .open], ["ticked": .done, "below": .skipped],
            ["a": .running, "below": .failed], ["ticked": .running], ["a": .done, "below": .skipped, "vanished": .failed],
        ] as [[String: ItemProgress.State]])
    func whatIsLeftIsWhatCountingSays(progress: [String: ItemProgress.State]) {
        let plan = Self.plan
        var state = LaunchState()
        state.items = progress.mapValues { ItemProgress(state: $0, by: Self.dana, at: Moment(milliseconds: 0)) }
        let left = state.unsettled(of: plan)
        #expect(left.open == plan.items.count { state.progress(of: $0) == .open })
        #expect(left.unfinished == plan.items.count { [.running, .failed].contains(state.progress(of: $0)) })
        #expect(state.areSettled(plan.phases[0].items) == (left == (0, 0)))
    }

    private static let dana = Actor(role: .operator, name: "dana", host: "ops1")

    private static var plan: Plan {
        let place = SourceLocation(file: "plan.md", line: 1, column: 1)
        func item(_ id: String, done: Bool = false, below: [Item] = []) -> Item {
            Item(id: id, kind: .box, text: id, done: done, items: below, location: place)
        }
        var plan = Plan(name: "Launch", id: "launch")
        plan.phases = [
            Phase(id: "work", title: "Work", items: [item("a", below: [item("below")]), item("ticked", done: true)], location: place)
        ]
        return plan
    }
}
