#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whose a new file is to be. What root makes belongs to the owner of the directory it is in, so that the operator who began a launch can
/// go on with it after root has had a hand in it.
struct FileOwner {
    let user: uid_t
    let group: gid_t

    /// Nil where the system's own choice is right.
    init?(forNew path: String) {
        guard geteuid() == 0 else { return nil }
        var status = stat()
        guard stat(path.parentPath.isEmpty ? "/" : path.parentPath, &status) == 0, status.st_uid != 0 else { return nil }
        user = status.st_uid
        group = status.st_gid
    }
}
