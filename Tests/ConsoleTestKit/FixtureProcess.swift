import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process of one of the package's own executables, spoken to in lines. Killed with the object at the latest.
public final class FixtureProcess {
    public let pid: pid_t
    private let input: Int32
    private let output: Int32
    private var buffer: [UInt8] = []
    private var isReaped = false

    public struct Failure: Error { public let what: String }

    /// - Parameter name: an executable beside the one that runs the tests.
    public init(_ name: String, _ arguments: [String]) throws {
        signal(SIGPIPE, SIG_IGN)
        (pid, input, output) = try Self.starting.withLock { _ in try Self.start(Self.directory + "/" + name, arguments) }
    }

    /// One at a time: a pipe of one must not be inherited by another before it is marked.
    private static let starting = Mutex(())

    private static func start(_ path: String, _ arguments: [String]) throws -> (pid: pid_t, input: Int32, output: Int32) {
        let toChild = try makePipe(), fromChild = try makePipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        let result = posix_spawn(&child, path, &actions, nil, &words, environ)
        close(toChild[0])
        close(fromChild[1])
        guard result == 0 else { throw Failure(what: "cannot start \(path): \(String(cString: strerror(result)))") }
        return (child, toChild[1], fromChild[0])
    }

    deinit {
        kill()
        close(input)
        close(output)
    }

    private static let directory: String = {
        let path = CommandLine.arguments[0]
        guard let resolved = realpath(path, nil) else { return "." }
        defer { free(resolved) }
        return String(cString: resolved).split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }()

    /// Two ends that no other child inherits.
    private static func makePipe() throws -> [Int32] {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(what: "no pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    public func send(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(input, bytes, bytes.count)
    }

    /// The next line of its output; nil at the end of it. Throws when none came in time.
    public func line(within seconds: Double = 10) throws -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end], as: UTF8.self)
            }
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(seconds * 1000)) > 0 else { throw Failure(what: "nothing said within \(seconds) s") }
            var chunk = [UInt8](repeating: 0, count: 65536)
            let count = read(output, &chunk, chunk.count)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }

    /// Everything it still says.
    public func rest() throws -> [String] {
        var lines: [String] = []
        while let line = try line() { lines.append(line) }
        return lines
    }

    public func kill(_ signal: Int32 = SIGKILL) {
        guard !isReaped else { return }
        _ = Self.send(signal, to: pid)
        var status: Int32 = 0
        if waitpid(pid, &status, 0) == pid { isReaped = true }
    }

    private static func send(_ signal: Int32, to pid: pid_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.kill(pid, signal)
        #else
            Darwin.kill(pid, signal)
        #endif
    }
}
