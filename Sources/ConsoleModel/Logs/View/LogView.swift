import LaunchCore

/// What one screen shows of the logs of a store: one log, or several as one, followed or held, filtered and searched. Used by the
/// thread of the screen only.
public final class LogView {
    /// Milliseconds that a page may take; what takes longer goes on with `work`.
    private static let patience: Int64 = 2

    private let store: LogStore
    /// The logs that can be shown; nil is all of the store.
    private let available: [String]?
    var names: [String] = []
    var held: HeldView?
    /// While following with a filter: what passes it of the lines that came before it was set.
    var past: HeldView?
    /// The place to go back to; its view is nil where it was following.
    private var remembered: (held: HeldView?, total: Int)?
    private var totalWhenHeld = 0
    var filter = LineFilter()
    var search: Pattern?
    private var searchText: String?
    var highlight: Pattern?
    private var highlightText: String?
    /// What is shown where a slow link takes no whole pages.
    var sparse: SparseTail?
    private var bookmarks: Set<UInt64> = []
    var isRaw = false
    private enum PatternUse { case show, hide, search, highlight }
    /// What is wrong with patterns as they were typed.
    private var patternProblems: [PatternUse: String] = [:]
    var height = 24
    var rows: ((LogPage.Line) -> Int)?
    /// The width that lines are broken at; nil where they are not.
    private var brokenAt: Int?

    /// - Parameter names: the logs that can be shown; nil is all that the store has.
    public init(_ store: LogStore, names: [String]? = nil) {
        self.store = store
        available = names
    }

    deinit { for name in names { store.buffer(name)?.stopFiltering() } }

    var buffers: [LogBuffer] { names.compactMap { store.buffer($0) } }

    public func perform(_ command: LogViewCommand) {
        selectFirst()
        switch command {
        case .select(let names): select(names)
        case .scroll(let lines): scroll(lines)
        case .top: hold { $0.goToTop() }
        case .follow: follow()
        case .hold: hold { _ in }
        case .remember: remembered = (held, totalWhenHeld)
        case .goBack: goBack()
        case .goTo(let moment): hold { $0.goTo(moment) }
        case .show(let text): filter(show: pattern(text, .show), hide: filter.hide)
        case .hide(let text): filter(show: filter.show, hide: pattern(text, .hide))
        case .search(let text):
            searchText = text
            search = pattern(text, .search)
            held?.forgetFound()
        case .highlight(let text):
            highlightText = text
            highlight = pattern(text, .highlight)
        case .find(let target, let backwards): find(target, backwards)
        case .raw(let isRaw): self.isRaw = isRaw
        case .selecting(let isWanted): select(isWanted)
        case .bookmark(let id): if bookmarks.remove(id) == nil { bookmarks.insert(id) }
        }
    }

    /// Whether something is being looked for that `work` goes on with.
    public var hasWork: Bool { (held ?? past)?.progress != nil }

    /// Goes on looking for what is wanted, for about so long.
    public func work(for time: Duration) {
        let deadline = ScanDeadline(after: time.milliseconds)
        if held != nil { held?.work(deadline) } else { past?.work(deadline) }
    }

    /// The lines that fit in `height` rows.
    /// - Parameters:
    ///   - rows: how many rows a line takes that is broken at `width`; nil is one.
    ///   - most: how many rows may be new since the last page while following: a slow link takes no more; nil is all.
    public func page(height: Int, width: Int = 0, rows: ((LogPage.Line) -> Int)? = nil, most: Int? = nil) -> LogPage {
        self.height = max(1, height)
        self.rows = rows
        if brokenAt != rows.map({ _ in width }) {
            brokenAt = rows.map { _ in width }
            held?.forgetPage()
            past?.forgetPage()
        }
        selectFirst()
        let deadline = ScanDeadline(after: Self.patience)
        if var view = held {
            prepare(&view)
            view.goOn(deadline)
            held = view
        }
        if held?.isAtEnd == true { follow() }
        var page = held == nil ? followingPage(deadline, most: most) : heldPage(deadline)
        page.names = names
        page.show = filter.show?.text
        page.hide = filter.hide?.text
        page.search = searchText
        page.highlight = highlightText
        page.isRaw = isRaw
        page.problem = patternProblems.values.first ?? held?.problem ?? filter.problem
        if page.lines.isEmpty, !filter.isEmpty, page.progress == nil, page.problem == nil { page.problem = "no line passes the filter" }
        addRates(to: &page)
        return page
    }

