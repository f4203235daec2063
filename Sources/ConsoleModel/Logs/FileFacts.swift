#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of a file.
struct FileFacts {
    /// Which file it is, whatever its name.
    struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64
    }

    var identity: Identity
    var size: Int
    var links: Int
    var isRegular: Bool
    var isDirectory: Bool
    /// Seconds since 1970.
    var modified: Int

    init?(descriptor: Int32) {
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { return nil }
        self.init(info)
    }

    /// - Parameter followingLinks: false to look at a symbolic link itself.
    init?(path: String, followingLinks: Bool = true) {
        var info = stat()
        guard followingLinks ? stat(path, &info) == 0 : lstat(path, &info) == 0 else { return nil }
        self.init(info)
    }

    private init(_ info: stat) {
        identity = Identity(device: UInt64(truncatingIfNeeded: info.st_dev), inode: UInt64(info.st_ino))
        size = Int(info.st_size)
        links = Int(info.st_nlink)
        isRegular = info.st_mode & S_IFMT == S_IFREG
        isDirectory = info.st_mode & S_IFMT == S_IFDIR
        #if canImport(Glibc)
            modified = info.st_mtim.tv_sec
        #else
            modified = info.st_mtimespec.tv_sec
        #endif
    }
}
