#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A private directory whose path is short enough for the socket of a shared connection: the system allows about a hundred bytes, and
/// ssh wants seventeen of them for itself.
struct SocketDirectory {
    private static let longest = 85

    private let prefix: String
    private let made: String?

    /// In the launch's folder where that is there and its path short enough, else where the system keeps such things. Nil where none can be had:
    /// then every session connects for itself.
    init?(folder: String, environment: SpawnEnvironment) {
        if folder.utf8.count + 16 <= Self.longest, access(folder, W_OK | X_OK) == 0 {
            prefix = "\(folder)/c\(getpid())-"
            made = nil
            return
        }
        let places = [environment["XDG_RUNTIME_DIR"], "/tmp"].compactMap(\.self).filter { $0.utf8.count + 28 <= Self.longest }
        for place in places {
            var template = Array("\(place)/opsconsole-XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { continue }
            let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            prefix = path + "/"
            made = path
            return
        }
        return nil
    }

    func path(_ name: String) -> String { prefix + name }

    func remove() {
        guard let made else { return }
        for name in DirectoryListing.names(in: made) { unlink("\(made)/\(name)") }
        rmdir(made)
    }
}