    /// The selected lines, or those on the screen where none are selected: printable, as they were written.
    /// - Parameter limit: bytes, more or less.
    public func selectedText(limit: Int) -> String {
        let lines = held.map { $0.selectedLines(limit: limit) } ?? (sparse?.lines ?? followedLines()).map(\.line)
        return lines.filter { !$0.isMarker }.map { line in line.bytes.withUnsafeBytes { Printable.text(bytes: $0) } + "\n" }.joined()
    }
}

extension LogView {
    private func select(_ names: [String]) {
        let known = available ?? store.names
        let wanted = names.isEmpty ? known : names.filter(known.contains)
        guard wanted != self.names else { return }
        for buffer in buffers { buffer.stopFiltering() }
        self.names = wanted
        follow()
        remembered = nil
        past = nil
        filter(show: filter.show, hide: filter.hide)
    }

    private func selectFirst() {
        if names.isEmpty, let first = (available ?? store.names).first { select([first]) }
    }

    private func scroll(_ lines: Int) {
        if held == nil, lines >= 0 { return }
        hold { $0.scroll(lines) }
    }

    private func follow() {
        held = nil
        sparse = nil
    }

    private func goBack() {
        guard let remembered else { return }
        held = remembered.held
        held?.filter = filter
        totalWhenHeld = remembered.total
    }

    private func find(_ target: LogViewCommand.Target, _ backwards: Bool) {
        let goal = LineGoal(target, search: search, bookmarks: bookmarks)
        hold { $0.find(goal, backwards: backwards) }
    }

    private func select(_ isWanted: Bool) {
        guard isWanted else {
            held?.selection = nil
            return
        }
        hold { view in
            _ = view.page(ScanDeadline(after: Self.patience))
            view.beginSelection()
        }
    }

    /// Does something with the held view, held now if it was following.
    private func hold(_ change: (inout HeldView) -> Void) {
        var view: HeldView
        if let held {
            view = held
            prepare(&view)
            // What was asked for a moment ago comes first.
            view.work(ScanDeadline(after: Self.patience))
        } else {
            totalWhenHeld = total
            view = HeldView(buffers.map { $0.freeze() }, filter: filter, height: height, time: time)
            prepare(&view)
        }
        change(&view)
        held = view
    }

    private func filter(show: Pattern?, hide: Pattern?) {
        filter = LineFilter(show: show, hide: hide)
        sparse = nil
        held?.filter = filter
        guard !filter.isEmpty else {
            for buffer in buffers { buffer.stopFiltering() }
            past = nil
            return
        }
        // While a filter is being typed the lines of before need not be kept anew with every letter.
        let isKept = past.map { past in zip(buffers, past.logs).allSatisfy { $0.filter(by: filter, since: $1.lastNumber) } } ?? false
        if isKept {
            past?.filter = filter
        } else {
            past = HeldView(buffers.map { $0.freeze(filteringBy: filter) }, filter: filter, height: height, time: time)
        }
    }

    private func pattern(_ text: String?, _ use: PatternUse) -> Pattern? {
        patternProblems[use] = nil
        guard let text, !text.isEmpty else { return nil }
        do { return try Pattern(text, ignoringCase: nil) } catch {
            patternProblems[use] = error.description
            return nil
        }
    }

    private var time: LineTime { LineTime(now: SystemClock.moment()) }
    private var total: Int { buffers.reduce(0) { $0 + $1.total } }

