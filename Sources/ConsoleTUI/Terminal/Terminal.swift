import CNCurses
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal this process runs in, taken for full-screen use. One at a time, main thread only.
///
/// It is given back by `restore`, when the object goes, at exit, and when a signal kills the process.
public final class Terminal: Display {
    public private(set) var size = Size(width: 80, height: 24)
    public private(set) var isGone = false
    public private(set) var hasOutputWaiting = false
    /// How many colours are used.
    public let depth: ColourDepth
    public let repertoire: GlyphRepertoire

    private let notice: TerminalNotice?
    var decoder: KeyDecoder
    var link: LinkGauge
    /// Bytes for the terminal that the gauge knows of.
    var gauged = 0
    private var painter: CellPainter
    /// What the terminal shows or is about to; nil when that is not known.
    private var shown: Grid?

    /// Takes the terminal.
    ///
    /// - Throws: why it cannot be used; it is then as it was.
    public init(_ options: TerminalOptions) throws(TerminalError) {
        guard !options.name.isEmpty else { throw .noName }
        let isUnicode = Self.setLocale(options.locale) && options.locale.isUnicode && !options.ascii
        try Self.open(options)
        depth = options.mono ? .mono : ColourDepth(colours: Int(cn_colours()), direct: cn_direct_colours())
        repertoire = GlyphRepertoire(terminal: options.name, isUnicode: isUnicode)
        notice = options.notice
        decoder = KeyDecoder(sequences: Self.keySequences())
        painter = CellPainter(theme: options.theme, depth: depth, repertoire: repertoire, pairs: Int(cn_pairs()))
        link = LinkGauge(mayAsk: Self.answers)
        updateSize()
    }

    deinit { cn_close() }

    public var descriptors: DisplayDescriptors {
        DisplayDescriptors(input: cn_input_descriptor(), output: cn_output_descriptor(), signals: cn_signal_descriptor())
    }

    public var keyDeadline: Duration? { decoder.deadline }

    public var theme: Theme {
        get { painter.theme }
        set {
            painter = CellPainter(theme: newValue, depth: depth, repertoire: repertoire, pairs: Int(cn_pairs()))
            shown = nil
        }
    }

    public func readKeys(at uptime: Duration) -> [Key] {
        var keys: [Key] = []
        // Bounded, lest a flood of input keep the screen from being drawn.
        for _ in 0..<16 {
            let read = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                let count = cn_read(start, buffer.count)
                if count > 0 { keys += decoder.feed(buffer[..<count], at: uptime) }
                return count
            }
            if read < 0 { isGone = true }
            if read < 4096 { break }
        }
        keys += decoder.expire(at: uptime)
        hear(at: uptime)
        return keys
    }

    public func nextSignal() -> TerminalSignal? {
        switch cn_next_signal() {
        case 0: nil
        case SIGWINCH: .resized
        case SIGTSTP: .stop
        case SIGCONT: .continued
        case let number: .end(number)
        }
    }

    public func draw(_ grid: Grid, isNews: Bool, at uptime: Duration) {
        painter.paint(grid, over: shown, within: size)
        shown = grid
        if let cursor = grid.cursor, cursor.x < size.width, cursor.y < size.height {
            cn_cursor(Int32(cursor.y), Int32(cursor.x), true)
        } else {
            cn_cursor(0, 0, false)
        }
        cn_refresh()
        gauge(isNews: isNews, at: uptime)
        flush()
    }

    public func flush() {
        let left = cn_flush()
        if left < 0 { isGone = true }
        hasOutputWaiting = left > 0
    }

    public func updateSize() {
        var rows: Int32 = 0
        var columns: Int32 = 0
        cn_size(&rows, &columns)
        let new = Size(width: Int(columns), height: Int(rows))
        guard new != size || shown == nil else { return }
        _ = cn_resize(rows, columns)
        size = new
        shown = nil
    }

    /// Draws the next picture in full, whatever the terminal is thought to show.
    public func redraw() {
        shown = nil
        cn_redraw()
    }

    public func bell() {
        cn_bell()
        flush()
    }

    /// Puts text into the clipboard of the terminal, which may be far away over ssh. False where the terminal has none; what it does
    /// with it is the terminal's own business. At most 64 KiB.
    public func copy(_ text: String) -> Bool {
        let encoded = Base64.encode(Array(text.utf8.prefix(65_536)))
        let taken = cn_copy(encoded, encoded.utf8.count)
        flush()
        return taken
    }

    /// What the terminal's window is called while the program has it. It goes with the next picture. Only a terminal whose own
    /// description puts the title away with the screen, and brings it back with it, gets one: however the program ends.
    public var title: String? {
        didSet {
            guard let title, title != oldValue, Self.keepsTitle else { return }
            let bytes = Array("\u{1b}]2;\(PlainText(isUnicode: repertoire != .ascii).line(Printable.text(title, limit: 100)))\u{7}".utf8)
            cn_send(bytes, bytes.count)
        }
    }

    private static let keepsTitle: Bool = {
        var bytes = [CChar](repeating: 0, count: 256)
        let count = cn_capability("smcup", &bytes, bytes.count)
        return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self).contains("\u{1b}[22;0")
    }()

    /// Asks the terminal to show a notification, where it is known to.
    public func notify(_ text: String, title: String) {
        guard let notice else { return }
        let bytes = notice.sequence(title: title, text: text, isUnicode: repertoire != .ascii)
        cn_send(bytes, bytes.count)
        flush()
    }

    public func suspend() {
        awaitAnswers()
        cn_stop()
        title = nil
        shown = nil
        updateSize()
        flush()
    }

    public func resume() {
        cn_enter()
        title = nil
        shown = nil
        updateSize()
        flush()
    }

    /// Gives the terminal back while `body` runs, say for an interactive command, then takes it again.
    public func lend<Result>(_ body: () throws -> Result) rethrows -> Result {
        awaitAnswers()
        cn_leave()
        defer { resume() }
        return try body()
    }

    /// Gives the terminal back as it was. It cannot be used again.
    public func restore() {
        awaitAnswers()
        cn_close()
        isGone = true
    }
}
