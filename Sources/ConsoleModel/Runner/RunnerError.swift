import LaunchCore

/// Why a runner cannot take up its run.
public enum RunnerError: Error, Hashable, Sendable, CustomStringConvertible {
    case system(SystemError)
    case journal(String)
    case noSuchRun(String)
    case over(String)
    /// Another process has this run already.
    case taken(String)

    public var description: String {
        switch self {
        case .system(let error): error.description
        case .journal(let why): "the journal cannot be used: \(why)"
        case .noSuchRun(let run): "there is no run \(run) in the journal"
        case .over(let run): "run \(run) is over"
        case .taken(let run): "another runner is carrying out run \(run)"
        }
    }
}