    private func prepare(_ view: inout HeldView) {
        view.resize(height)
        guard let rows else {
            (view.rows, view.matchRow) = ({ _ in 1 }, { _ in 0 })
            return
        }
        view.rows = { [unowned self] in rows(self.pageLine($0.line, log: $0.log)) }
        view.matchRow = { [unowned self] in
            var line = self.pageLine($0.line, log: $0.log)
            guard let match = line.highlights.first else { return 0 }
            // Up to the match it takes as many rows as the match is below its beginning.
            line.line.text = String(decoding: line.line.text.utf8.prefix(match.upperBound), as: UTF8.self)
            return rows(line) - 1
        }
    }

    /// The newest lines, each with its log, the oldest first.
    private func followedLines() -> [(line: ViewLine, log: Int)] {
        var tails = buffers.map { $0.viewLines(height) }
        if tails.count > 1 {
            for log in tails.indices.dropFirst() { tails[log].removeAll(where: \.isShared) }
            time.fill(&tails)
        }
        return LogMerge.newest(tails, count: height)
    }

    private func followingPage(_ deadline: ScanDeadline, most: Int?) -> LogPage {
        var page = LogPage()
        let newest = followedLines()
        if let most, newest.count >= height { return sparsePage(newest, most: most) }
        sparse = nil
        page.lines = lastThatFit(newest.map { pageLine($0.line, log: $0.log) })
        guard var past, page.lines.count < height else { return page }
        prepare(&past)
        let older = past.page(deadline)
        self.past = past
        page.progress = past.progress
        page.lines = lastThatFit(older.map { pageLine($0.line, log: $0.log) } + page.lines)
        return page
    }

    func lastThatFit(_ lines: [LogPage.Line]) -> [LogPage.Line] {
        guard let rows else { return lines.suffix(height) }
        var left = height
        return lines.suffix(
            lines.reversed().prefix { line in
                defer { left -= rows(line) }
                return left > 0
            }.count)
    }

    private func heldPage(_ deadline: ScanDeadline) -> LogPage {
        var page = LogPage()
        guard var view = held else { return page }
        let lines = view.page(deadline)
        held = view
        page.isFollowing = false
        page.newLines = total - totalWhenHeld
        page.hiddenRows = view.hiddenRows
        page.found = lines.firstIndex { $0.place == view.found }
        page.progress = view.progress
        page.lines = lines.map { pageLine($0.line, log: $0.log) }
        page.match = view.isMatch ? page.found.flatMap { page.lines[$0].highlights.first } : nil
        page.selectedCount = view.selection?.count ?? 0
        if let selected = view.selected(lines) {
            page.cursor = selected.cursor
            for index in selected.lines { page.lines[index].isSelected = true }
        }
        return page
    }

    func pageLine(_ line: ViewLine, log: Int) -> LogPage.Line {
        let readable = isRaw || line.isMarker ? nil : JSONLine.readable(line.bytes)
        var shown = (readable ?? line.bytes).withUnsafeBytes { LogText.line($0, missing: line.missing, isMarker: line.isMarker) }
        if readable != nil { shown.severity = line.bytes.withUnsafeBytes { LineSeverity.of($0) } }
        if let origin = line.origin { shown.text = "\(origin): \(shown.text)" }
        var result = LogPage.Line(shown, log: names.count > 1 && log < names.count ? names[log] : nil, time: line.time)
        guard !line.isMarker else { return result }
        if search != nil || highlight != nil {
            let text = Array(shown.text.utf8)
            result.highlights = ranges(of: search, in: text)
            result.emphasis = ranges(of: highlight, in: text)
        }
        result.id = line.bytes.withUnsafeBytes { LineID.of($0) }
        result.isBookmarked = bookmarks.contains(result.id)
        return result
    }

    private func ranges(of pattern: Pattern?, in text: [UInt8]) -> [Range<Int>] {
        guard let pattern else { return [] }
        // A pattern that had to be stopped marks nothing here; the search and the filter say so.
        return (try? text.withUnsafeBytes { try pattern.allMatches(in: $0, limit: 50) }) ?? []
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
