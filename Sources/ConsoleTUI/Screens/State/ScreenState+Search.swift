import LaunchCore

extension ScreenState {
    /// Looks for words in the checklist.
    mutating func setSearch(_ text: String, _ snapshot: Snapshot) {
        search = text.nilIfBlank.flatMap { try? pattern($0).get() }
        if search != nil { findNext(snapshot, forwards: true) }
    }

    /// Goes to the next match in the checklist.
    mutating func findNext(_ snapshot: Snapshot, forwards: Bool) {
        guard let search else { return }
        let height = layout(snapshot).inner(of: .checklist).height
        let isFound = checklist.find(snapshot.plan, height: height, forwards: forwards) { search.matches($0.title(snapshot.plan)) }
        guard !isFound else { return }
        toast("\(search.text) is not found in the checklist", Sign("·", "", .hint), now: snapshot.now.wall, for: .seconds(3))
    }
}

extension Outline.Line {
    /// The words it shows.
    func title(_ plan: Plan) -> String {
        switch entry {
        case .phase(let index): plan.phases.indices.contains(index) ? plan.phases[index].title : ""
        case .section(let titles): titles.joined(separator: " ")
        case .item(let item): item.text
        case .decision(let decision): decision.title
        }
    }
}
