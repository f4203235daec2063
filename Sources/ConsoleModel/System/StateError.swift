#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a launch's state cannot be kept or found, and what to do.
public enum StateError: Error, Hashable, Sendable, CustomStringConvertible {
    case notWritable(String)
    /// Somebody else's, and not even to be read.
    case closed(String)
    case notADirectory(String)
    case symbolicLink(String)
    /// Everybody on the machine may write there; steps of a rollback are read from it.
    case openToAll(String)
    case full(String)
    case noHome
    case noSuchLaunchFile(SystemError)
    case badName(String)
    case failed(SystemError)

    public var description: String {
        switch self {
        case .notWritable(let path):
            "\(path) cannot be written; watch with --read-only, ask its owner for access, or name another place with --state DIR"
        case .closed(let path):
            "\(path) is closed to you; ask its owner to open it to your group with `chmod -R g+rwX \(path)` and `chmod g+s`, "
                + "or name another place with --state DIR"
        case .notADirectory(let path): "\(path) is not a directory; move it away, or name another place with --state DIR"
        case .symbolicLink(let path):
            "\(path) is a symbolic link, which is not followed; name the directory itself with --state DIR"
        case .openToAll(let path): "anybody may write to \(path), and a rollback is read from there; run `chmod o-w \(path)`"
        case .full(let path): "no space is left for \(path); free some, or name another place with --state DIR"
        case .noHome: "neither XDG_STATE_HOME nor HOME is set; name a place with --state DIR"
        case .noSuchLaunchFile(let error): "\(error); give the path of a launch file or a Markdown plan"
        case .badName(let name): "\"\(name)\" cannot be the name of a folder; use letters, digits, `.`, `_` and `-`"
        case .failed(let error): "\(error); name another place with --state DIR"
        }
    }

    init(_ error: SystemError) {
        self =
            switch error.number {
            case EACCES, EPERM, EROFS: .notWritable(error.path)
            case ENOTDIR: .notADirectory(error.path)
            case ELOOP: .symbolicLink(error.path)
            case ENOSPC, EDQUOT: .full(error.path)
            default: .failed(error)
            }
    }
}
