import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A console in lines: a summary of the launch, then what changes, until there is an end. Main thread only.
final class PlainSession {
    enum Ending { case finished, signal(Int32), gone }

    private let launch: OpenLaunch
    private let source: SnapshotSource
    private let watch: FileWatch?
    private let background: BackgroundStarts
    private let sourceWatch: SourceWatch
    private let readOnly: Bool
    /// Whether ticks go back into the Markdown.
    private let writesTicks: Bool
    private let text: PlainText
    private let signals: EndSignals
    private let writer: LineWriter
    /// What could not be started; said once.
    private var problems: [String] = []

    /// How often what no file tells of is looked at: the engine's lease, other operators, dead runners, the plan on disk, the clock.
    private static let beat: Int32 = 500

    init(_ launch: OpenLaunch, readOnly: Bool, writesTicks: Bool, text: PlainText) throws {
        self.launch = launch
        self.readOnly = readOnly
        self.writesTicks = writesTicks
        self.text = text
        signals = try EndSignals([SIGINT, SIGTERM, SIGHUP])
        writer = LineWriter(output: STDOUT_FILENO, end: signals.descriptor)
        source = try SnapshotSource(launch)
        source.readOnly = readOnly
        watch = try? FileWatch(launch.folder.bells)
        background = try BackgroundStarts()
        sourceWatch = SourceWatch(launch)
        // A reader that is gone is an answer of write(2), no death.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs until the launch ends, nobody reads any more or a signal asks for the end.
    func run() -> Ending {
        lookAround()
        var snapshot = source.snapshot()
        var news = PlainNews(after: snapshot)
        var lines = PlainSummary(snapshot).lines + PlainHelp.lines(snapshot, launch: launch.path)
        while true {
            switch writer.write(lines.map(text.line)) {
            case .written: break
            case .gone: return .gone
            case .asked: return .signal(signals.number ?? SIGTERM)
            }
            if snapshot.state.finished != nil, snapshot.state.activeRun == nil { return .finished }
            if !readOnly { startEngine(snapshot) }
            if let ending = wait() { return ending }
            lookAround()
            let before = snapshot.state.seq
            snapshot = look()
            writeTicks(since: before, snapshot)
            lines = problems.map { "opsconsole: \($0)" } + news.lines(snapshot)
            problems = []
        }
    }

    private func wait() -> Ending? {
        var polled = [signals.descriptor, background.wakeDescriptor, watch?.fileDescriptor ?? -1].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // Tells, without being asked, when nobody reads any more.
        polled.append(pollfd(fd: STDOUT_FILENO, events: 0, revents: 0))
        _ = poll(&polled, nfds_t(polled.count), Self.beat)
        if let number = signals.number { return .signal(number) }
        if polled[3].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { return .gone }
        if polled[1].revents != 0 { problems += background.takeProblems() }
        watch?.drain()
        return nil
    }

    private func look() -> Snapshot {
        do { _ = try source.refresh() } catch { source.notices.append("\(error)") }
        return source.snapshot()
    }

    /// Every operator's ticks are written, a script's too: the plan is to say what the record says.
    private func writeTicks(since seq: Int64, _ snapshot: Snapshot) {
        guard writesTicks, snapshot.records.contains(where: { $0.seq > seq && TickMirror.concerns($0.event) }) else { return }
        do { try TickMirror.write(launch) } catch { problems.append("ticks are not written: \(error.message)") }
    }

    private func lookAround() {
        source.lookAround()
        source.notices = sourceWatch.look(launch)
        source.changes = sourceWatch.changes
        guard !readOnly else { return }
        do { try launch.recordInterruptions() } catch { source.notices.append("\(error)") }
    }

    /// After that nobody watches was said, lest it never be seen. Whoever stopped the engine on purpose, or had it end because nothing
    /// was left to watch, wants it stopped.
    private func startEngine(_ snapshot: Snapshot) {
        guard !snapshot.engine.alive, snapshot.state.finished == nil, snapshot.state.engine?.stopped == nil else { return }
        background.startEngine(launch)
    }
}
