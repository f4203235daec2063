import CNCurses

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The loop of a console: waits for keys, signals and news, and draws. It is a value and a function around poll(2), both
/// the clock and poll passed in, so that a test steps it without waiting. Main thread only.
public struct TerminalLoop {
    public enum Flow: Hashable, Sendable { case goOn, leave }

    /// Why the loop came to its end.
    public enum Ending: Hashable, Sendable {
        /// A handler said so.
        case left
        /// SIGTERM, SIGHUP or SIGINT, by its number.
        case signal(Int32)
        /// There is nobody at the other end of the terminal.
        case gone
    }

    public struct Handlers {
        /// Keys in the order typed; `Key.resize` comes among them.
        public var onKeys: ([Key]) -> Flow
        /// One of the wake-up descriptors is readable; the handler reads it.
        public var onWake: (Int32) -> Flow
        /// How long from now until what is shown changes by itself; nil when it does not.
        public var timeout: () -> Duration?
        /// The picture as it should be now; nil when it is the one that was drawn last.
        public var draw: (Size) -> Grid?
        /// Whether more comes in than anyone can read: then news is drawn less often.
        public var isFlooded: () -> Bool
        /// Does a slice, some milliseconds at most, of what takes long; false where there is nothing to do. Keys go before it.
        public var work: () -> Bool

        public init(
            onKeys: @escaping ([Key]) -> Flow, onWake: @escaping (Int32) -> Flow, timeout: @escaping () -> Duration?,
            draw: @escaping (Size) -> Grid?, isFlooded: @escaping () -> Bool = { false },
            work: @escaping () -> Bool = { false }
        ) {
            self.onKeys = onKeys
            self.onWake = onWake
            self.timeout = timeout
            self.draw = draw
            self.isFlooded = isFlooded
            self.work = work
        }
    }

    /// Like poll(2): waits until a descriptor is ready, at most that long; nil is without end.
    public typealias Wait = (inout [pollfd], Duration?) -> Int32

    private enum Wish: Int { case none, data, key }

    private let display: any Display
    private let clock: () -> Duration
    private let wait: Wait
    private var wakeups: [Int32]
    private var pacer = FramePacer()
    private var size: Size
    private var wish = Wish.data
    private var ending: Ending?
    /// The picture drawn last, for a terminal that lost it.
    private var drawn: Grid?
    private var isLost = false
    private var isWorking = false
    private var progressAt = Duration.zero
    private static let progressInterval = Duration.milliseconds(100)

    /// - Parameters:
    ///   - wakeups: descriptors whose becoming readable means news.
    ///   - clock: uptime.
    public init(
        display: any Display, wakeups: [Int32], clock: @escaping () -> Duration,
        wait: Wait? = nil
    ) {
        self.display = display
        self.wakeups = wakeups
        self.clock = clock
        self.wait = wait ?? Self.poll
        size = display.size
    }

    /// Steps until there is an end.
    public mutating func run(_ handlers: Handlers) -> Ending {
        while true {
            if let ending = step(handlers) { return ending }
        }
    }

    /// Waits for one thing to happen, handles all that did, keys first, and draws if a picture is due.
    public mutating func step(_ handlers: Handlers) -> Ending? {
        let before = clock()
        let changesAt = handlers.timeout().map { before + $0 }
        var polled = descriptors(at: before, handlers)
        _ = wait(&polled, isWorking ? .zero : patience(until: changesAt, from: before, handlers))
        let now = clock()
        hear(polled, at: now, handlers)
        if let changesAt, now >= changesAt { want(.data) }
        if ending == nil { drawIfDue(handlers) }
        if ending == nil { work(at: now, handlers) }
        return ending
    }

    /// Shows how far it has come now and then, and the end of it.
    private mutating func work(at now: Duration, _ handlers: Handlers) {
        let was = isWorking
        isWorking = handlers.work()
        if was, !isWorking || now >= progressAt { want(.data) }
        if !was || now >= progressAt { progressAt = now + Self.progressInterval }
    }

