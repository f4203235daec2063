/// How the lines of logs are shown; which of them, the page in the snapshot says.
struct LogsState: Hashable, Sendable {
    var wraps = false
    /// Cells scrolled to the right, where lines are not wrapped.
    var column = 0
}
