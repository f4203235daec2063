/// What one screen shows of the record, however long it is: a page at a time, followed or held, filtered. Only the numbers of what
/// passes a filter are kept; records are read when they are shown.
public struct RecordView: Sendable {
    /// What was typed as a test for the words of a record, or what is wrong with it.
    public typealias Reading = @Sendable (String) -> Result<@Sendable (String) -> Bool, Refusal>

    private let read: Reading
    private var filter = RecordFilter()
    private var matches: (@Sendable (String) -> Bool)?
    private var problem: String?
    /// The newest record there is.
    private var newest: Int64 = 0
    /// What passes the filter; nil without one, when all do.
    private var found: RecordNumbers?
    /// The newest record that was not looked at yet, going back; 0 when all were.
    private var unread: Int64 = 0
    /// The record that the cursor is on; nil follows the newest.
    private var cursor: Int64?
    /// The first record shown.
    private var top: Int64 = 1
    /// The newest record when the cursor was taken off it.
    private var newestWhenHeld: Int64 = 0
    /// The oldest record is wanted, which a filter may not have reached yet.
    private var wantsOldest = false
    private var shown: [Record] = []
    private var authors: (upTo: Int64, names: [String]) = (0, [])

    public init(reading: @escaping Reading) { read = reading }

    // MARK: What is shown

    private var count: Int { found?.count ?? Int(newest) }

    private func number(at index: Int) -> Int64 { found?[index] ?? Int64(index) + 1 }

    private func index(of number: Int64) -> Int { min(count, found?.index(of: number) ?? Int(max(1, number)) - 1) }

    private var cursorIndex: Int { cursor.map { min(max(0, count - 1), index(of: $0)) } ?? max(0, count - 1) }

    /// The page to show in `height` rows.
    ///
    /// - Parameter newest: the number of the newest record; in a replay it can be lower than the last time.
    public mutating func page(height: Int, newest: Int64, source: some RecordSource, plan: Plan) -> RecordPage {
        var page = RecordPage()
        do {
            try take(upTo: newest, source, plan)
            place(height: height)
            let first = index(of: top)
            let numbers = (first..<min(count, first + max(1, height))).map(number)
            if numbers != shown.map(\.seq) { shown = try source.records(numbered: numbers) }
            page.before = first
        } catch {
            shown = []
            page.problem = "\(error)"
        }
        page.records = shown
        page.selected = count > 0 ? number(at: cursorIndex) : nil
        page.isFollowing = cursor == nil
        page.count = count
        page.total = self.newest
        page.newRecords = cursor == nil ? 0 : count - index(of: newestWhenHeld + 1)
        page.filter = filter
        page.authors = authors.names
        page.progress = hasWork ? "\((self.newest - unread) * 100 / max(1, self.newest))%" : nil
        page.problem = page.problem ?? problem
        return page
    }

    /// Keeps the cursor in sight with as little movement as possible.
    private mutating func place(height: Int) {
        let height = max(1, height)
        if wantsOldest, count > 0 { cursor = number(at: 0) }
        if !hasWork { wantsOldest = false }
        let cursor = cursorIndex
        var first = min(index(of: top), max(0, count - height))
        if self.cursor == nil || cursor >= first + height { first = max(0, cursor - height + 1) }
        first = min(first, cursor)
        top = count > 0 ? number(at: first) : 1
    }

    // MARK: What the operator does

    public mutating func perform(_ command: RecordViewCommand) {
        let before = filter
        if command != .oldest { wantsOldest = false }
        switch command {
        case .move(let step): move(step)
        case .oldest:
            if count > 0 { hold(at: number(at: 0)) }
            wantsOldest = true
        case .follow: cursor = nil
        case .select(let number): hold(at: number)
        case .kind(let kind): filter.kind = kind
        case .author(let author): filter.author = author
        case .text(let text): search(text)
        case .everything:
            search(nil)
            filter = RecordFilter()
            cursor = nil
        }
        if filter != before { beginSearch() }
    }

    private mutating func move(_ step: Int) {
        guard count > 0 else { return }
        let target = cursorIndex + step
        if step > 0, target >= count - 1 { cursor = nil } else { hold(at: number(at: max(0, target))) }
    }

    private mutating func hold(at number: Int64) {
        if cursor == nil { newestWhenHeld = newest }
        cursor = number
    }

    private mutating func search(_ text: String?) {
        filter.text = text
        problem = nil
        matches = nil
        guard let text else { return }
        switch read(text) {
        case .success(let matches): self.matches = matches
        case .failure(let refusal): problem = refusal.text
        }
    }

    /// The record under the cursor stays under it where it passes the new filter; else the one after it is.
    private mutating func beginSearch() {
        let isFiltered = filter.kind != nil || filter.author != nil || matches != nil
        found = isFiltered ? RecordNumbers() : nil
        unread = isFiltered ? newest : 0
        shown = []
    }

    // MARK: Looking through the record

    /// Whether older records are still to be looked through for what passes the filter.
    public var hasWork: Bool { unread > 0 }

    /// Looks through some hundred records further back.
    public mutating func work(source: some RecordSource, plan: Plan) {
        guard hasWork else { return }
        let range = max(1, unread - (matches == nil ? 20_000 : 100) + 1)...unread
        do {
            let older = try passing(range, source, plan)
            found?.addOlder(older)
            unread = range.lowerBound - 1
        } catch {
            problem = "\(error)"
            unread = 0
        }
    }

    private func passing(_ range: ClosedRange<Int64>, _ source: some RecordSource, _ plan: Plan) throws -> [Int64] {
        let numbers = try source.numbers(in: range, kind: filter.kind, author: filter.author)
        guard let matches, !numbers.isEmpty else { return numbers }
        let phrase = RecordPhrase(plan: plan)
        return try source.records(numbered: numbers).filter { matches("\($0.by.name) \(phrase.text($0))") }.map(\.seq)
    }

    private mutating func take(upTo newest: Int64, _ source: some RecordSource, _ plan: Plan) throws {
        if newest < self.newest {
            // A replay went back.
            self.newest = newest
            authors.upTo = min(authors.upTo, newest)
            if let cursor, cursor > newest { self.cursor = nil }
            beginSearch()
        }
        guard newest > self.newest else { return }
        let fresh = self.newest + 1...newest
        self.newest = newest
        try learnAuthors(fresh, source)
        guard found != nil else { return }
        if fresh.count > 1000 { return beginSearch() }
        let newer = try passing(fresh, source, plan)
        found?.addNewer(newer)
    }

    private mutating func learnAuthors(_ fresh: ClosedRange<Int64>, _ source: some RecordSource) throws {
        guard authors.upTo < fresh.upperBound else { return }
        let names =
            fresh.count > 50
            ? try source.authors() : try source.records(numbered: Array(fresh)).map(\.by.name)
        authors = (fresh.upperBound, Set(authors.names + names).sorted())
    }
}
