import LaunchCore
import NIOCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads what a spawned command says until its shell ends, time is up, it says too much or the poller halts; then nothing of its
/// process group is left.
struct CommandGathering {
    private let limit: Int
    private let process: SpawnedProcess
    private let halt: Descriptor?
    private var output: Stream
    private var error: Stream
    private var buffer = [UInt8](repeating: 0, count: 16 * 1024)

    private struct Stream {
        /// Nil once it has ended.
        var descriptor: Descriptor?
        var kept: [UInt8] = []
        var total = 0

        init(_ descriptor: Descriptor) {
            self.descriptor = descriptor
            _ = fcntl(descriptor.number, F_SETFL, fcntl(descriptor.number, F_GETFL) | O_NONBLOCK)
        }
    }

    /// - Parameter limit: more than this many bytes of each stream are not kept.
    init(_ process: SpawnedProcess, output: Descriptor, error: Descriptor, halt: Descriptor?, limit: Int) {
        self.limit = limit
        self.process = process
        self.output = Stream(output)
        self.error = Stream(error)
        self.halt = halt
    }

    mutating func gather(before deadline: Deadline) -> Result<ShellCommand.Output, Failure> {
        while true {
            wait(atMost: deadline.remaining)
            read(\.output)
            read(\.error)
            if hasEnded { break }
            if let failure = reasonToEnd(deadline) {
                _ = end()
                return .failure(failure)
            }
        }
        // Children the shell left behind may hold the pipes open for ever: what is there now is all there will be.
        read(\.output)
        read(\.error)
        let isCutShort = output.total > output.kept.count || error.total > error.kept.count
        return .success(
            ShellCommand.Output(end: end(), standardOutput: output.kept, standardError: error.kept, isCutShort: isCutShort))
    }

    private func reasonToEnd(_ deadline: Deadline) -> Failure? {
        if let halt, PollSet.isReadable(halt) { return Failure(.other, "stopped watching") }
        if output.total + error.total > ShellCommand.mostOutput {
            return Failure(.tooLarge, "more than \(ShellCommand.mostOutput / 1024) KiB of output")
        }
        return deadline.remaining == .nanoseconds(0) ? deadline.expired("the command is still running") : nil
    }

    /// Waits for output, the end, the halt, or the deadline.
    private func wait(atMost remaining: TimeAmount) {
        let descriptors = [output.descriptor, error.descriptor, process.watch?.descriptor, halt].compactMap(\.self)
        // Without a watch: a look every few milliseconds.
        let limit = process.watch == nil ? min(remaining, .milliseconds(5)) : remaining
        PollSet.wait(descriptors, atMost: .nanoseconds(limit.nanoseconds))
    }

    private mutating func read(_ path: WritableKeyPath<Self, Stream>) {
        while let descriptor = self[keyPath: path].descriptor, output.total + error.total <= ShellCommand.mostOutput {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor.number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else {
                self[keyPath: path].descriptor = nil
                return
            }
            let room = limit - self[keyPath: path].kept.count
            self[keyPath: path].kept.append(contentsOf: buffer[..<min(count, room)])
            self[keyPath: path].total += count
        }
    }

    /// Whether the shell has ended. It stays a zombie, so that its group's number cannot be given to anybody else yet.
    private var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(process.pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == SIGCHLD
    }

    /// Ends the whole group.
    private func end() -> SpawnedProcess.End {
        process.signalGroup(SIGKILL)
        // A killed process that does not go within seconds hangs in the kernel; nothing here can end it.
        if let end = process.wait(atMost: .seconds(5)) { return end }
        process.reapInBackground()
        return .signal(SIGKILL)
    }
}

private func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, buffer, count) }
