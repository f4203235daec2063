/// The waits of a run. Tests shorten them.
public struct RunTiming: Hashable, Sendable {
    /// From asking a step to end (TERM) to ending it (KILL).
    public var grace = Duration.seconds(5)
    /// How long what was killed may take to be gone, or its host to be reached: dying takes its turn of the processor, too.
    public var killPatience = Duration.seconds(10)
    /// How long a command on this host may take to begin, however short its own time is: a machine in trouble is slow.
    public var beginPatience = Duration.seconds(10)
    /// Before a step that failed is tried again.
    public var retryPause = Duration.seconds(1)
    /// Between two answers of a verify step.
    public var verifyEvery = Duration.milliseconds(500)
    /// Between two looks at the journal and at the size of the output.
    public var tick = Duration.milliseconds(100)
    /// How long another run's runner may take to end what it was told to abort.
    public var turnPatience = Duration.seconds(60)
    /// How long the records of a finished run are kept in memory for a journal that cannot be written.
    public var recordPatience = Duration.seconds(3600)
    /// The longest wait between two tries to reach a host.
    public var linkBackoff = Duration.seconds(5)
    /// A link over which nothing at all comes for so long is taken for dead.
    public var linkQuiet = Duration.seconds(20)
    /// Output of one step that is kept; of more than this the middle is given back to the disk.
    public var outputLimit: Int64 = 1 << 30

    public init() {}
}
