#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a subcommand takes from its own process before it reads a launch.
public enum ProcessFacts {
    public static func environment() -> [String: String] {
        var values: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equal = text.firstIndex(of: "=") { values[String(text[..<equal])] = String(text[text.index(after: equal)...]) }
            next += 1
        }
        return values
    }

    /// The working directory; empty when it was removed.
    public static func directory() -> String {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }
}
