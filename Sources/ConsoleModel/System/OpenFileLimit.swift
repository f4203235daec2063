#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many files this process may have open: each endpoint that is watched is a connection of its own.
public enum OpenFileLimit {
    /// Raises the limit to what is needed, as far as the system allows it without special rights. It is left alone where it is
    /// enough: commands inherit it, and some programs do not expect a large one.
    ///
    /// - Returns: false where it remains lower than that.
    @discardableResult
    public static func raise(to needed: Int) -> Bool {
        var limit = rlimit()
        guard get(&limit) else { return false }
        let wanted = rlim_t(needed)
        if limit.rlim_cur >= wanted { return true }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        return set(&limit) && limit.rlim_cur >= wanted
    }

    #if canImport(Glibc)
        private static let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let files = RLIMIT_NOFILE
    #endif

    private static func get(_ limit: inout rlimit) -> Bool { getrlimit(files, &limit) == 0 }
    private static func set(_ limit: inout rlimit) -> Bool { setrlimit(files, &limit) == 0 }
}
