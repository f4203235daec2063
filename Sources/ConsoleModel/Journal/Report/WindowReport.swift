import LaunchCore

/// A monitoring window that was opened, and how much of it was seen.
public struct WindowReport: Hashable, Sendable {
    public var name: String
    public var state: WindowState
    public var openedAt: Moment
    public var closedAt: Moment?
    public var seen: Int
    public var expected: Int
    public var confirmed: Int
    public var missed: Int
    public var reason: String?

    /// Nil for a window that was never opened.
    init?(_ window: Window, _ state: LaunchState, _ text: ReportText) {
        guard let status = state.windows[window.id] else { return nil }
        name = text.clean(window.name)
        self.state = status.state
        openedAt = status.openedAt
        closedAt = status.closedAt
        seen = status.seen
        expected = status.expected
        confirmed = status.checkpoints.values.count { $0 }
        missed = status.checkpoints.values.count { !$0 }
        reason = status.reason.map(text.clean)
    }
}
