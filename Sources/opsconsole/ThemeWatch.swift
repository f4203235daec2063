import ConsoleTUI
import Dispatch
import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sees that a theme was added or edited while a console is open. It looks on a thread of its own: a home directory that does not answer
/// stops no key.
final class ThemeWatch: Sendable {
    struct News: Equatable, Sendable {
        /// All themes there are now; nil where none came or went.
        var names: [String]?
        /// The theme in force as its file has it now, or what is wrong with it; nil where no file of it changed.
        var theme: Result<Theme, Problem>?
    }

    /// What tells one writing of a file from the next.
    private struct Stamp: Hashable {
        let inode: UInt64
        let size: Int64
        let seconds: Int64
        let nanoseconds: Int64

        /// Nil where there is no such file.
        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            #if os(Linux)
                let changed = status.st_mtim
            #else
                let changed = status.st_mtimespec
            #endif
            (inode, size) = (UInt64(status.st_ino), Int64(status.st_size))
            (seconds, nanoseconds) = (Int64(changed.tv_sec), Int64(changed.tv_nsec))
        }
    }

    private struct State {
        var isLooking = false
        /// Of the operator's directory; nil before the first look.
        var names: [String]?
        /// The theme last looked at, and its files.
        var theme: String?
        var files: [String: Stamp] = [:]
        var news: News?
    }

    private let library: ThemeLibrary
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "themes")

    init(_ library: ThemeLibrary) { self.library = library }

    /// Begins a look, unless the last one has not ended.
    ///
    /// - Parameter theme: the name or path of the one in force.
    func look(theme: String) {
        let mayBegin = state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        guard mayBegin else { return }
        queue.async { [weak self] in self?.lookNow(theme: theme) }
    }

    /// What was found since it was last asked for.
    func take() -> News? {
        state.withLock { state in
            defer { state.news = nil }
            return state.news
        }
    }

    /// The first look at a directory or at a theme finds how it is, and no news.
    func lookNow(theme: String) {
        let before = state.withLock { ($0.names, $0.theme == theme ? $0.files : nil) }
        let names = library.names
        var stamps: [String: Stamp] = [:]
        for path in library.files(of: theme) { stamps[path] = Stamp(path) }
        // An editor that writes a new file in place of the old one has none there for a moment.
        let isThere = before.1.map { $0.keys.allSatisfy { stamps[$0] != nil } } ?? true
        let isEdited = before.1.map { isThere && $0 != stamps } ?? false
        let read: Result<Theme, Problem>? = isEdited ? Result { () throws(Problem) in try library.theme(named: theme) } : nil
        state.withLock { state in
            if let known = before.0, known != names { state.news = News(names: names, theme: state.news?.theme) }
            if let read { state.news = News(names: state.news?.names, theme: read) }
            state.names = names
            state.theme = theme
            if isThere { state.files = stamps }
            state.isLooking = false
        }
    }
}
