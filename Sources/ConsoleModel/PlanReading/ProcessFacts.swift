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
            if let equal = strchr(entry, Int32(UInt8(ascii: "="))) {
                let name = UnsafeRawBufferPointer(start: entry, count: equal - entry)
                values[String(decoding: name, as: UTF8.self)] = String(cString: equal + 1)
            }
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

    public static var pid: Int32 { getpid() }

    public static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The name the record will carry: the account's, not what `USER` claims, unless there is no account.
    public static func loginName(_ environment: [String: String]) -> String {
        if let account = getpwuid(getuid()) { return String(cString: account.pointee.pw_name) }
        return environment["USER"] ?? "uid \(getuid())"
    }

    /// The file of the running program, for starting it again; nil where the system does not tell.
    public static func executable() -> String? {
        #if os(Linux)
            var buffer = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
            guard count > 0 else { return nil }
            return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        #else
            return CommandLine.arguments.first
        #endif
    }
}
