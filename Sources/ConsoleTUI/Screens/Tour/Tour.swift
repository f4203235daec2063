import LaunchCore

/// A walk through the screens, step by step, beside what the operator does anyway. A value; it hears of commands and records.
struct Tour: Sendable {
    let steps: [TourStep]
    private(set) var index = 0
    /// The newest record when the step began.
    private var beganAt: Int64

    /// Nil for a tour without steps.
    init?(_ steps: [TourStep], _ snapshot: Snapshot) {
        guard !steps.isEmpty else { return nil }
        self.steps = steps
        beganAt = snapshot.state.seq
        skipWhatIsSo(snapshot)
    }

    var step: TourStep { steps[index] }
    var isLast: Bool { index == steps.count - 1 }

    mutating func goOn(_ snapshot: Snapshot) {
        move(to: index + 1, snapshot)
        skipWhatIsSo(snapshot)
    }

    mutating func goBack(_ snapshot: Snapshot) { move(to: index - 1, snapshot) }

    mutating func hear(command name: String, _ snapshot: Snapshot) {
        switch step.goal {
        case .command(let names) where names.contains(name): goOn(snapshot)
        case .pane(let pane) where pane.command == name: goOn(snapshot)
        default: break
        }
    }

    /// This pane has the keys now.
    mutating func see(focus pane: Pane, _ snapshot: Snapshot) {
        if case .pane(pane) = step.goal { goOn(snapshot) }
    }

    mutating func see(_ snapshot: Snapshot) {
        switch step.goal {
        case .record(let isIt):
            if snapshot.records.contains(where: { $0.seq > beganAt && isIt($0.event) }) { goOn(snapshot) }
        case .state: skipWhatIsSo(snapshot)
        case .reading, .command, .pane: break
        }
    }

    private mutating func skipWhatIsSo(_ snapshot: Snapshot) {
        while !isLast, case .state(let isSo) = step.goal, isSo(snapshot.state) { move(to: index + 1, snapshot) }
    }

    private mutating func move(to place: Int, _ snapshot: Snapshot) {
        index = max(0, min(steps.count - 1, place))
        beganAt = snapshot.state.seq
    }
}
