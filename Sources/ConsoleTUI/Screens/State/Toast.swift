import LaunchCore

/// A short notice above the hint line that goes by itself.
struct Toast: Hashable, Sendable {
    let text: String
    let sign: Sign
    let until: Moment
    /// It answers this operator; news of others do not push it away.
    var isAnswer = false
    /// What went wrong, until it is put right: `r1/0`, a step of a run.
    var concerns: String?
}
