import LaunchCore
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A short command that answers a question: `/bin/sh -c TEXT` in a session of its own, with no open file of ours, ended with all its children when time is up, when it says too much, and when its shell has ended.
struct ShellCommand: Sendable {
    struct Output: Sendable {
        var end: SpawnedProcess.End
        /// The first `outputLimit` bytes.
        var standardOutput: [UInt8]
        var standardError: [UInt8]
        /// True where it said more than is kept.
        var isCutShort: Bool

        /// Why it cannot be trusted; nil after exit code 0.
        var failure: Failure? {
            let words: String
            switch end {
            case .exit(0): return nil
            case .exit(let code): words = "exit \(code)"
            case .signal(let number): words = "ended by signal \(number)"
            }
            let lines = (standardError.isEmpty ? standardOutput : standardError).split(separator: UInt8(ascii: "\n"))
            let last = lines.last.map { Printable.text(bytes: $0, limit: 120) } ?? ""
            return Failure(.exit, last.isEmpty ? words : "\(words): \(last)")
        }
    }

    let text: String
    let surroundings: Surroundings
    /// More than this many bytes of each stream are not kept.
    var outputLimit = 64 * 1024
    /// What it reads on its standard input; at most `mostInput` bytes.
    var input: [UInt8] = []
    /// Beside those of the surroundings.
    var variables: [String: String] = [:]

    /// A command that says more than this is ended.
    static let mostOutput = 1024 * 1024
    /// What a pipe takes without anybody reading.
    static let mostInput = 32 * 1024

    nonisolated(nonsending) func run(before deadline: Deadline) async throws(Failure) -> Output {
        let commands = surroundings.halt.commands
        commands.enter()
        return try await Aside.run("command", on: surroundings.loop) { () throws(Failure) in
            defer { commands.leave() }
            return try blockingRun(before: deadline)
        }.value()
    }

    private func blockingRun(before deadline: Deadline) throws(Failure) -> Output {
        var gathering: CommandGathering
        do throws(SystemError) { gathering = try start() } catch { throw Failure(.other, "\(error)") }
        return try gathering.gather(before: deadline).get()
    }

    private func start() throws(SystemError) -> CommandGathering {
        let output = try DescriptorPipe(), error = try DescriptorPipe()
        let reading = try inputDescriptor()
        let merged = surroundings.environment.merging(variables) { $1 }
        let variables = SpawnEnvironment(entries: merged.map { "\($0.key)=\($0.value)" })
        let process = try Spawn(
            "/bin/sh", ["-c", text], environment: variables, directory: surroundings.directory,
            descriptors: [reading, output.writing, error.writing]
        ).start()
        return CommandGathering(
            process, output: output.reading, error: error.reading, halt: surroundings.halt.signal, limit: outputLimit)
    }

    /// The whole input lies in a pipe before the command starts, so that nobody waits for its reading.
    private func inputDescriptor() throws(SystemError) -> Descriptor {
        if input.isEmpty { return try Descriptor(opening: "/dev/null", O_RDONLY) }
        let pipe = try DescriptorPipe()
        guard write(pipe.writing.number, input, min(input.count, Self.mostInput)) >= 0 else { throw SystemError("write", "a pipe") }
        return pipe.reading
    }
}
