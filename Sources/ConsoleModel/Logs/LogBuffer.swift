import LaunchCore
import Synchronization

/// One log as it stands: its newest lines, its counts and its status. Written by the reading thread, read by any.
final class LogBuffer: Sendable {
    let name: String
    private let wake: WakePipe
    private let state = Mutex(LogContents(status: "opening"))

    /// - Parameter wake: signalled after every change.
    init(name: String, wake: WakePipe) {
        self.name = name
        self.wake = wake
    }

    /// Takes the lines of a block in.
    /// - Parameter isNew: false for what stood in the log when it was opened: shown, but not counted.
    /// - Parameter showsPartial: whether an unfinished last line is shown meanwhile.
    func append(
        _ block: UnsafeRawBufferPointer, through splitter: inout LineSplitter, from file: OpenFile? = nil, isNew: Bool = true,
        showsPartial: Bool = true
    ) {
        let origin = LogContents.Origin(file)
        state.withLock {
            $0.append(block, through: &splitter, origin, isNew: isNew, now: SystemClock.now())
            if showsPartial { $0.showPartial(splitter, origin, now: SystemClock.now()) }
        }
        wake.signal()
    }

    /// Takes what waits in the splitter as a whole line: its end will not come.
    /// - Parameter isCurrent: whether it is what is shown as unfinished.
    func flush(_ splitter: inout LineSplitter, from file: OpenFile? = nil, isCurrent: Bool = true) {
        guard splitter.hasPartial else { return }
        let origin = LogContents.Origin(file)
        state.withLock {
            $0.flush(&splitter, origin, now: SystemClock.now())
            if isCurrent { $0.showPartial(LineSplitter(), origin, now: SystemClock.now()) }
        }
        wake.signal()
    }

    /// Shows no unfinished line any more: another file is read now.
    func forgetPartial() { state.withLock { $0.showPartial(LineSplitter(), LogContents.Origin(nil), now: SystemClock.now()) } }

    /// Puts a line of the console itself between the lines.
    /// - Parameter isShared: whether it is put into other logs, too.
    func mark(_ text: String, isShared: Bool = false) {
        state.withLock { $0.mark(text, isShared: isShared, now: SystemClock.moment()) }
        wake.signal()
    }

    /// - Parameter status: printable.
    func setStatus(_ status: String, isFollowing: Bool) {
        if state.withLock({ $0.setStatus(status, isFollowing: isFollowing, now: SystemClock.uptimeMilliseconds) }) { wake.signal() }
    }

    /// - Parameter hint: what shows lines that are no longer kept; printable.
    func setElsewhere(_ hint: String) { state.withLock { $0.elsewhere = hint } }

    /// The number for lines of one of several files; the name stands before each of them as soon as there are two.
    func origin(named name: String) -> UInt16 { state.withLock { $0.origin(named: name) } }

    /// The number by which lines of a file find back to it.
    func number(of file: LogFile) -> UInt8 { state.withLock { $0.number(of: file) } }

    /// The newest lines as they came, without the console's own, the oldest first.
    func newestLines(_ count: Int) -> [[UInt8]] { state.withLock { $0.newestLines(count) } }

    func add(_ counter: LogCounter) { state.withLock { $0.counters.add(counter) } }

    /// Why nothing comes in, when that has been so for a while: between two files of a rotation there is always a moment without.
    func silence(now: Int64) -> String? {
        state.withLock { state in
            guard state.isSettled else { return "\(name) is being opened" }
            guard let since = state.lostSince, now - since >= Self.patience else { return nil }
            return state.status
        }
    }

    /// Milliseconds.
    private static let patience: Int64 = 5000

    func tail(_ count: Int) -> LogTail {
        state.withLock { $0.tail(count, name: name, now: SystemClock.uptimeMilliseconds) }
    }

    /// Whether the log has been looked at, and what was found can be shown.
    var isSettled: Bool { state.withLock { $0.isSettled } }

    func settle() {
        let isNews = state.withLock { state in
            defer { state.isSettled = true }
            return !state.isSettled
        }
        if isNews { wake.signal() }
    }

    // What a view of the log asks for.

    func viewLines(_ count: Int) -> [ViewLine] { state.withLock { $0.viewLines(count) } }
    func stopFiltering() { state.withLock { $0.sieve = nil } }
    func filter(by filter: LineFilter, since number: Int) -> Bool { state.withLock { $0.filter(by: filter, since: number) } }
    /// The lines as they are now; those that come pass the filter from here on.
    func freeze(filteringBy filter: LineFilter) -> HeldLines {
        state.withLock { state in
            _ = state.filter(by: filter, since: state.ring.end)
            return state.freeze(withPartial: false)
        }
    }
    func freeze() -> HeldLines { state.withLock { $0.freeze(withPartial: true) } }
    var filterProblem: String? { state.withLock { $0.sieve?.filter.problem } }
    func perSecond(now: Int64) -> Int { state.withLock { $0.counters.perSecond(now: now) } }
    var total: Int { state.withLock { $0.counters.total } }

    func rates(now: Int64) -> (lines: [Int], errors: [Int]) { state.withLock { $0.counters.rates(now: now) } }
}
