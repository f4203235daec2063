import ConsoleTUI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A stand-in for the terminal: keys come from a script, pictures are kept, and time passes only when the loop waits.
public final class ScriptedTerminal: Display {
    public var size: Size
    public var isGone = false
    public var hasOutputWaiting = false
    public private(set) var keyDeadline: Duration?
    /// Every picture drawn, oldest first.
    public private(set) var frames: [Grid] = []
    /// How many of them no key asked for.
    public private(set) var newsFrames = 0
    /// What happened besides drawing: `suspend`, `resume`.
    public private(set) var events: [String] = []
    /// When the link takes news again.
    public var newsAt = Duration.zero
    /// Uptime; moves on while the loop waits.
    public var now = Duration.seconds(1000)
    /// The loop has nothing to do until somebody acts.
    public private(set) var isIdle = false

    private var keys: [Key] = []
    private var signals: [TerminalSignal] = []
    private var wakes: Set<Int32> = []

    public init(size: Size = Size(width: 80, height: 24)) { self.size = size }

    /// The newest picture as text.
    public var picture: String { frames.last?.picture ?? "" }

    public func press(_ new: Key...) { keys += new }
    public func type(_ text: String) { keys += text.map(Key.character) }
    public func send(_ signal: TerminalSignal) { signals.append(signal) }
    /// Makes a wake-up descriptor readable, once.
    public func wake(_ descriptor: Int32) { wakes.insert(descriptor) }

    /// A loop over this terminal and its clock.
    public func loop(wakeups: [Int32] = []) -> TerminalLoop {
        TerminalLoop(display: self, wakeups: wakeups, clock: { self.now }, wait: { self.wait(&$0, $1) })
    }

    /// Steps until there is nothing to do at this moment, time standing still but for what a frame or a key has to wait; at most
    /// a thousand steps. Answers why the loop ended, if it did.
    public func settle(_ loop: inout TerminalLoop, _ handlers: TerminalLoop.Handlers) -> TerminalLoop.Ending? {
        let end = now + .milliseconds(300)
        for _ in 0..<1000 {
            if let ending = loop.step(handlers) { return ending }
            if isIdle || now >= end { return nil }
        }
        return nil
    }

    private func wait(_ polled: inout [pollfd], _ patience: Duration?) -> Int32 {
        var ready: Int32 = 0
        for index in polled.indices {
            let descriptor = polled[index].fd
            let isReady =
                descriptor == descriptors.input
                ? !keys.isEmpty
                : descriptor == descriptors.signals
                    ? !signals.isEmpty
                    : wakes.remove(descriptor) != nil
            if isReady {
                polled[index].revents = polled[index].events
                ready += 1
            }
        }
        isIdle = ready == 0 && patience == nil
        if ready == 0, let patience { now += patience }
        return ready
    }

    public var descriptors: DisplayDescriptors { DisplayDescriptors(input: -10, output: -11, signals: -12) }

    public func readKeys(at uptime: Duration) -> [Key] {
        defer { keys = [] }
        return keys
    }

    public func nextSignal() -> TerminalSignal? { signals.isEmpty ? nil : signals.removeFirst() }
    public func draw(_ grid: Grid, isNews: Bool, at uptime: Duration) {
        frames.append(grid)
        if isNews { newsFrames += 1 }
    }
    public func newsDelay(at uptime: Duration) -> Duration { max(.zero, newsAt - uptime) }
    public func flush() {}
    public func updateSize() {}
    public func suspend() { events.append("suspend") }
    public func resume() { events.append("resume") }
}
