/// The lines of logs that a screen shows now, with what is to be said about them.
public struct LogPage: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var line: LogLine
        /// The log it is of; nil where the page shows one log only.
        public var log: String?
        /// By its own timestamp; nil where it has none that is known.
        public var time: Moment?
        /// What the search matches, as ranges of UTF-8 offsets in the line's text.
        public var highlights: [Range<Int>]
        /// What the operator wants to stand out, in the same way.
        public var emphasis: [Range<Int>] = []
        /// What tells it from other lines: two lines of a log that read the same have the same.
        public var id: UInt64 = 0
        public var isBookmarked = false
        public var isSelected = false

        public init(_ line: LogLine, log: String? = nil, time: Moment? = nil, highlights: [Range<Int>] = []) {
            self.line = line
            self.log = log
            self.time = time
            self.highlights = highlights
        }
    }

    /// The logs shown.
    public var names: [String] = []
    /// Oldest first, as many as fit what was asked for; the first of them may need more rows than are left for it.
    public var lines: [Line] = []
    /// False while it is held: nothing moves, whatever is logged.
    public var isFollowing = true
    /// Whether lines are left out while following, because the link to the terminal is slow.
    public var isSparse = false
    /// Lines that came since it was held.
    public var newLines = 0
    /// The line that was found last, as an index into `lines`.
    public var found: Int?
    /// What was found in it, as a range of UTF-8 offsets in its text; nil where the line was found for something else.
    public var match: Range<Int>?
    /// Rows of the last line that lie below the page, where lines are broken into rows.
    public var hiddenRows = 0
    public var show: String?
    public var hide: String?
    public var search: String?
    public var highlight: String?
    /// Where the selection ends that moves with the keys, as an index into `lines`; nil without a selection.
    public var cursor: Int?
    /// Lines selected so far; 0 without a selection.
    public var selectedCount = 0
    public var isRaw = false
    /// What is wrong with a pattern, or that nothing was found.
    public var problem: String?
    /// What is still being looked for, and how far: `searching: 34%`.
    public var progress: String?
    /// Lines of each of the last sixty seconds, oldest first, and how many of them were errors.
    public var rates: [Int] = []
    public var errorRates: [Int] = []

    public init() {}
}
