import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One ssh process with a shell on its far side. Nothing of it ever waits; it is ended with the object at the latest.
final class SSHSession {
    private static let chunk = 1 << 18
    private static let mostWords = 8192

    private let process: SpawnedProcess
    private var input: Descriptor?
    private let output: Descriptor
    private let errors: Descriptor
    private var outgoing: [UInt8] = []
    private var said: [UInt8] = []
    private var outputEnded = false
    private var errorsEnded = false
    /// When it was opened or last said something.
    private(set) var heardAt: Duration

    init(_ program: SSHProgram, _ arguments: [String], at now: Duration) throws(SystemError) {
        let input = try DescriptorPipe(), output = try DescriptorPipe(), errors = try DescriptorPipe()
        for descriptor in [input.writing, output.reading, errors.reading] {
            let flags = fcntl(descriptor.number, F_GETFL)
            guard fcntl(descriptor.number, F_SETFL, flags | O_NONBLOCK) == 0 else { throw SystemError("set up", "a pipe") }
        }
        let spawn = Spawn(
            program.path, arguments, environment: program.environment, descriptors: [input.reading, output.writing, errors.writing])
        process = try spawn.start()
        self.input = input.writing
        self.output = output.reading
        self.errors = errors.reading
        heardAt = now
    }

    deinit {
        input = nil
        process.signalGroup(SIGTERM)
        if process.poll() == nil { process.reapInBackground() }
    }

    var watched: [Descriptor] {
        (outputEnded ? [] : [output]) + (errorsEnded ? [] : [errors]) + (process.watch.map { [$0.descriptor] } ?? [])
    }

    func send(_ text: String) {
        outgoing += Array(text.utf8)
        flush()
    }

    /// Nothing more will be sent: the far side may end.
    func closeInput() { input = nil }

    /// What has arrived on its standard output, at most a quarter of a megabyte at a time; empty where there is nothing now.
    func receive(at now: Duration) -> [UInt8] {
        flush()
        drainErrors()
        guard !outputEnded else { return [] }
        errno = 0
        let bytes = output.readSome(limit: Self.chunk)
        if bytes.isEmpty { outputEnded = errno != EAGAIN } else { heardAt = now }
        return bytes
    }

    /// How ssh ended and what it said, once nothing more can come of it.
    func trouble(_ host: String) -> LinkTrouble? {
        guard let end = process.poll() else { return nil }
        // A shared connection's process may hold the pipes for longer than the session lives.
        guard outputEnded || !PollSet.isReadable(output) else { return nil }
        drainErrors()
        return LinkTrouble(host: host, said: said, end: end)
    }

    /// For a process that is run for its exit code.
    var exitCode: Int32? {
        guard let end = process.poll() else { return nil }
        if case .exit(let code) = end { return code }
        return -1
    }

    func kill() { process.signalGroup(SIGKILL) }

    private func flush() {
        guard let input, !outgoing.isEmpty else { return }
        let count = write(input.number, outgoing, outgoing.count)
        if count > 0 { outgoing.removeFirst(count) }
    }

    private func drainErrors() {
        guard !errorsEnded else { return }
        errno = 0
        let bytes = errors.readSome(limit: 4096)
        if bytes.isEmpty { errorsEnded = errno != EAGAIN }
        said += bytes
        if said.count > Self.mostWords { said.removeFirst(said.count - Self.mostWords) }
    }
}
