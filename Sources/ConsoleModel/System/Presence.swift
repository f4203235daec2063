import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Says that an operator has a console open on a launch, for as long as the object lives: a file `presence/USER@PID` that is held by a
/// `Lease`, so that a killed console is gone at once.
public final class Presence: Sendable {
    private let lease: Lease

    /// - Parameter directory: `LaunchFolder.presence`.
    public init?(of user: String, in directory: String, as holder: Lease.Holder, mode: mode_t) throws(SystemError) {
        let name = String(
            String.UnicodeScalarView(user.unicodeScalars.map { $0 == "/" || $0 == "@" || $0.value < 0x20 ? "_" : $0 }).prefix(64))
        guard let lease = try Lease.acquire("\(directory)/\(name)@\(holder.pid)", as: holder, mode: mode) else { return nil }
        self.lease = lease
    }

    deinit { leave() }

    public func leave() {
        // Removed while still locked: nobody can mistake it for a dead console's in between.
        if lease.isIntact { unlink(lease.path) }
        lease.release()
    }

    /// The login names of those present, each once, sorted. Removes what dead consoles left behind, where it may.
    ///
    /// - Parameter directory: `LaunchFolder.presence`.
    public static func operators(in directory: String) throws(SystemError) -> [String] {
        guard let entries = opendir(directory) else {
            if errno == ENOENT { return [] }
            throw SystemError("read", directory)
        }
        defer { closedir(entries) }
        var names: Set<String> = []
        while let entry = readdir(entries) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            guard let at = name.lastIndex(of: "@"), at != name.startIndex else { continue }
            switch try Lease.status(of: "\(directory)/\(name)") {
            case .held: names.insert(Printable.text(String(name[..<at]), limit: 64))
            case .free: removeDead("\(directory)/\(name)")
            }
        }
        return names.sorted()
    }

    private static func removeDead(_ path: String) {
        guard let file = try? Descriptor(opening: path, O_RDWR | O_NOFOLLOW), (try? FileLock.take(file, path)) == true else { return }
        if FileIdentity(file) == FileIdentity(path: path) { unlink(path) }
    }
}
