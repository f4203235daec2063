import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Connects an operator's terminal with that of an interactive command, until the command ends or the operator leaves it. The command
/// goes on in both cases as in every other; whoever attaches next sees where it is.
public struct TerminalAttachment: Sendable {
    public enum Ending: Hashable, Sendable {
        /// The operator left it.
        case detached
        /// The command has ended.
        case ended
        /// The operator's own terminal is gone, or the caller wanted an end.
        case stopped
    }

    /// What leaves the terminal: Ctrl-].
    public static let leaveKey: UInt8 = 0x1d
    /// How long a command may take to have its terminal.
    private static let patience = Duration.seconds(10)
    /// Leaves whatever a program had changed: other screens, mouse, bracketed paste, keypad, colours, scroll region, hidden cursor.
    private static let reset =
        "\u{1b}[?1049l\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1004l\u{1b}[?1006l\u{1b}[?2004l\u{1b}[?1l\u{1b}>\u{1b}[r\u{1b}[m\u{1b}[?25h\r\n"

    private let directory: String

    /// - Parameters:
    ///   - step: counted from 0.
    ///   - attempt: counted from 1.
    public init(_ folder: LaunchFolder, run: String, step: Int, attempt: Int) {
        directory = RunFiles(folder, run: run).attempt(step: step, attempt).path
    }

    /// - Parameters:
    ///   - input: the operator's terminal.
    ///   - isStopped: asked at least twice a second, and after every signal.
    /// - Throws: why it cannot be reached.
    public func carryOut(input: Int32, output: Int32, isStopped: () -> Bool) throws(SystemError) -> Ending {
        guard let connection = try connect(isStopped) else { return SmallFile.exists(directory + "/exit") ? .ended : .stopped }
        var before = termios()
        guard tcgetattr(input, &before) == 0 else { throw SystemError("attach", "this terminal") }
        var raw = before
        cfmakeraw(&raw)
        tcsetattr(input, TCSADRAIN, &raw)
        defer {
            Self.write(Array(Self.reset.utf8), to: output)
            tcsetattr(input, TCSADRAIN, &before)
        }
        Self.write(Array("\r\n[opsconsole: Ctrl-] leaves this terminal, the command goes on]\r\n".utf8), to: output)
        return relay(connection, input, output, isStopped)
    }

    /// Nil where the command ended before there was a terminal, or an end is wanted.
    private func connect(_ isStopped: () -> Bool) throws(SystemError) -> Descriptor? {
        let deadline = SystemClock.now().uptime + Self.patience
        while !isStopped() {
            do throws(SystemError) { return try TerminalSocket.connect(in: directory) } catch {
                if SmallFile.exists(directory + "/exit") { return nil }
                guard SystemClock.now().uptime < deadline else { throw error }
            }
            PollSet.wait([], atMost: .milliseconds(20))
        }
        return nil
    }

    private func relay(_ connection: Descriptor, _ input: Int32, _ output: Int32, _ isStopped: () -> Bool) -> Ending {
        var size: TerminalSize?
        while !isStopped() {
            if let new = TerminalSize(of: output), new != size {
                size = new
                guard Self.send(.size(rows: new.rows, columns: new.columns), to: connection) else { return .ended }
            }
            var entries = [input, connection.number].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&entries, 2, 500) > 0 else { continue }
            if entries[1].revents != 0 {
                errno = 0
                let bytes = connection.readSome(limit: 1 << 16)
                if bytes.isEmpty, errno != EAGAIN { return .ended }
                if !Self.write(bytes, to: output) { return .stopped }
            }
            if entries[0].revents != 0 {
                errno = 0
                let bytes = Descriptor.read(input, limit: TerminalFrame.limit)
                if bytes.isEmpty, errno != EAGAIN, errno != EINTR { return .stopped }
                let typed = bytes.prefix { $0 != Self.leaveKey }
                if !typed.isEmpty, !Self.send(.keys(Array(typed)), to: connection) { return .ended }
                if typed.count < bytes.count { return .detached }
            }
        }
        return .stopped
    }

    private static func send(_ frame: TerminalFrame, to connection: Descriptor) -> Bool { write(frame.bytes, to: connection.number) }

    /// Waits until all is taken; false where nobody takes it any more.
    @discardableResult
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Descriptor.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done) }
            if count > 0 {
                done += count
                continue
            }
            guard errno == EAGAIN || errno == EINTR else { return false }
            var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            // A terminal that takes nothing, as after Ctrl-S, is waited for; one that hung up is not.
            _ = poll(&entry, 1, 500)
            if entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return false }
        }
        return true
    }
}

extension Descriptor {
    fileprivate static func read(_ number: Int32, limit: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            #if canImport(Glibc)
                count = max(0, Glibc.read(number, buffer.baseAddress, limit))
            #else
                count = max(0, Darwin.read(number, buffer.baseAddress, limit))
            #endif
        }
    }

    fileprivate static func write(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(number, bytes, count)
        #else
            Darwin.write(number, bytes, count)
        #endif
    }
}
