/// That the runner of the run that goes on lives and gives no sign of life: it was stopped, or hangs in the system.
public struct RunnerSilence: Hashable, Sendable {
    /// A sign of life comes every second.
    public static let patience = Duration.seconds(15)

    public var pid: Int32
    /// When the newest sign of life came.
    public var since: Moment

    public init(pid: Int32, since: Moment) {
        self.pid = pid
        self.since = since
    }

    public func text(at now: Moment) -> String { "no sign of life from the runner (pid \(pid)) for \((now - since).shortText)" }

    public var whatToDo: String { "`kill -CONT \(pid)` if it was stopped; else `kill -KILL \(pid)`, then resume" }
}
