#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which start of this host this is: what was written down under another is about processes that no longer exist.
enum BootIdentity {
    /// As the supervisor's script finds it; `-` where the system has no such thing.
    static let current: String = {
        #if os(Linux)
            let text = SmallFile.read("/proc/sys/kernel/random/boot_id") ?? "-"
            return String(text.prefix { $0 != "\n" })
        #else
            var buffer = [CChar](repeating: 0, count: 64)
            var size = buffer.count
            guard sysctlbyname("kern.bootsessionuuid", &buffer, &size, nil, 0) == 0 else { return "-" }
            return String(cString: buffer)
        #endif
    }()
}
