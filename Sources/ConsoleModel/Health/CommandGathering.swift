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
    let group: pid_t
    let output: CInt
    let error: CInt
    let halt: CInt
    private let limit: Int
    private var standardOutput: [UInt8] = []
    private var standardError: [UInt8] = []
    private var outputIsOpen = true
    private var errorIsOpen = true
    private var total = 0
    private var isCutShort = false
    private var buffer = [UInt8](repeating: 0, count: 16 * 1024)

    init(group: pid_t, output: CInt, error: CInt, halt: CInt, limit: Int) {
        (self.group, self.output, self.error, self.halt, self.limit) = (group, output, error, halt, limit)
        for descriptor in [output, error] { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) }
    }

    mutating func gather(before deadline: Deadline) throws(Failure) -> ShellCommand.Output {
        while true {
            let halted = wait(atMost: deadline.remaining)
            readAll()
            if hasEnded() { break }
            let failure: Failure? =
                if halted {
                    Failure(.other, "stopped watching")
                } else if total > ShellCommand.mostOutput {
                    Failure(.tooLarge, "more than \(ShellCommand.mostOutput / 1024) KiB of output")
                } else if deadline.remaining == .nanoseconds(0) {
                    deadline.expired("the command is still running")
                } else {
                    nil
                }
            if let failure {
                _ = end()
                throw failure
            }
        }
        // Children the shell left behind may hold the pipes open for ever: what is there now is all there will be.
        readAll()
        let status = end()
        let signal = status & 0x7F
        return ShellCommand.Output(
            exitCode: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal, standardOutput: standardOutput,
            standardError: standardError, isCutShort: isCutShort)
    }

    /// Waits for output, the halt, or long enough to look whether the shell has ended. True when halted.
    private func wait(atMost remaining: TimeAmount) -> Bool {
        var descriptors = [
            pollfd(fd: outputIsOpen ? output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorIsOpen ? error : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: halt, events: Int16(POLLIN), revents: 0),
        ]
        let between: Int64 = outputIsOpen || errorIsOpen ? 50 : 1
        let milliseconds = min(between, remaining.nanoseconds / 1_000_000 + 1)
        poll(&descriptors, nfds_t(descriptors.count), CInt(milliseconds))
        return descriptors[2].revents != 0
    }

    private mutating func readAll() {
        if outputIsOpen { outputIsOpen = read(output, into: \.standardOutput) }
        if errorIsOpen { errorIsOpen = read(error, into: \.standardError) }
    }

    /// False at the end of the stream.
    private mutating func read(_ descriptor: CInt, into kept: WritableKeyPath<Self, [UInt8]>) -> Bool {
        while total <= ShellCommand.mostOutput {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return false }
            if count < 0 {
                if errno == EINTR { continue }
                return errno == EAGAIN
            }
            total += count
            let room = limit - self[keyPath: kept].count
            if count > room { isCutShort = true }
            self[keyPath: kept].append(contentsOf: buffer[..<min(count, room)])
        }
        return true
    }

    /// Whether the shell has ended; it stays a zombie, so that its group's number cannot be given to anybody else yet.
    private func hasEnded() -> Bool {
        var info = siginfo_t()
        let code = waitid(P_PID, id_t(group), &info, WEXITED | WNOHANG | WNOWAIT)
        return code == 0 && info.si_signo == SIGCHLD
    }

    /// Ends the whole group and returns the shell's wait status.
    private func end() -> CInt {
        kill(-group, SIGKILL)
        var status: CInt = 0
        while waitpid(group, &status, 0) < 0, errno == EINTR {}
        return status
    }
}

private func systemRead(_ descriptor: CInt, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, buffer, count) }
