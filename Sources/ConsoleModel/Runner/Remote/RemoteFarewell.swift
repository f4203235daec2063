import LaunchCore

/// The session that followed a step on another host, after the step has ended and all of its output is here: over it the step's files there are
/// removed, once nobody can need them any more. Best effort: what is not removed is swept there after a week.
final class RemoteFarewell {
    /// From when it was taken over.
    static let patience: Duration = .seconds(10)

    private let session: SSHSession
    private let deadline: Duration
    private var isSaid = false

    init(_ session: SSHSession, at now: Duration) {
        self.session = session
        deadline = now + Self.patience
    }

    /// To be said only when the step's end is in the journal: whoever takes up the run then asks for those files never again.
    func say() {
        guard !isSaid else { return }
        isSaid = true
        session.send(RemoteScript.farewell)
    }

    /// True when it was done, or is not waited for any longer.
    func isOver(at now: Duration) -> Bool {
        _ = session.receive(at: now)
        return now >= deadline || session.exitCode != nil
    }
}
