import LaunchCore
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// All logs that one process follows. A thread reads them; any thread may ask for the newest lines. Ends with `close`.
public final class LogStore: Sendable {
    /// Where in a log that is there already reading begins.
    public enum Start: Sendable {
        /// The last lines are shown, without being counted.
        case end
        /// Every line is shown and counted: output of a run.
        case beginning
    }

    /// Lines shown of what stood in a log when it was opened.
    public static let historyLines = 2000

    private let directory: String
    private let environment: SpawnEnvironment
    private let pauses: RestartPauses
    private let wake: WakePipe
    private let reader: LogReader
    private let buffers = Mutex<[LogBuffer]>([])
    /// Logs whose commands wait for the plan to be accepted; nil where commands run.
    private let withheld: Mutex<[LogSource]?>

    /// - Parameter directory: where relative paths start from and commands run; absolute.
    /// - Parameter environment: of the commands that are followed; nil is this process's own.
    /// - Parameter mayRunCommands: false where nobody has accepted the plan they stand in; `allowCommands` begins them.
    /// - Throws: when the process has no descriptors or threads left.
    public convenience init(
        sources: [LogSource] = [], directory: String, environment: SpawnEnvironment? = nil, mayRunCommands: Bool = true
    ) throws(SystemError) {
        try self.init(
            directory: directory, environment: environment ?? .inherited, pauses: RestartPauses(), mayRunCommands: mayRunCommands)
        for source in sources { add(source) }
    }

    /// - Parameter pauses: before commands that ended are started again.
    init(
        directory: String, environment: SpawnEnvironment, pauses: RestartPauses, mayRunCommands: Bool = true
    ) throws(SystemError) {
        withheld = Mutex(mayRunCommands ? nil : [])
        self.directory = directory
        self.environment = environment
        self.pauses = pauses
        wake = try WakePipe()
        reader = try LogReader()
    }

    deinit { close() }

    /// Readable when something changed since the last `drainWake`; for poll(2). One byte at most waits in it.
    public var wakeDescriptor: Int32 { wake.readEnd }

    /// To be called before looking, so that what comes meanwhile wakes again.
    public func drainWake() { wake.drain() }

    /// Follows another log, or the same name anew.
    public func add(_ source: LogSource, from start: Start = .end) {
        let buffer = LogBuffer(name: source.name, wake: wake)
        buffers.withLock { buffers in
            if let index = buffers.firstIndex(where: { $0.name == source.name }) { buffers[index] = buffer } else { buffers.append(buffer) }
        }
        if source.runsCommand, withheld.withLock({ $0?.append(source) }) != nil {
            buffer.setStatus(Failure.notAccepted.detail, isFollowing: false)
            return buffer.settle()
        }
        let making = FollowerMaking(
            source: source, directory: directory, environment: environment, start: start, pauses: pauses, buffer: buffer)
        reader.give(.add(source.name, { making.follower($0) }))
    }

    /// Begins to follow what waited for the plan to be accepted.
    public func allowCommands() {
        let waiting = withheld.withLock { withheld in
            defer { withheld = nil }
            return withheld
        }
        for source in waiting ?? [] { add(source) }
    }

    public func remove(_ name: String) {
        buffers.withLock { $0.removeAll { $0.name == name } }
        reader.give(.remove(name))
    }

    /// The logs in the order they were added. Costs next to nothing where nothing came in.
    /// - Parameter visible: how many of the newest lines are wanted, by log; the others come without lines.
    public func tails(visible: [String: Int]) -> [LogTail] {
        buffers.withLock { $0 }.map { $0.tail(visible[$0.name] ?? 0) }
    }

    public func tail(_ name: String, lines: Int) -> LogTail? { buffer(name)?.tail(lines) }

    /// Lines a second, in all logs together, that nobody can follow with the eye any more.
    private static let flood = 2000

    /// Whether more comes in than anyone can read. Costs next to nothing.
    public var isFlooded: Bool {
        let now = SystemClock.uptimeMilliseconds
        return buffers.withLock { $0 }.reduce(0) { $0 + $1.perSecond(now: now) } > Self.flood
    }

    /// Starts counting the lines of a log that match. Nil where there is no log of that name.
    public func count(_ pattern: Pattern, in name: String, over: Duration) -> LogCounter? {
        guard let buffer = buffer(name) else { return nil }
        let counter = LogCounter(pattern: pattern, over: over, now: SystemClock.uptimeMilliseconds)
        buffer.add(counter)
        return counter
    }

    /// Why a log has brought nothing for some seconds, or nil while it is being followed.
    func silence(of name: String, now: Duration) -> String? {
        guard let buffer = buffer(name) else { return "there is no log \(name)" }
        return buffer.silence(now: now.milliseconds)
    }

    /// Puts a line of the console itself between the lines of logs: a tick, a trigger, a rollback step.
    /// - Parameter names: nil is all logs.
    public func mark(_ text: String, in names: Set<String>? = nil) {
        let text = Printable.text(text, limit: 400)
        for buffer in buffers.withLock({ $0 }) where names?.contains(buffer.name) ?? true { buffer.mark(text, isShared: true) }
    }

    /// Waits until every log was looked at once, so that a first picture can show them. False when the time is up before.
    @discardableResult
    public func settle(within limit: Duration) -> Bool {
        let end = SystemClock.uptimeMilliseconds + limit.milliseconds
        while !buffers.withLock({ $0.allSatisfy(\.isSettled) }) {
            let rest = end - SystemClock.uptimeMilliseconds
            guard rest > 0 else { return false }
            var descriptor = pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, Int32(clamping: rest))
            wake.drain()
        }
        wake.signal()
        return true
    }

    /// Ends the reading and the commands it started.
    public func close() { reader.end() }

    /// The logs followed, in the order they were added.
    public var names: [String] { buffers.withLock { $0.map(\.name) } }

    func buffer(_ name: String) -> LogBuffer? { buffers.withLock { $0.first { $0.name == name } } }
}
