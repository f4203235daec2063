import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Carries out one command in a pseudo-terminal of its own, writes what comes out of it to a file, and lets consoles attach through a
/// socket in its working directory. It stands between a step's supervisor and its command, so that neither a console's death nor the
/// runner's reaches the command. One thread uses it.
final class TerminalHolder {
    private static let chunk = 1 << 16
    /// A viewer that takes nothing for so long is let go.
    private static let patience = Duration.seconds(5)
    /// Typed ahead, at most.
    private static let mostKeys = 1 << 16

    private let terminal: SpawnTerminal
    /// Held open: otherwise a command that closes its terminal for a moment would make it look gone.
    private let inside: Descriptor
    private let output: Descriptor
    private let listener: Descriptor
    private let command: SpawnedProcess
    private var viewers: [TerminalViewer] = []
    private var replay = TerminalReplay()
    private var keys: [UInt8] = []
    /// When the command's terminal hung up.
    private var hungUpAt: Duration?
    /// How often it looks whether it can still be found, and how long a command has that was hung up on.
    private static let look = Duration.seconds(1)

    /// - Parameter output: a file that is appended to.
    init(_ program: [String], output path: String, size: TerminalSize, environment: SpawnEnvironment) throws(SystemError) {
        terminal = try SpawnTerminal(rows: size.rows, columns: size.columns)
        inside = try Descriptor(opening: terminal.path, O_RDWR | O_NOCTTY)
        output = try Descriptor(opening: path, O_WRONLY | O_APPEND | O_NOFOLLOW)
        listener = try TerminalSocket.listen()
        let flags = fcntl(terminal.outside.number, F_GETFL)
        guard fcntl(terminal.outside.number, F_SETFL, flags | O_NONBLOCK) == 0 else { throw SystemError("set up", "a terminal") }
        command = try Spawn(program[0], Array(program.dropFirst()), environment: environment, terminal: terminal.path).start()
    }

    /// Returns when the command has ended and everything it wrote is written.
    func carryOut() -> SpawnedProcess.End {
        while true {
            if let end = command.poll() {
                finish()
                return end
            }
            wait()
            let now = SystemClock.now().uptime
            if let connection = TerminalSocket.accept(listener) { viewers.append(TerminalViewer(connection, greeting: replay.bytes)) }
            for viewer in viewers where keys.count < Self.mostKeys { for frame in viewer.listen() { take(frame) } }
            type()
            if !viewers.contains(where: \.isCrowded) { _ = read() }
            send(at: now)
            if isForsaken { hangUp(at: now) }
        }
    }

    /// True when the run's folder was taken away: nobody can come any more to type.
    private var isForsaken: Bool {
        var facts = stat()
        return viewers.isEmpty && fstat(output.number, &facts) == 0 && facts.st_nlink == 0 && access(TerminalSocket.name, F_OK) != 0
    }

    private func hangUp(at now: Duration) {
        let since = hungUpAt ?? now
        hungUpAt = since
        command.signalGroup(now - since < Self.look ? SIGHUP : SIGKILL)
    }

    private func wait() {
        let isCrowded = viewers.contains(where: \.isCrowded)
        func entry(_ descriptor: Descriptor, reading: Bool, writing: Bool) -> pollfd {
            pollfd(fd: descriptor.number, events: Int16((reading ? POLLIN : 0) | (writing ? POLLOUT : 0)), revents: 0)
        }
        var entries = [
            entry(listener, reading: true, writing: false), entry(terminal.outside, reading: !isCrowded, writing: !keys.isEmpty),
        ]
        entries += viewers.map { entry($0.connection, reading: keys.count < Self.mostKeys, writing: $0.hasOutput) }
        if let watch = command.watch { entries.append(entry(watch.descriptor, reading: true, writing: false)) }
        // Without a watch, and for viewers that take nothing, it looks more often.
        let timeout: Duration =
            command.watch == nil ? .milliseconds(20) : viewers.contains(where: \.hasOutput) ? .milliseconds(500) : Self.look
        _ = poll(&entries, nfds_t(entries.count), Int32(timeout.milliseconds))
    }

    private func take(_ frame: TerminalFrame) {
        switch frame {
        case .keys(let typed): keys += typed
        case .size(let rows, let columns): resize(TerminalSize(rows: max(1, rows), columns: max(1, columns)))
        }
    }

    /// A new viewer sees an empty screen until the program draws it again, even where the size is as it was.
    private func resize(_ size: TerminalSize) {
        let before = TerminalSize(of: terminal.outside.number)
        size.set(on: terminal.outside.number)
        guard before == size else { return }
        let group = tcgetpgrp(terminal.outside.number)
        if group > 1 { kill(-group, SIGWINCH) }
    }

    private func type() {
        guard !keys.isEmpty else { return }
        let count = write(terminal.outside.number, keys, keys.count)
        if count > 0 { keys.removeFirst(count) }
    }

    /// True when there was something.
    private func read() -> Bool {
        let bytes = terminal.outside.readSome(limit: Self.chunk)
        guard !bytes.isEmpty else { return false }
        record(bytes)
        replay.take(bytes)
        for viewer in viewers { viewer.show(bytes) }
        return true
    }

    /// A full disk does not hold the command up; what it then writes is shown to viewers alone.
    private func record(_ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { write(output.number, $0.baseAddress?.advanced(by: done), bytes.count - done) }
            guard count > 0 || errno == EINTR else { return }
            done += max(0, count)
        }
    }

    private func send(at now: Duration) {
        for viewer in viewers { viewer.send(at: now, patience: Self.patience) }
        viewers.removeAll(where: \.isGone)
    }

    /// Everything is written, and the socket is gone: the sign for the supervisor that the status it gets is the command's.
    private func finish() {
        while read() {}
        let end = SystemClock.now().uptime + .seconds(2)
        while viewers.contains(where: \.hasOutput), SystemClock.now().uptime < end {
            send(at: SystemClock.now().uptime)
            if viewers.contains(where: \.hasOutput) { PollSet.wait([], atMost: .milliseconds(10)) }
        }
        unlink(TerminalSocket.name)
    }
}
