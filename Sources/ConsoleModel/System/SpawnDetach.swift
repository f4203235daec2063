import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Starting a process that outlives this one: an engine, a runner. It has a session of its own, a log file for its output, and says
/// through a pipe when it is ready.
public struct Detach: Sendable {
    /// A path; nil is this very program, even if its file was replaced meanwhile.
    public var executable: String?
    public var arguments: [String]
    public var environment: SpawnEnvironment
    /// Where its standard output and error are appended.
    public var log: String
    public var logMode: mode_t
    /// How long to wait for it to be ready.
    public var patience: Duration
    /// Put where systemd does not end it when the operator logs out.
    public var scope: SystemdScope?

    public init(
        executable: String? = nil, arguments: [String], environment: SpawnEnvironment = .inherited, log: String, logMode: mode_t,
        patience: Duration = .seconds(5), scope: SystemdScope? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.log = log
        self.logMode = logMode
        self.patience = patience
        self.scope = scope
    }

    /// Starts it and waits until it is ready, has failed, or patience is at its end. Returns its number.
    public func start() throws(DetachError) -> Int32 {
        let (process, answer) = try launch()
        defer { process.reapInBackground() }
        let deadline = SystemClock.now().uptime + patience
        var said: [UInt8] = []
        while said.last != UInt8(ascii: "\n"), said.count < 4096 {
            let left = deadline - SystemClock.now().uptime
            guard left > .zero else { throw .notReady(process.pid, within: patience) }
            PollSet.wait([answer], atMost: left)
            guard PollSet.isReadable(answer) else { continue }
            let more = answer.readSome(limit: 4096)
            if more.isEmpty { break }
            said += more
        }
        switch Readiness.answer(said) {
        case .ready: return process.pid
        case .failed(let why): throw .failed(why)
        case .silent: throw .ended(lastWords: lastWords)
        }
    }

    private func launch() throws(DetachError) -> (SpawnedProcess, Descriptor) {
        do {
            let pipe = try DescriptorPipe()
            let output = try Descriptor(opening: log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, mode: logMode)
            let input = try Descriptor(opening: "/dev/null", O_RDONLY)
            var spawn = Spawn(
                executable ?? SpawnedProgram.path, arguments, environment: environment, descriptors: [input, output, output, pipe.writing])
            spawn.name = executable ?? SpawnedProgram.name
            if let scope { spawn = scope.wrap(spawn) }
            return (try spawn.start(), pipe.reading)
        } catch { throw .system(error) }
    }

    /// The last line of its log: a program that dies at once says why there.
    private var lastWords: String {
        guard let file = try? Descriptor(opening: log, O_RDONLY) else { return "" }
        let size = lseek(file.number, 0, SEEK_END)
        lseek(file.number, max(0, size - 1024), SEEK_SET)
        let line = file.readSome(limit: 1024).split(separator: UInt8(ascii: "\n")).last ?? []
        return Printable.text(bytes: line, limit: 300)
    }
}

/// This very program.
enum SpawnedProgram {
    #if os(Linux)
        static let path = "/proc/self/exe"
    #else
        static let path = resolvedPath
    #endif

    static let name = "opsconsole"

    /// A path that means the same in another process, also where the file was replaced since, for as long as this process lives.
    static var lastingPath: String {
        #if os(Linux)
            let path = resolvedPath
            return path.hasSuffix(" (deleted)") ? "/proc/\(getpid())/exe" : path
        #else
            return resolvedPath
        #endif
    }

    /// A path that means the same in another process.
    static var resolvedPath: String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if os(Linux)
            guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else { return CommandLine.arguments.first ?? name }
        #else
            var size = UInt32(buffer.count)
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return CommandLine.arguments.first ?? name }
        #endif
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
