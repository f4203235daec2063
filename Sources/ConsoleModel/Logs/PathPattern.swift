#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path with `*`, `?` or `[…]` in some of its names.
struct PathPattern {
    struct Expansion {
        /// Existing files that fit, sorted. Compressed ones are left out: nothing is appended to them.
        var paths: [String] = []
        /// Where a change of names changes what fits.
        var directories: Set<String> = []
    }

    private static let mostDirectories = 256
    private static let compressed = [".gz", ".zst", ".xz", ".bz2"]

    let text: String

    init(_ text: String) { self.text = text }

    static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

    func expand() -> Expansion {
        var expansion = Expansion()
        var found = [""]
        let names = text.split(separator: "/").map(String.init)
        for (place, name) in names.enumerated() {
            let isLast = place == names.count - 1
            found = found.prefix(Self.mostDirectories).flatMap { directory in
                let here = directory.isEmpty ? "/" : directory
                if Self.isPattern(name) {
                    expansion.directories.insert(here)
                    return Self.names(in: here, fitting: name).map { directory + "/" + $0 }
                }
                let path = directory + "/" + name
                if access(path, F_OK) == 0 { return [path] }
                expansion.directories.insert(here)
                return []
            }
            if isLast { break }
        }
        expansion.paths = found.filter { path in !Self.compressed.contains { path.hasSuffix($0) } }.sorted()
        return expansion
    }

    private static func names(in directory: String, fitting pattern: String) -> [String] {
        DirectoryListing.names(in: directory).filter { fnmatch(pattern, $0, FNM_PERIOD) == 0 }
    }
}
