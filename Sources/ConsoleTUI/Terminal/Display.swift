/// What the terminal loop draws on and hears from: the terminal, or a stand-in for it. Main thread only.
public protocol Display: AnyObject {
    var size: Size { get }
    var descriptors: DisplayDescriptors { get }
    /// When `readKeys` should be called although nothing was typed: a sequence of bytes is half read.
    var keyDeadline: Duration? { get }
    /// Whether there is nobody at the other end any more.
    var isGone: Bool { get }
    /// Whether a part of the last picture has not been taken yet. A picture drawn meanwhile would wait behind it.
    var hasOutputWaiting: Bool { get }

    /// The keys typed since the last call. Never waits.
    func readKeys(at uptime: Duration) -> [Key]
    /// The next signal that asks for something. Never waits.
    func nextSignal() -> TerminalSignal?
    /// Shows a picture. Never waits: what is not taken at once is left for `flush`.
    /// - Parameter isNews: whether no key asked for it.
    func draw(_ grid: Grid, isNews: Bool, at uptime: Duration)
    /// How long a picture of news has to wait, lest what a key changes wait behind it; shorter as soon as `readKeys` heard of more room.
    func newsDelay(at uptime: Duration) -> Duration
    /// Goes on handing over what is waiting. Never waits.
    func flush()
    /// Asks for the size anew.
    func updateSize()
    /// Stops the process as ^Z does; returns when it goes on.
    func suspend()
    /// Takes the terminal again after somebody else has had it.
    func resume()
}

/// Descriptors for poll(2).
public struct DisplayDescriptors: Hashable, Sendable {
    /// Readable when something was typed.
    public var input: Int32
    /// Writable when there is room for output.
    public var output: Int32
    /// Readable when a signal arrived.
    public var signals: Int32

    public init(input: Int32, output: Int32, signals: Int32) {
        self.input = input
        self.output = output
        self.signals = signals
    }
}
