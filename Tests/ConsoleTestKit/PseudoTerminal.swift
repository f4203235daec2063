import ConsoleTUI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program in a terminal of its own: what it writes is on `screen`, what is typed reaches it as from a keyboard. Every wait
/// is for the thing itself and has an end.
public final class PseudoTerminal {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// How a process came to be no longer running.
    public enum Fate: Hashable, Sendable { case exited(Int32), killed(Int32), stopped(Int32) }

    public let pid: pid_t
    public private(set) var screen: ScreenEmulator
    /// Everything the program has written.
    public private(set) var output: [UInt8] = []

    /// Whether the terminal gives a sign of life when it is asked for one.
    public var answers = true

    private let master: Int32
    /// Held open, so that the settings can be read after the program is gone.
    private let slave: Int32
    private var ended: Fate?

    /// Starts a program as the leader of a session whose terminal this is.
    ///
    /// - Parameter environment: all of it; nothing is inherited.
    public init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String], size: Size = Size(width: 80, height: 24)
    ) throws(Failure) {
        var name = [CChar](repeating: 0, count: 256)
        var (master, slave): (Int32, Int32) = (-1, -1)
        var window = winsize(ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &window) == 0 else { throw Failure(description: "openpty: \(errno)") }
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        self.master = master
        self.slave = slave
        screen = ScreenEmulator(size: size)
        pid = try Self.spawn(executable, arguments, environment, terminal: name)
    }

    deinit {
        if ended == nil {
            kill(pid, SIGKILL)
            var status: Int32 = 0
            waitpid(pid, &status, 0)
        }
        close(master)
        close(slave)
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String: String], terminal: [CChar]
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session without a terminal takes the first one it opens for its own.
        posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let error = posix_spawn(&pid, executable, &actions, &attributes, words, variables)
        guard error == 0 else { throw Failure(description: "\(executable): \(String(cString: strerror(error)))") }
        return pid
    }

    /// `POSIX_SPAWN_SETSID`, which Glibc's module does not show.
    private static var newSession: Int16 {
        #if os(Linux)
            0x80
        #else
            0x400
        #endif
    }

    /// Types text, control characters included.
    public func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let wrote = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if wrote > 0 {
                bytes = bytes.dropFirst(wrote)
            } else {
                var room = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
                guard poll(&room, 1, 1000) > 0 else { return }
            }
        }
    }

    /// Waits until the program has read all that was typed.
    public func waitUntilTaken(within limit: Duration = .seconds(30)) throws(Failure) {
        let end = ContinuousClock.now + limit
        var count: Int32 = 0
        while ioctl(slave, UInt(FIONREAD), &count) == 0, count > 0 {
            guard ContinuousClock.now < end else {
                throw Failure(description: "\(count) bytes typed are not read; the screen:\n\(screen.text)")
            }
            read(within: .milliseconds(5))
        }
    }

    public func resize(_ size: Size) {
        var window = winsize(ws_row: UInt16(size.height), ws_col: UInt16(size.width), ws_xpixel: 0, ws_ypixel: 0)
        screen.resize(size)
        _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    }

    public func signal(_ number: Int32) { kill(pid, number) }

    /// Types the same again and again, reading nothing, until the terminal takes no more output.
    public func stuff(by typing: String, within limit: Duration = .seconds(30)) throws(Failure) {
        let end = ContinuousClock.now + limit
        var room = pollfd(fd: slave, events: Int16(POLLOUT), revents: 0)
        while poll(&room, 1, 50) > 0 {
            guard ContinuousClock.now < end else { throw Failure(description: "it never got full") }
            type(typing)
        }
    }

    /// The terminal's settings: canonical input, echo and so on.
    public var settings: termios {
        var settings = termios()
        tcgetattr(slave, &settings)
        return settings
    }

    /// Bytes typed that nobody has read.
    public var unreadTyping: Int {
        var count: Int32 = 0
        return ioctl(slave, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Reads what has been written; waits at most that long for something.
    @discardableResult
    public func read(within limit: Duration = .zero) -> Bool {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, Int32(limit / .milliseconds(1))) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = readBytes(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer[..<count]
        screen.feed(buffer[..<count])
        let questions = screen.takeQuestions()
        if answers { for _ in 0..<questions { type("\u{1b}[0n") } }
        return true
    }

    /// Waits until the screen is as asked.
    ///
    /// - Throws: when it does not come to that in time; the error holds the screen.
    public func wait(_ what: String = "the screen", within limit: Duration = .seconds(30), until isSo: (ScreenEmulator) -> Bool)
        throws(Failure)
    {
        let end = ContinuousClock.now + limit
        while !isSo(screen) {
            guard ContinuousClock.now < end else { throw Failure(description: "\(what) did not come; the screen:\n\(screen.text)") }
            read(within: .milliseconds(20))
        }
    }

    /// Waits until the screen shows a text.
    public func wait(for text: String, within limit: Duration = .seconds(30)) throws(Failure) {
        try wait("`\(text)`", within: limit) { $0.text.contains(text) }
    }

    /// Waits until the process has ended, or has stopped.
    ///
    /// - Parameter reading: whether to read on meanwhile; else the program's output piles up.
    public func waitForEnd(reading: Bool = true, within limit: Duration = .seconds(30)) throws(Failure) -> Fate {
        let end = ContinuousClock.now + limit
        while true {
            if let fate = fate() {
                while read() {}
                return fate
            }
            guard ContinuousClock.now < end else { throw Failure(description: "it still runs; the screen:\n\(screen.text)") }
            if reading { read(within: .milliseconds(2)) } else { usleep(2000) }
        }
    }

    /// Whether the process has ended or stopped already.
    public var hasEnded: Bool { fate() != nil }

    private func fate() -> Fate? {
        if let ended { return ended }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG | WUNTRACED) == pid else { return nil }
        if status & 0xff == 0x7f { return .stopped(status >> 8 & 0xff) }
        ended = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .killed(status & 0x7f)
        return ended
    }
}

/// The system's read(2), which a method of the same name hides.
private func readBytes(_ descriptor: Int32, _ buffer: inout [UInt8], _ size: Int) -> Int { read(descriptor, &buffer, size) }
