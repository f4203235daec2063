import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The durable truth of one launch: records that are only ever added, shared by every process that works on it.
///
/// Nobody else knows that it is SQLite. Use it from one serial queue: calls from several threads are safe and wait for each other,
/// which with a disk in between can be milliseconds. A closure handed to it must not call it again.
public final class Journal: Sendable {
    struct Cache {
        var state = LaunchState()
        /// The newest record that `catchUp` has returned.
        var delivered: Int64 = 0
        var dataVersion: Int64 = -1
    }

    let store: JournalStore
    let cache: Mutex<Cache>
    let bell: Bell?

    public var path: String { store.path }
    public var isReadOnly: Bool { store.isReadOnly }

    /// What the records say, as far as they were read by the last `catchUp` or `append`.
    public var state: LaunchState { cache.withLock { $0.state } }

    /// Opens the journal, or makes an empty one.
    ///
    /// - Parameters:
    ///   - mode: the permissions of the files it makes.
    ///   - patience: how long a call waits while another process writes.
    /// - Throws: `JournalError`.
    public convenience init(opening path: String, mode: mode_t = FileModes.owner.file, patience: Duration = .seconds(5)) throws {
        let store = try JournalStore(path: path, readOnly: false, mode: mode, patience: patience)
        do { try self.init(store, bell: Bell(of: path, mode: mode)) } catch { throw JournalStore.typed(error, path: path) }
    }

    /// Opens an existing journal without ever writing to it, where need be in a directory that may not be written to.
    ///
    /// - Throws: `JournalError`, `.missing` where nothing was begun.
    public convenience init(reading path: String, patience: Duration = .seconds(5)) throws {
        try self.init(JournalStore(path: path, readOnly: true, mode: 0, patience: patience), bell: nil)
    }

    private init(_ store: JournalStore, bell: Bell?) throws {
        self.store = store
        self.bell = bell
        cache = Mutex(Cache())
    }
}
