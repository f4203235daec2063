import LaunchCore

/// A run whose runner is gone. Consoles and engine look for them at least every second; whoever is first records it.
public struct RunInterruption: Hashable, Sendable {
    /// A run that was requested has this long to get a runner.
    public static let startPatience = Duration.seconds(10)

    public let run: String
    private let pid: Int32?
    private let state: Run.State
    private let reason: String

    init(of run: Run, reason: String) {
        self.run = run.id
        pid = run.pid
        state = run.state
        self.reason = reason
    }

    /// Nil where there is no such run, or it is over.
    init?(of run: String, in state: LaunchState, reason: String) {
        guard let run = state.run(run), !run.state.isOver else { return nil }
        self.init(of: run, reason: reason)
    }

    /// Looks at the locks of the runs that the records say are going on.
    public static func find(in state: LaunchState, folder: LaunchFolder, at now: Moment) throws(SystemError) -> [RunInterruption] {
        var found: [RunInterruption] = []
        for run in state.runs where run.shouldHaveARunner(at: now) {
            guard case .dead = try RunHealth.probe(folder, run: run.id, at: now) else { continue }
            let reason = run.pid.map { "its runner (process \($0)) is gone" } ?? "its runner did not start"
            found.append(RunInterruption(of: run, reason: reason))
        }
        return found
    }

    /// The record, if that is still how things are: to be called with the newest state, in the transaction that appends.
    public func events(in state: LaunchState) -> [LaunchEvent] {
        guard let current = state.run(run), current.state == self.state, current.pid == pid else { return [] }
        let step = current.firstUnfinished
        return [.runInterrupted(run: run, step: current.steps.indices.contains(step) ? step : nil, reason: reason)]
    }
}

extension Run {
    fileprivate func shouldHaveARunner(at now: Moment) -> Bool {
        switch state {
        case .running: true
        case .requested: now - requestedAt > RunInterruption.startPatience
        case .interrupted, .done, .failed, .aborted: false
        }
    }
}
