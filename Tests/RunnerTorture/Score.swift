import Synchronization

/// What the workers have to do, and what they found.
final class Score: Sendable {
    private struct State {
        var waiting: [Int]
        var done = 0
        var bad: [Int] = []
        var tally: [String: Int] = [:]
    }

    private let state: Mutex<State>

    init(_ runs: [Int]) { state = Mutex(State(waiting: runs.reversed())) }

    func next() -> Int? { state.withLock { $0.waiting.popLast() } }

    func add(_ index: Int, findings: [String], story: String, outcome: String) {
        state.withLock { state in
            state.done += 1
            state.tally[outcome, default: 0] += 1
            if !findings.isEmpty { state.bad.append(index) }
            if state.done % 50 == 0 { Report.say("\(state.done) runs, \(state.bad.count) with findings") }
        }
        if !findings.isEmpty { Report.say("run \(index): \(findings.joined(separator: "; "))\n    story: \(story)") }
    }

    /// The exit code: 0 where nothing was found.
    func summarize(seed: UInt64) -> Int32 {
        state.withLock { state in
            let outcomes = state.tally.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            Report.say("\(state.done) runs (\(outcomes)), \(state.bad.count) with findings")
            for index in state.bad { Report.say("again: RunnerTorture --seed \(seed) --only \(index)") }
            return state.bad.isEmpty && state.done > 0 ? 0 : 1
        }
    }
}
