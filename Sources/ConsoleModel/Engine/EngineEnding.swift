import LaunchCore

/// When nothing is left to watch: the launch is finished, or it has been complete or rolled back for a while with nobody changing
/// anything.
struct EngineEnding {
    private var settledAt: Duration?
    private var settledSeq: Int64 = 0

    /// How long a complete or rolled-back launch is watched on: an hour in which somebody may still look, untick or release.
    static let patience: Duration = .seconds(3600)

    mutating func reason(plan: Plan, state: LaunchState, verdict: Verdict, _ now: Now) -> String? {
        if let finished = state.finished { return state.activeRun == nil ? "the launch is finished: \(finished.text)" : nil }
        guard verdict.word == .complete || verdict.word == .rolledBack, state.activeRun == nil else {
            settledAt = nil
            return nil
        }
        guard let settledAt, settledSeq == state.seq else {
            self.settledAt = now.uptime
            settledSeq = state.seq
            return nil
        }
        return now.uptime - settledAt >= Self.patience ? "\(verdict.word.rawValue) for \(Self.patience.roundedText)" : nil
    }
}
