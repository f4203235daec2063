import LaunchCore

/// What one screen shows of the logs of a store: one log, or several as one, followed or held, filtered and searched. Used by the
/// thread of the screen only.
public final class LogView {
    /// Milliseconds that one look may take.
    private static let patience: Int64 = 8

    private let store: LogStore
    private var names: [String] = []
    private var held: HeldView?
    private var totalWhenHeld = 0
    private var filter = LineFilter()
    private var search: Pattern?
    private var searchText: String?
    private var isRaw = false
    private var problem: String?
    private var height = 24

    public init(_ store: LogStore) { self.store = store }

    deinit { for name in names { store.buffer(name)?.filter(by: LineFilter()) } }

    private var buffers: [LogBuffer] { names.compactMap { store.buffer($0) } }

    public func perform(_ command: LogViewCommand) {
        problem = nil
        selectFirst()
        switch command {
        case .select(let names): select(names)
        case .scroll(let lines): scroll(lines)
        case .top: hold { $0.goToTop() }
        case .follow: follow()
        case .goTo(let moment): hold { $0.goTo(moment) }
        case .show(let text): filter(show: pattern(text), hide: filter.hide)
        case .hide(let text): filter(show: filter.show, hide: pattern(text))
        case .search(let text):
            searchText = text
            search = pattern(text)
            held?.forgetFound()
        case .find(let target, let backwards): hold { $0.find(target, backwards: backwards, search) }
        case .raw(let isRaw): self.isRaw = isRaw
        }
    }

    /// The lines that fit in `height` rows of one line each.
    public func page(height: Int) -> LogPage {
        self.height = max(1, height)
        selectFirst()
        let deadline = ScanDeadline(after: Self.patience)
        held?.resize(self.height)
        held?.goOn(deadline)
        if held?.isAtEnd == true { follow() }
        var page = held == nil ? followingPage() : heldPage(deadline)
        page.names = names
        page.show = filter.show?.text
        page.hide = filter.hide?.text
        page.search = searchText
        page.isRaw = isRaw
        page.problem = problem ?? held?.problem ?? filter.problem ?? buffers.lazy.compactMap(\.filterProblem).first
        if page.lines.isEmpty, !filter.isEmpty, page.progress == nil, page.problem == nil { page.problem = "no line passes the filter" }
        addRates(to: &page)
        if page.progress != nil { store.wakeUp() }
        return page
    }
}

extension LogView {
    private func select(_ names: [String]) {
        let known = store.names
        let wanted = names.isEmpty ? known : names.filter(known.contains)
        guard wanted != self.names else { return }
        for buffer in buffers { buffer.filter(by: LineFilter()) }
        self.names = wanted
        held = nil
        for buffer in buffers { buffer.filter(by: filter) }
    }

    private func selectFirst() {
        if names.isEmpty, let first = store.names.first { select([first]) }
    }

    private func scroll(_ lines: Int) {
        if held == nil, lines >= 0 { return }
        hold { $0.scroll(lines) }
    }

    private func follow() { held = nil }

    /// Does something with the held view, held now if it was following.
    private func hold(_ change: (inout HeldView) -> Void) {
        var view: HeldView
        if let held {
            view = held
        } else {
            totalWhenHeld = total
            view = HeldView(buffers.map { $0.freeze() }, filter: filter, height: height, time: LineTime(now: SystemClock.moment()))
        }
        change(&view)
        held = view
    }

    private func filter(show: Pattern?, hide: Pattern?) {
        filter = LineFilter(show: show, hide: hide)
        held?.filter = filter
        for buffer in buffers { buffer.filter(by: filter) }
    }

    private func pattern(_ text: String?) -> Pattern? {
        guard let text, !text.isEmpty else { return nil }
        do { return try Pattern(text, ignoringCase: nil) } catch {
            problem = error.description
            return nil
        }
    }

    private var total: Int { buffers.reduce(0) { $0 + $1.total } }

    private func followingPage() -> LogPage {
        var page = LogPage()
        var tails = buffers.map { $0.viewLines(height) }
        if tails.count > 1 { LineTime(now: SystemClock.moment()).fill(&tails) }
        page.lines = LogMerge.newest(tails, count: height).map { pageLine($0.line, log: $0.log) }
        return page
    }

    private func heldPage(_ deadline: ScanDeadline) -> LogPage {
        var page = LogPage()
        guard var view = held else { return page }
        let lines = view.page(deadline)
        held = view
        page.isFollowing = false
        page.newLines = total - totalWhenHeld
        page.found = lines.firstIndex { $0.place == view.found }
        page.progress = view.progress
        page.lines = lines.map { pageLine($0.line, log: $0.log) }
        return page
    }

    private func pageLine(_ line: ViewLine, log: Int) -> LogPage.Line {
        let readable = isRaw || line.isMarker ? nil : JSONLine.readable(line.bytes)
        var shown = (readable ?? line.bytes).withUnsafeBytes { LogText.line($0, missing: line.missing, isMarker: line.isMarker) }
        if readable != nil { shown.severity = line.bytes.withUnsafeBytes { LineSeverity.of($0) } }
        if let origin = line.origin { shown.text = "\(origin): \(shown.text)" }
        var highlights: [Range<Int>] = []
        if let search, !line.isMarker {
            highlights = (try? Array(shown.text.utf8).withUnsafeBytes { try search.allMatches(in: $0, limit: 50) }) ?? []
        }
        return LogPage.Line(shown, log: names.count > 1 ? names[log] : nil, time: line.time, highlights: highlights)
    }

    private func addRates(to page: inout LogPage) {
        let now = SystemClock.uptimeMilliseconds
        for buffer in buffers {
            let rates = buffer.rates(now: now)
            page.rates = page.rates.isEmpty ? rates.lines : zip(page.rates, rates.lines).map { $0 + $1 }
            page.errorRates = page.errorRates.isEmpty ? rates.errors : zip(page.errorRates, rates.errors).map { $0 + $1 }
        }
    }
}
