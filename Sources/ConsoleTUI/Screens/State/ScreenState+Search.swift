import LaunchCore

extension ScreenState {
    mutating func setSearch(_ text: String, _ snapshot: Snapshot) {
        search = text.nilIfBlank.flatMap { pattern($0, now: snapshot.now.wall) }
        if search != nil { findNext(snapshot, forwards: focusedPane(layout(snapshot)) != .logs, isFirst: true) }
    }

    /// `!` in front keeps what does not match.
    mutating func setFilter(_ text: String, _ snapshot: Snapshot) {
        let keepsMatches = !text.hasPrefix("!")
        let typed = (keepsMatches ? text : String(text.dropFirst())).nilIfBlank
        logs.setFilter(typed.flatMap { pattern($0, now: snapshot.now.wall) }.map { .init(pattern: $0, keepsMatches: keepsMatches) })
        logs.refresh(snapshot)
    }

    /// Goes to the next match in the pane with the keys: downwards in the checklist, back in time in a log.
    mutating func findNext(_ snapshot: Snapshot, forwards: Bool, isFirst: Bool = false) {
        guard let search else { return }
        let layout = layout(snapshot)
        let pane = focusedPane(layout), height = layout.inner(of: pane).height
        let isFound: Bool
        if pane == .logs {
            isFound = logs.find(snapshot, height: height, backwards: !forwards) { search.matches($0.text) }
        } else {
            isFound = checklist.find(snapshot.plan, height: height, forwards: forwards) { line in
                search.matches(line.title(snapshot.plan))
            }
        }
        guard !isFound else { return }
        let place = pane == .logs ? (isFirst ? "in the lines kept" : forwards ? "further down" : "further up") : "in the checklist"
        toast("\(search.text) is not found \(place)", Sign("·", "", .hint), now: snapshot.now.wall, for: .seconds(3))
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
