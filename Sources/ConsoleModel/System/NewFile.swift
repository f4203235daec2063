#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files that are to be opened by SQLite, made beforehand for the sake of their permissions.
enum NewFile {
    /// Makes an empty file unless there is one. One that is there is not even opened: closing it would drop the locks that another
    /// connection of this process has on it. A symbolic link is refused.
    static func make(_ path: String, mode: mode_t) throws(SystemError) {
        var status = stat()
        if lstat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFLNK { throw SystemError("open", path, number: ELOOP) }
            return
        }
        do { _ = try Descriptor(opening: path, O_RDWR | O_CREAT | O_EXCL, mode: mode) } catch {
            // Another process was faster.
            if error.number != EEXIST { throw error }
        }
    }
}
