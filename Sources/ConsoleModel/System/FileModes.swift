#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The permissions of everything a launch keeps: its owner's alone, or its group's where the directory says so by being setgid.
public struct FileModes: Hashable, Sendable {
    public let directory: mode_t
    public let file: mode_t

    public static let owner = FileModes(directory: 0o700, file: 0o600)
    public static let group = FileModes(directory: 0o2770, file: 0o660)

    private init(directory: mode_t, file: mode_t) {
        self.directory = directory
        self.file = file
    }

    /// What is right inside a directory of these permissions.
    init(inside permissions: mode_t) { self = permissions & 0o2000 != 0 ? .group : .owner }
}
