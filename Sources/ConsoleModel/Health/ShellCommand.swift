import Dispatch
import LaunchCore
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A short command that answers a question: `/bin/sh -c TEXT` in a process group of its own, with nothing on its standard input,
/// ended with all its children when time is up, when it says too much, and when its shell has ended.
struct ShellCommand: Sendable {
    struct Output: Sendable {
        /// The exit code; nil where a signal ended it.
        var exitCode: CInt?
        var signal: CInt?
        /// The first `outputLimit` bytes.
        var standardOutput: [UInt8]
        var standardError: [UInt8]
        /// True where it said more than is kept.
        var isCutShort: Bool

        /// Why it cannot be trusted; nil after exit code 0.
        var failure: Failure? {
            guard exitCode != 0 else { return nil }
            let end = exitCode.map { "exit \($0)" } ?? "ended by signal \(signal ?? 0)"
            let lines = (standardError.isEmpty ? standardOutput : standardError).split(separator: UInt8(ascii: "\n"))
            let last = lines.last.map { Printable.text(bytes: $0, limit: 120) } ?? ""
            return Failure(.exit, last.isEmpty ? end : "\(end): \(last)")
        }
    }

    let text: String
    let surroundings: Surroundings
    /// More than this many bytes of each stream are not kept.
    var outputLimit = 64 * 1024

    /// A command that says more than this is ended.
    static let mostOutput = 1024 * 1024

    /// Runs it on a thread of its own.
    nonisolated(nonsending) func run(before deadline: Deadline) async throws(Failure) -> Output {
        let promise = surroundings.loop.makePromise(of: Output.self)
        surroundings.halt.commands.enter()
        DispatchQueue(label: "command").async {
            defer { surroundings.halt.commands.leave() }
            promise.completeWith(Result { () throws(Failure) in try blockingRun(before: deadline) })
        }
        do { return try await promise.futureResult.awaited() } catch { throw error as? Failure ?? Failure(.other, "\(error)") }
    }

    private func blockingRun(before deadline: Deadline) throws(Failure) -> Output {
        guard let out = Pipe.make() else { throw Failure(errno: errno, "pipe") }
        guard let err = Pipe.make() else {
            let code = errno
            close(out.read)
            close(out.write)
            throw Failure(errno: code, "pipe")
        }
        defer {
            close(out.read)
            close(err.read)
        }
        let spawned = Result { () throws(Failure) in try spawn(standardOutput: out.write, standardError: err.write) }
        close(out.write)
        close(err.write)
        var gathering = CommandGathering(
            group: try spawned.get(), output: out.read, error: err.read, halt: surroundings.halt.readEnd, limit: outputLimit)
        return try gathering.gather(before: deadline)
    }

    private func spawn(standardOutput: CInt, standardError: CInt) throws(Failure) -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, standardOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, standardError, 2)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        sigdelset(&signals, SIGKILL)
        sigdelset(&signals, SIGSTOP)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // The shell changes the directory: the call that would do it for the new process is not portable.
        let words = ["sh", "-c", "cd -- \"$0\" && exec /bin/sh -c \"$1\"", surroundings.directory, text]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = surroundings.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments, variables)
        guard code == 0 else { throw Failure(.other, "cannot start /bin/sh: \(Failure.text(errno: code))") }
        return pid
    }
}
