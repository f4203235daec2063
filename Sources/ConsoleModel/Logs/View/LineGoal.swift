import LaunchCore

/// What a walk through held lines looks for.
enum LineGoal {
    /// Every line that passes the filter.
    case any
    case match(BoundedSearch)
    /// Severity error or worse.
    case error
    /// The console's own lines.
    case marker
    case bookmark(Set<UInt64>)

    init?(_ target: LogViewCommand.Target, search: Pattern?, bookmarks: Set<UInt64>) {
        switch target {
        case .match:
            guard let search else { return nil }
            self = .match(BoundedSearch(search))
        case .error: self = .error
        case .marker: self = .marker
        case .bookmark: self = .bookmark(bookmarks)
        }
    }

    /// Words for the operator when looking for it had to be given up.
    var problem: String? { if case .match(let search) = self { search.problem } else { nil } }

    /// For a line of the log itself.
    func isReached(by line: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .any: true
        case .match(let search): search.matches(line)
        case .error: LineSeverity.of(line) >= .error
        case .marker: false
        case .bookmark(let lines): lines.contains(LineID.of(line))
        }
    }

    func isReached(by line: ViewLine) -> Bool {
        if line.isMarker {
            switch self {
            case .any, .marker: return true
            case .match(let search): return line.bytes.withUnsafeBytes { search.matches($0) }
            case .error, .bookmark: return false
            }
        }
        return line.bytes.withUnsafeBytes { isReached(by: $0) }
    }
}
