/// What somebody asks of the launch. It becomes records, or a refusal in words; it never changes a screen.
public enum LaunchCommand: Hashable, Sendable {
    case begin
    case acceptPlan(reason: String? = nil)
    case tick(item: String, evidence: String?)
    case untick(item: String, reason: String?)
    case skip(item: String, reason: String)
    /// `texts` are the item's commands as the operator saw and confirmed them, placeholders filled.
    case run(item: String, texts: [String], runID: String)
    case decide(decision: String, go: Bool, reason: String?)
    case acknowledge(trigger: String, reason: String)
    case holdCountdown(trigger: String, reason: String)
    case hold(reason: String)
    case release(reason: String)
    case declare(metric: String, reason: String?)
    case note(String)
    case openWindow(String)
    case extendWindow(String, by: Duration, reason: String)
    case cutWindow(String, reason: String)
    case confirmCheckpoint(window: String, index: Int, note: String?)
    /// `blanks` are the values of what the procedure leaves open, by the blank as it is written.
    case rollback(reason: String, trigger: String?, runID: String, blanks: [String: String] = [:])
    /// Confirms the rollback that another operator asked for.
    case approveRollback(runID: String)
    case rehearse(runID: String)
    /// Carries out a named procedure, from an item or by itself.
    case carryOut(procedure: String, item: String?, reason: String, runID: String, blanks: [String: String] = [:])
    case resume(run: String, choice: ResumeChoice, reason: String? = nil)
    case finish(reason: String)
}

/// Why a command was not carried out, and what to do instead. One sentence each, for the screen.
public struct Refusal: Hashable, Sendable, Error {
    public var why: String
    public var instead: String

    public init(_ why: String, instead: String) {
        self.why = why
        self.instead = instead
    }

    public var text: String { instead.isEmpty ? why : "\(why); \(instead)" }
}
