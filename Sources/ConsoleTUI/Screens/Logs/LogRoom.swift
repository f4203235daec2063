import LaunchCore

/// The room there is for lines of logs, so that as many are brought as fit.
public struct LogRoom: Sendable {
    /// Rows of the screen.
    public let height: Int
    /// Cells of a row.
    public let width: Int
    /// How many rows a line takes; nil where each takes one.
    public let rows: (@Sendable (LogPage.Line) -> Int)?

    /// What a picture of news takes besides lines: a clock, a rate, a bar.
    private static let besides = 240
    /// What a row takes besides its text: colours, and moves of the cursor.
    private static let aroundRow = 24

    /// How many rows of lines fit into so many bytes; nil where all do.
    public func most(in bytes: Int?) -> Int? {
        guard let bytes else { return nil }
        let rows = Self.rows(of: width, in: bytes)
        return rows < height ? rows : nil
    }

    static func rows(of width: Int, in bytes: Int) -> Int { max(1, (bytes - besides) / (width + aroundRow)) }

    /// Whether a page made for the other fits here as it is.
    public func isLike(_ other: LogRoom) -> Bool {
        height == other.height && width == other.width && (rows == nil) == (other.rows == nil)
    }
}

extension LogTail {
    /// Lines a second that a slow link takes without a word.
    private static let flood = 20

    /// Of output that comes faster than a slow link takes it, the last lines show that it goes on; how many came before is said anyway.
    /// - Parameter bytes: what there is room for; nil is any.
    public func shortened(to bytes: Int?, width: Int) -> LogTail {
        guard let bytes, perSecond > Self.flood else { return self }
        var tail = self
        tail.lines = lines.suffix(LogRoom.rows(of: width, in: bytes))
        return tail
    }
}

extension ScreenState {
    /// Whether something stands before the panes.
    public var isCovered: Bool { dialogs.contains { if case .prompt = $0 { false } else { true } } }

    /// Nil where no logs are shown.
    public func logRoom(_ snapshot: Snapshot) -> LogRoom? {
        let layout = layout(snapshot)
        guard layout.rect(of: .logs) != nil else { return nil }
        let inner = layout.inner(of: .logs)
        guard logs.wraps else { return LogRoom(height: inner.height, width: inner.width, rows: nil) }
        let names = LogRow.names(snapshot.logs.map(\.name))
        return LogRoom(height: inner.height, width: inner.width) { LogRow(line: $0, names: names).wrapped(width: inner.width).count }
    }
}
