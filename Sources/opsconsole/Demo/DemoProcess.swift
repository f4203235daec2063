#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starts a process without waiting for it.
enum DemoProcess {
    /// - Parameters:
    ///   - input: becomes its standard input; without one it has none.
    ///   - output: becomes its standard output; without one it is thrown away.
    ///   - errors: a file that takes its standard error; without one it is thrown away.
    static func start(
        _ path: String, _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: String? = nil
    ) throws(DemoError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        attach(input, 0, "/dev/null", O_RDONLY, &actions)
        attach(output, 1, "/dev/null", O_WRONLY, &actions)
        posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        let result = posix_spawn(&pid, path, &actions, nil, &words, environ)
        guard result == 0 else { throw DemoError("start", path, number: result) }
        return pid
    }

    private static func attach(
        _ descriptor: Int32?, _ number: Int32, _ otherwise: String, _ flags: Int32, _ actions: inout posix_spawn_file_actions_t
    ) {
        if let descriptor {
            posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        } else {
            posix_spawn_file_actions_addopen(&actions, number, otherwise, flags, 0)
        }
    }
}
