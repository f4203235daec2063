#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What logind's configuration says about the processes of a user who logs out.
struct LogindSettings {
    private var endsProcesses = false
    private var only: [String] = []
    private var exceptions = ["root"]

    /// Reads the main file and its drop-ins in systemd's order: of two files with one name the one in `/etc` counts.
    init(root: String) {
        let places = ["/etc/systemd", "/run/systemd", "/usr/local/lib/systemd", "/usr/lib/systemd"].map { root + $0 }
        if let main = places.map({ $0 + "/logind.conf" }).first(where: { access($0, F_OK) == 0 }) { read(main) }
        var dropIns: [String: String] = [:]
        for place in places.reversed() {
            for name in DirectoryListing.names(in: place + "/logind.conf.d") where name.hasSuffix(".conf") {
                dropIns[name] = place + "/logind.conf.d/" + name
            }
        }
        for (_, path) in dropIns.sorted(by: { $0.key < $1.key }) { read(path) }
    }

    func endsUserProcesses(of user: String) -> Bool {
        guard endsProcesses, !exceptions.contains(user) else { return false }
        return only.isEmpty || only.contains(user)
    }

    private mutating func read(_ path: String) {
        guard let file = try? Descriptor(opening: path, O_RDONLY) else { return }
        for line in String(decoding: file.contents(limit: 65_536), as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingSpaces }
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "KillUserProcesses": endsProcesses = ["yes", "true", "1", "on"].contains(parts[1].lowercased())
            case "KillOnlyUsers": only = parts[1].split(separator: " ").map(String.init)
            case "KillExcludeUsers": exceptions = parts[1].split(separator: " ").map(String.init)
            default: break
            }
        }
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
