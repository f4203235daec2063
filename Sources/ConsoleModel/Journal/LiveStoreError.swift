import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why the live store could not be read or written. It costs the newest readings on the screen and nothing else: the journal is apart.
public enum LiveStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    case full(path: String)
    case notWritable(path: String)
    case notReadable(path: String)
    case failed(path: String, detail: String)

    public var description: String {
        switch self {
        case .full(let path): "no space is left for \(path); free some, or readings stay old on every screen"
        case .notWritable(let path): "\(path) cannot be written; give the engine's user access to its directory"
        case .notReadable(let path): "\(path) cannot be read; ask its owner for access"
        case .failed(let path, let detail): "\(path): \(detail); it is made anew when the engine starts again"
        }
    }

    init(_ error: any Error, path: String) {
        switch error {
        case let error as LiveStoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        case let error as SystemError: self = error.number == ENOSPC ? .full(path: path) : .notWritable(path: path)
        default: self = .failed(path: path, detail: "\(error)")
        }
    }

    private init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .notWritable(path: path)
        case .SQLITE_CANTOPEN: self = .notReadable(path: path)
        default: self = .failed(path: path, detail: error.message ?? "error \(error.extendedResultCode.rawValue)")
        }
    }
}
