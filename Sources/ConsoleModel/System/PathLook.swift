import Dispatch
import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks into the directory that somebody types a path of, on a thread of its own: one that does not answer stops no key.
public final class PathLook: Sendable {
    /// Entries that are read of a directory; of a larger one the rest is not completed.
    static let most = 5000
    /// Directories that may be waited for at once: each that never answers keeps a thread.
    private static let mostWaiting = 4

    private struct State {
        var directory: String?
        var listing: PathListing?
        var waiting = 0
    }

    private let home: String?
    private let state = Mutex(State())
    private let pipe: WakePipe
    private let queue = DispatchQueue(label: "paths", attributes: .concurrent)

    /// - Parameter home: what `~/` stands for.
    /// - Throws: when the process has no descriptors left.
    public init(home: String?) throws(SystemError) {
        self.home = home
        pipe = try WakePipe()
    }

    /// Readable when a directory was read.
    public var wakeDescriptor: Int32 { pipe.readEnd }

    public func drainWake() { pipe.drain() }

    public var listing: PathListing? { state.withLock(\.listing) }

    /// Reads this directory, once; nil forgets it. Cheap where nothing changes: it may be said with every frame.
    public func look(_ directory: String?) {
        let begins = state.withLock { state in
            guard state.directory != directory else { return false }
            state.listing = nil
            guard directory == nil || state.waiting < Self.mostWaiting else { return false }
            state.directory = directory
            if directory != nil { state.waiting += 1 }
            return directory != nil
        }
        guard begins, let directory else { return }
        let path = Self.path(directory, home: home)
        queue.async { [weak self] in self?.take(PathListing(directory: directory, names: Self.names(in: path))) }
    }

    private func take(_ listing: PathListing) {
        state.withLock { state in
            state.waiting -= 1
            if state.directory == listing.directory { state.listing = listing }
        }
        pipe.signal()
    }

    /// The path that a typed one means: `~/` is the home directory, as in a shell.
    public static func path(_ typed: String, home: String?) -> String {
        guard let home, typed.hasPrefix("~/") else { return typed.isEmpty ? "." : typed }
        return home + typed.dropFirst()
    }

    static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < most, let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard name != ".", name != "..", Printable.text(name) == name else { continue }
            names.append(isDirectory(entry.pointee.d_type, "\(path)/\(name)") ? name + "/" : name)
        }
        return names.sorted()
    }

    /// A link to a directory is one, too; the file system may leave the kind to be asked for.
    private static func isDirectory(_ kind: UInt8, _ path: String) -> Bool {
        if kind == UInt8(DT_DIR) { return true }
        guard kind == UInt8(DT_LNK) || kind == UInt8(DT_UNKNOWN) else { return false }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
