import LaunchCore

/// What a walk through held lines looks for.
enum LineGoal {
    /// Every line that passes the filter.
    case any
    case match(Pattern)
    /// Severity error or worse.
    case error
    /// The console's own lines.
    case marker

    init?(_ target: LogViewCommand.Target, search: Pattern?) {
        switch target {
        case .match:
            guard let search else { return nil }
            self = .match(search)
        case .error: self = .error
        case .marker: self = .marker
        }
    }

    /// For a line of the log itself.
    func isReached(by line: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .any: true
        case .match(let pattern): (try? pattern.matches(line)) ?? false
        case .error: LineSeverity.of(line) >= .error
        case .marker: false
        }
    }

    func isReached(by line: ViewLine) -> Bool {
        if line.isMarker {
            switch self {
            case .any, .marker: return true
            case .match(let pattern): return (try? pattern.matches(line.bytes)) ?? false
            case .error: return false
            }
        }
        return line.bytes.withUnsafeBytes { isReached(by: $0) }
    }
}
