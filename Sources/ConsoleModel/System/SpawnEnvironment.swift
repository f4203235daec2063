import CPosix

/// The environment of a process to be started.
public struct SpawnEnvironment: Hashable, Sendable {
    /// `NAME=VALUE`, as the system has them.
    public private(set) var entries: [String]

    /// This process's own, as it is now.
    public static var inherited: SpawnEnvironment {
        var entries: [String] = []
        guard var next = cposix_environment() else { return SpawnEnvironment(entries: []) }
        while let entry = next.pointee {
            entries.append(String(cString: entry))
            next += 1
        }
        return SpawnEnvironment(entries: entries)
    }

    /// Without the variables that `redact` names.
    public func without(_ names: [String]) -> SpawnEnvironment {
        let prefixes = names.map { $0 + "=" }
        return SpawnEnvironment(entries: entries.filter { entry in !prefixes.contains { entry.hasPrefix($0) } })
    }

    public func setting(_ name: String, to value: String) -> SpawnEnvironment {
        SpawnEnvironment(entries: without([name]).entries + ["\(name)=\(value)"])
    }

    public subscript(name: String) -> String? {
        entries.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}
