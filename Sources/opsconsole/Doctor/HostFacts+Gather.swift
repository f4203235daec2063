import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension HostFacts {
    /// - Parameter state: where the launch's state would be; nil where no launch was named.
    static func gather(environment: [String: String], user: String, state: Result<ConsoleModel.StateDirectory, StateError>?) -> HostFacts {
        var facts = HostFacts(
            openFiles: openFileLimit(), inotify: inotify(), logout: logout(user), ssh: Executable.find("ssh", environment: environment),
            sqlite: SQLiteVersion.text, now: SystemClock.moment())
        switch state {
        case .success(let directory): facts.state = look(directory)
        case .failure(let error): facts.stateError = "\(error)"
        case nil: break
        }
        return facts
    }

    private static func look(_ directory: ConsoleModel.StateDirectory) -> StateDirectory {
        let place = existing(directory.path)
        var space = statvfs()
        let free = statvfs(place, &space) == 0 ? UInt64(space.f_bavail) * UInt64(space.f_frsize) : 0
        return StateDirectory(
            path: directory.path, isWritable: directory.isWritable, isPrivate: directory.place == .home, freeBytes: free,
            isRemote: isRemote(place))
    }

    /// The nearest directory above `path` that is there already.
    private static func existing(_ path: String) -> String {
        var path = path[...]
        while access(String(path), F_OK) != 0, let slash = path.lastIndex(of: "/"), slash != path.startIndex { path = path[..<slash] }
        return String(path)
    }

    private static func isRemote(_ path: String) -> Bool {
        guard let file = try? Descriptor(opening: "/proc/self/mountinfo", O_RDONLY), let absolute = realpath(path, nil) else {
            return false
        }
        defer { free(absolute) }
        let table = String(decoding: file.contents(limit: 1_000_000), as: UTF8.self)
        return MountTable(table).isRemote(String(cString: absolute))
    }

    private static func openFileLimit() -> UInt64 {
        var limit = rlimit()
        #if canImport(Glibc)
            let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        #else
            let isKnown = getrlimit(RLIMIT_NOFILE, &limit) == 0
        #endif
        return isKnown ? UInt64(limit.rlim_cur) : 0
    }

    private static func inotify() -> (instances: Int, watches: Int)? {
        guard let instances = number(in: "/proc/sys/fs/inotify/max_user_instances"),
            let watches = number(in: "/proc/sys/fs/inotify/max_user_watches")
        else { return nil }
        return (instances, watches)
    }

    private static func number(in path: String) -> Int? {
        guard let file = try? Descriptor(opening: path, O_RDONLY) else { return nil }
        return Int(String(decoding: file.contents(limit: 32).prefix { $0 >= 48 && $0 <= 57 }, as: UTF8.self))
    }

    private static func logout(_ user: String) -> Logout {
        switch SystemdScope.probe(user: user) {
        case .notNeeded: .harmless
        case .usable(let scope): .scoped(lingers: scope.lingers)
        case .unusable(let why): .deadly(why: why)
        }
    }
}
