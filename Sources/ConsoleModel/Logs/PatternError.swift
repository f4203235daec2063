/// Why a pattern cannot be used, in words for the operator.
public enum PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    case tooLong(limit: Int)
    /// The expression is not well-formed; `offset` is the byte where reading stopped.
    case invalid(String, offset: Int)
    /// Matching one line took more steps than any reasonable pattern needs.
    case stopped

    public var description: String {
        switch self {
        case .empty: "the pattern is empty"
        case .tooLong(let limit): "the pattern is longer than \(limit) bytes"
        case .invalid(let message, let offset): "not a regular expression: \(message) at byte \(offset)"
        case .stopped: "the pattern was stopped: it backtracks without end on a line; write it without nested repeats such as (a+)+"
        }
    }
}
