#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a directory of the state is like before anything is trusted to it.
struct DirectoryLook {
    let path: String
    let permissions: mode_t

    /// Nil where there is nothing. Refuses a symbolic link, anything that is no directory, and one that everybody may write to.
    init?(_ path: String) throws(StateError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            if errno == ENOTDIR { throw .notADirectory(path.parentPath) }
            throw errno == EACCES ? .closed(path.parentPath) : StateError(SystemError("look at", path))
        }
        switch status.st_mode & S_IFMT {
        case S_IFLNK: throw .symbolicLink(path)
        case S_IFDIR: break
        default: throw .notADirectory(path)
        }
        guard status.st_mode & 0o002 == 0 else { throw .openToAll(path) }
        self.init(path: path, permissions: status.st_mode & 0o7777)
    }

    private init(path: String, permissions: mode_t) {
        self.path = path
        self.permissions = permissions
    }

    /// The directory, or the nearest of those above it that exists. Only the directory itself and the one above it are ours to refuse:
    /// what lies higher may well be a link, or `/tmp`.
    static func nearest(_ path: String) throws(StateError) -> DirectoryLook {
        if let look = try DirectoryLook(path) { return look }
        var above = path.parentPath
        if let look = try DirectoryLook(above) { return look }
        repeat {
            above = above.parentPath.isEmpty ? "/" : above.parentPath
            var status = stat()
            guard stat(above, &status) == 0 else { continue }
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .notADirectory(above) }
            return DirectoryLook(path: above, permissions: status.st_mode & 0o7777)
        } while above != "/" && above != "."
        throw .notADirectory(path)
    }

    /// What is in a directory, hidden files left out; empty where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    static func isWritable(_ path: String) -> Bool { access(path, W_OK | X_OK) == 0 }

    /// Makes a directory with exactly these permissions, the ones above it included. One that is there already is left as it is.
    static func make(_ path: String, modes: FileModes) throws(StateError) {
        if try DirectoryLook(path) != nil { return }
        let above = path.parentPath
        if !above.isEmpty, access(above, F_OK) != 0 { try make(above, modes: modes) }
        guard mkdir(path, modes.directory) == 0 else {
            if errno == EEXIST { return }
            throw StateError(SystemError("create", path))
        }
        try open(path, modes)
    }

    /// Makes a directory whose name nobody else has, and returns its path.
    static func makeUnique(_ prefix: String, modes: FileModes) throws(StateError) -> String {
        var template = Array((prefix + "XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw StateError(SystemError("create", prefix)) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try open(path, modes)
        return path
    }

    private static func open(_ path: String, _ modes: FileModes) throws(StateError) {
        if let owner = FileOwner(forNew: path) { chown(path, owner.user, owner.group) }
        guard chmod(path, modes.directory) == 0 else { throw StateError(SystemError("set the permissions of", path)) }
    }
}
