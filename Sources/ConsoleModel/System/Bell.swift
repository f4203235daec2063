#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is touched after each commit, so that a `FileWatch` in another process wakes when there is something to read.
///
/// The store's own files will not do: SQLite writes and syncs its log before readers can see the commit, so a console woken by that
/// write would look too early and then sleep on.
public final class Bell: Sendable {
    private let file: Descriptor

    static func path(of store: String) -> String { store + ".bell" }

    /// - Parameter store: the path of the database that the bell is for.
    public init(of store: String, mode: mode_t) throws(SystemError) {
        file = try Descriptor(opening: Self.path(of: store), O_WRONLY | O_CREAT, mode: mode)
    }

    /// Failing to ring costs the others no more than a wait for their next tick.
    public func ring() { futimens(file.number, nil) }
}
