import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Follows what a command prints, on this host or through ssh. A command that ends is started again, after longer and longer pauses;
/// what it then repeats of the lines that are there already is left out.
final class CommandFollower: LogFollower {
    /// What is to be run, and how the operator knows it.
    struct Command: Sendable {
        /// For `/bin/sh -c`.
        var text: String
        /// Printable: `journalctl -fu nginx`, `web1:/var/log/app.log`.
        var name: String
        var directory: String
        var environment: SpawnEnvironment
        /// Whether it begins with lines of before each time it is started.
        var repeatsHistory: Bool
        /// Whether it is done when it ends well: a compressed file has an end.
        var isOnce = false
    }

    private static let bytesPerStep = 4 << 20
    /// A command that closed its output and goes on is ended after so many milliseconds.
    private static let graceAfterOutput: Int64 = 2000

    private(set) var due: Int64 = 0
    private let command: Command
    private let buffer: LogBuffer
    private var pauses: RestartPauses
    private var process: SpawnedProcess?
    private var output: Descriptor?
    /// Held open as long as the command is wanted: one that watches its input ends with this process, however that dies.
    private var input: Descriptor?
    private var splitter = LineSplitter()
    private var resumption: LineResumption?
    private var isReadable = false
    private var outputEnded: Int64?
    private var hasBeenMarked = false
    private var isDone = false

    init(_ command: Command, buffer: LogBuffer, pauses: RestartPauses = RestartPauses()) {
        self.command = command
        self.buffer = buffer
        self.pauses = pauses
    }

    var descriptor: Int32 { output?.number ?? -1 }
    var isReady: Bool { isReadable }
    func note(_ event: FileEvent) {}
    func noteReadable() { isReadable = true }

    func step(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        if isReadable { read(scratch, now: now) }
        resumeIfQuiet(now: now)
        if output == nil, process != nil { reap(now: now) }
        if process == nil, !isDone, now >= pauses.next { start(now: now) }
        due = min(resumption?.due ?? .max, isDone ? .max : process == nil ? pauses.next : outputEnded == nil ? .max : now + 20)
    }

    func end() {
        guard let process else { return }
        input = nil
        output = nil
        process.signalGroup(SIGTERM)
        if process.wait(atMost: .milliseconds(200)) == nil {
            process.signalGroup(SIGKILL)
            process.reapInBackground()
        }
    }

    private func start(now: Int64) {
        do {
            let into = try DescriptorPipe(), out = try DescriptorPipe()
            _ = fcntl(out.reading.number, F_SETFL, O_NONBLOCK)
            process = try Spawn(
                "/bin/sh", ["-c", command.text], environment: command.environment, directory: command.directory,
                descriptors: [into.reading, out.writing, out.writing]
            ).start()
            (input, output) = (into.writing, out.reading)
            outputEnded = nil
            if pauses.hasEnded {
                resumption = LineResumption(known: buffer.newestLines(LogStore.historyLines), now: now, isSure: command.repeatsHistory)
            }
            pauses.started(now: now)
            if !pauses.hasEnded { buffer.setStatus("following", isFollowing: true) }
        } catch {
            pauses.ended(now: now)
            buffer.setStatus("\(Printable.text(error.description, limit: 200)); trying again", isFollowing: false)
        }
        buffer.settle()
    }

    private func read(_ scratch: UnsafeMutableRawBufferPointer, now: Int64) {
        isReadable = false
        guard let output else { return }
        var taken = 0
        while taken < Self.bytesPerStep {
            let count = output.readNow(into: scratch)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            guard count > 0 else { return endOutput(now: now) }
            taken += count
            take(UnsafeRawBufferPointer(rebasing: scratch[..<count]), now: now)
        }
        isReadable = true
    }

    private func take(_ bytes: UnsafeRawBufferPointer, now: Int64) {
        if resumption == nil { return buffer.append(bytes, through: &splitter) }
        if resumption?.take(bytes, now: now) == true { resume(now: now) }
    }

    private func resumeIfQuiet(now: Int64) {
        if let resumption, now >= resumption.due { resume(now: now) }
    }

    /// Shows what is new in what the command printed since it was started again.
    private func resume(now: Int64) {
        guard let resumption else { return }
        self.resumption = nil
        buffer.setStatus("following", isFollowing: true)
        if hasBeenMarked { buffer.mark("\(command.name) is back" + (resumption.mayMissLines ? "; lines between may be missing" : "")) }
        hasBeenMarked = false
        resumption.fresh.withUnsafeBytes { buffer.append($0, through: &splitter) }
    }

    private func endOutput(now: Int64) {
        output = nil
        outputEnded = now
        if resumption?.isEmpty == false { resume(now: now) }
        resumption = nil
        buffer.flush(&splitter)
    }

    private func reap(now: Int64) {
        guard let process, let since = outputEnded else { return }
        guard let end = process.poll() else {
            if now - since > Self.graceAfterOutput { process.signalGroup(SIGKILL) }
            return
        }
        self.process = nil
        input = nil
        if command.isOnce, end == .exit(0) {
            isDone = true
            return buffer.setStatus("\(command.name) was read to its end", isFollowing: false)
        }
        let pause = pauses.ended(now: now)
        let how = Self.words(end)
        if !hasBeenMarked { buffer.mark("\(command.name) \(how)") }
        hasBeenMarked = true
        buffer.setStatus("\(command.name) \(how); again in \(Duration.milliseconds(pause).launchText)", isFollowing: false)
    }

    private static func words(_ end: SpawnedProcess.End) -> String {
        switch end {
        case .exit(let code): code == 255 ? "lost the link (exit 255)" : "ended with exit \(code)"
        case .signal(let number): "was ended by signal \(number)"
        }
    }
}

extension Descriptor {
    /// read(2).
    fileprivate func readNow(into buffer: UnsafeMutableRawBufferPointer) -> Int { read(number, buffer.baseAddress, buffer.count) }
}
