import LaunchCore

/// The room there is for lines of logs, so that as many are brought as fit.
public struct LogRoom: Sendable {
    /// Rows of the screen.
    public let height: Int
    /// Cells of a row.
    public let width: Int
    /// How many rows a line takes; nil where each takes one.
    public let rows: (@Sendable (LogPage.Line) -> Int)?
}

extension ScreenState {
    /// Nil where no logs are shown.
    public func logRoom(_ snapshot: Snapshot) -> LogRoom? {
        let layout = layout(snapshot)
        guard layout.rect(of: .logs) != nil else { return nil }
        let inner = layout.inner(of: .logs)
        guard logs.wraps else { return LogRoom(height: inner.height, width: inner.width, rows: nil) }
        return LogRoom(height: inner.height, width: inner.width) {
            LogRow(line: $0, names: 0).wrapped(width: inner.width, height: inner.height).count
        }
    }
}
