import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The number of the newest record that was told to all who asked, in a small file, so that the next engine goes on from there.
struct ToldMark {
    private let path: String
    private let mode: mode_t
    private(set) var seq: Int64?

    init(_ folder: LaunchFolder) {
        path = folder.path + "/told"
        mode = folder.modes.file
        seq = SmallFile.read(path, limit: 32).flatMap { Int64($0.prefix { $0.isNumber }) }
    }

    /// Losing it costs notices that are told twice.
    mutating func write(_ newest: Int64) throws {
        guard newest != seq else { return }
        try SmallFile.write("\(newest)\n", to: path, mode: mode)
        seq = newest
    }
}
