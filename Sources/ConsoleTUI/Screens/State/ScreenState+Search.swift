import LaunchCore

extension ScreenState {
    /// Goes to the next match in the pane with the keys: downwards in the checklist, back in time in a log.
    mutating func findNext(_ snapshot: Snapshot, forwards: Bool, isFirst: Bool = false) {
        guard let search else { return }
        let layout = layout(snapshot)
        let pane = focusedPane(layout), height = layout.inner(of: pane).height
        let isFound: Bool
        if pane == .logs {
            isFound = logs.find(snapshot, height: height, backwards: !forwards) { $0.text.contains(folded: search) }
        } else {
            isFound = checklist.find(snapshot.plan, height: height, forwards: forwards) { line in
                line.title(snapshot.plan).contains(folded: search)
            }
        }
        guard !isFound else { return }
        let place = pane == .logs ? (isFirst ? "in the lines kept" : forwards ? "further down" : "further up") : "in the checklist"
        toast("\(search) is not found \(place)", Sign("·", "", .hint), now: snapshot.now.wall, for: .seconds(3))
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