    /// Where a picture of news waits for no more than a frame's time, more news need not be heard of: in a flood it would wake us a
    /// thousand times a second for nothing.
    private func hearsNews(at now: Duration, _ handlers: Handlers) -> Bool {
        guard wish == .data, !isWorking, !display.hasOutputWaiting else { return true }
        let delay = frameDelay(at: now, handlers)
        return delay == .zero || delay > FramePacer.interval
    }

    private func descriptors(at now: Duration, _ handlers: Handlers) -> [pollfd] {
        let own = display.descriptors
        var polled = [own.signals, own.input].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if hearsNews(at: now, handlers) { polled += wakeups.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) } }
        if display.hasOutputWaiting { polled.append(pollfd(fd: own.output, events: Int16(POLLOUT), revents: 0)) }
        return polled
    }

    private static func poll(_ polled: inout [pollfd], atMost patience: Duration?) -> Int32 {
        guard let patience else { return cn_wait(&polled, polled.count, -1) }
        let (seconds, attoseconds) = min(patience, .seconds(3600)).components
        return cn_wait(&polled, polled.count, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// How long to wait for what the descriptors tell; nil without end.
    private func patience(until change: Duration?, from now: Duration, _ handlers: Handlers) -> Duration? {
        var delays: [Duration] = []
        if let change { delays.append(change - now) }
        if let deadline = display.keyDeadline { delays.append(deadline - now) }
        if wish != .none, !display.hasOutputWaiting { delays.append(frameDelay(at: now, handlers)) }
        return delays.min().map { max(.zero, $0) }
    }

    private mutating func hear(_ polled: [pollfd], at now: Duration, _ handlers: Handlers) {
        while let signal = display.nextSignal() { obey(signal) }
        if display.hasOutputWaiting { display.flush() }
        var keys = display.readKeys(at: now)
        if display.size != size {
            size = display.size
            keys.append(.resize(width: size.width, height: size.height))
        }
        if !keys.isEmpty {
            want(.key)
            follow(handlers.onKeys(keys))
        }
        for entry in polled where entry.revents != 0 && wakeups.contains(entry.fd) {
            // One that was closed would wake us without end.
            if entry.revents & Int16(POLLNVAL) != 0 { wakeups.removeAll { $0 == entry.fd } }
            want(.data)
            follow(handlers.onWake(entry.fd))
        }
        if display.isGone { end(.gone) }
    }

    private mutating func obey(_ signal: TerminalSignal) {
        switch signal {
        case .resized: display.updateSize()
        case .stop: display.suspend()
        case .continued: display.resume()
        case .end(let number): end(.signal(number))
        }
        isLost = true
        want(.data)
    }

    private mutating func follow(_ flow: Flow) {
        if flow == .leave { end(.left) }
    }

    private mutating func end(_ new: Ending) {
        if ending == nil { ending = new }
    }

    private mutating func want(_ new: Wish) {
        if new.rawValue > wish.rawValue { wish = new }
    }

    private mutating func drawIfDue(_ handlers: Handlers) {
        let now = clock()
        guard wish != .none, !display.hasOutputWaiting, frameDelay(at: now, handlers) == .zero else { return }
        let isNews = wish == .data
        // A picture that a key asked for may leave out what news has brought.
        wish = !isNews && display.newsDelay(at: now) > .zero ? .data : .none
        guard let grid = handlers.draw(display.size) ?? (isLost ? drawn : nil) else { return }
        // The first picture costs far more than any that follow, and no terminal takes it at once: it must not hold them back.
        let isFirst = drawn == nil
        isLost = false
        drawn = grid
        display.draw(grid, isNews: isNews, at: now)
        pacer.drew(at: now, cost: isFirst ? .zero : clock() - now, isTaken: isFirst || !display.hasOutputWaiting)
    }

    private func frameDelay(at now: Duration, _ handlers: Handlers) -> Duration {
        let delay = pacer.delay(at: now, forKey: wish == .key, isFlooded: handlers.isFlooded())
        return wish == .key ? delay : max(delay, display.newsDelay(at: now))
    }
}
