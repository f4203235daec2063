import LaunchCore

/// How much of the checklist is done, counted once for each new record.
struct Tally: Hashable, Sendable {
    struct Count: Hashable, Sendable {
        var done = 0
        var skipped = 0
        var running = 0
        var failed = 0
        var total = 0

        /// Done or skipped: nothing is left to do.
        var closed: Int { done + skipped }
        var isComplete: Bool { closed == total }
    }

    let seq: Int64
    private(set) var phases: [Count]
    private(set) var sum = Count()
    /// The first phase with something left to do; nil when there is none.
    private(set) var current: Int?

    init(_ outline: Outline, _ plan: Plan, _ state: LaunchState) {
        seq = state.seq
        phases = Array(repeating: Count(), count: plan.phases.count)
        for box in outline.boxes {
            let progress = state.items[box.id]?.state ?? (box.wasDone ? .done : .open)
            phases[box.phase].add(progress)
            sum.add(progress)
        }
        current = plan.phases.indices.first { index in
            !phases[index].isComplete || plan.phases[index].decisions.contains { state.answer(to: $0) != true }
        }
    }
}

extension Tally.Count {
    fileprivate mutating func add(_ state: ItemProgress.State) {
        total += 1
        switch state {
        case .open: break
        case .done: done += 1
        case .skipped: skipped += 1
        case .running: running += 1
        case .failed: failed += 1
        }
    }
}
