import LaunchCore

/// Why a process that should outlive this one does not work.
public enum DetachError: Error, Hashable, Sendable, CustomStringConvertible {
    case system(SystemError)
    /// It said so itself.
    case failed(String)
    /// It ended without a word; the last line of its log.
    case ended(lastWords: String)
    case notReady(Int32, within: Duration)

    public var description: String {
        switch self {
        case .system(let error): error.description
        case .failed(let why): why
        case .ended(let words): words.isEmpty ? "it ended at once and said nothing" : "it ended at once: \(words)"
        case .notReady(let pid, let patience): "process \(pid) was started but did not report within \(patience.launchText)"
        }
    }
}
