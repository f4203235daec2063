import LaunchCore

/// A view that stands still: the logs as they were when it was held, the place it shows, and what is being looked for in it.
struct HeldView {
    /// Something that may take longer than one look; the view stays where it is until it is done.
    enum Work {
        case scroll(HeldWalk, rowsLeft: Int)
        case find(HeldWalk)
        /// Finds the place in the other logs of what was found by a walk.
        case meet(HeldMoment, HeldWalk)
        /// `earliest` is the place before the earliest line seen that is not before the moment.
        case goTo(HeldWalk, Moment, earliest: [HeldLines.Position])
        /// Finds the end of the page in whose middle, or at whose top, something is to stand.
        case place(HeldWalk, rowsLeft: Int)
        /// Moves the end of the selection.
        case select(HeldWalk, linesLeft: Int)
    }

    let logs: [HeldLines]
    private let time: LineTime
    var filter: LineFilter
    /// The place below the last line shown, in each log.
    private(set) var anchor: [HeldLines.Position]
    /// Rows of the last line shown that lie below the page.
    private(set) var hiddenRows = 0
    private(set) var found: HeldWalk.Place?
    /// Whether it was found by what is searched for.
    private(set) var isMatch = false
    /// The place before the line found last, in each log.
    private var foundPlace: [HeldLines.Position] = []
    /// What the operator selects; nil without a selection.
    var selection: LineSelection?
    var work: Work?
    private var pageScan: PageScan?
    private(set) var height: Int
    /// How many rows of the screen a line takes.
    var rows: (HeldWalk.Found) -> Int = { _ in 1 }
    /// In which of its rows a line has what is searched for.
    var matchRow: (HeldWalk.Found) -> Int = { _ in 0 }
    /// Bytes of files that the work under way had before it.
    private var workSize = 0
    /// What came of the last work, in words.
    private(set) var problem: String?
    /// Set when the operator moved past the newest line.
    private(set) var isAtEnd = false
    /// The lines shown last, the oldest first.
    private(set) var shown: [HeldWalk.Found] = []

    init(_ logs: [HeldLines], filter: LineFilter, height: Int, time: LineTime) {
        self.logs = logs
        self.filter = filter
        self.height = height
        self.time = time
        anchor = logs.map(\.end)
        workSize = fileSize
    }

    func walk(from positions: [HeldLines.Position], backwards: Bool, goal: LineGoal = .any) -> HeldWalk {
        HeldWalk(logs, from: positions, backwards: backwards, filter: filter, time: time, goal: goal)
    }

    // MARK: What the operator asks for

    /// Scrolls by rows; a selection moves by lines.
    mutating func scroll(_ rows: Int) {
        if selection != nil { return moveSelection(by: rows) }
        // Keys that come faster than they are followed add up.
        if case .scroll(let walk, let left) = work, walk.isGoingBack == (rows < 0) {
            return begin(.scroll(walk, rowsLeft: left + abs(rows)))
        }
        let isGoingBack = rows < 0
        let left = abs(rows) + (isGoingBack ? hiddenRows : -hiddenRows)
        guard left > 0 else { return end(at: anchor, hiding: -left) }
        begin(.scroll(walk(from: anchor, backwards: isGoingBack), rowsLeft: left))
    }

    mutating func goToTop() {
        begin(.place(walk(from: logs.map(\.beginning), backwards: false), rowsLeft: height))
    }

    /// The page is to end at a place, or some rows before it.
    mutating func end(at place: [HeldLines.Position], hiding rows: Int = 0) {
        anchor = place
        hiddenRows = rows
    }

    mutating func goTo(_ moment: Moment) {
        let end = logs.map { $0.place(notBefore: moment, time) }
        begin(.goTo(walk(from: end, backwards: true), moment, earliest: end))
    }

    /// - Parameter goal: nil where there is nothing to look for.
    mutating func find(_ goal: LineGoal?, backwards: Bool) {
        guard let goal else {
            problem = "nothing to search for; / does"
            return
        }
        if selection != nil { return extendSelection(to: goal, backwards: backwards) }
        var from: [HeldLines.Position]?
        if let found {
            from = foundPlace
            if !backwards { from?[found.log] = after(found) }
        }
        let start = from ?? (backwards ? anchor : top)
        begin(.find(walk(from: start, backwards: backwards, goal: goal)))
    }

    private var fileSize: Int { max(1, logs.reduce(0) { $0 + $1.fileBytes(before: $1.end) }) }

    mutating func forgetFound() { found = nil }

    mutating func resize(_ height: Int) { self.height = height }

    /// Lines take other numbers of rows than before.
    mutating func forgetPage() { pageScan = nil }

    mutating func begin(_ work: Work) {
        self.work = work
        problem = nil
        workSize = fileSize
    }

    // MARK: Carrying it out

    /// How far what is being looked for has come; nil when nothing is.
    var progress: String? {
        switch work {
        case nil: pageScan.flatMap { $0.isDone ? nil : progress(of: $0.walk) }
        case .find(let walk), .meet(_, let walk), .goTo(let walk, _, _), .scroll(let walk, _), .place(let walk, _), .select(let walk, _):
            progress(of: walk)
        }
    }

    private func progress(of walk: HeldWalk) -> String {
        let left = min(walk.bytesToGo, workSize)
        return "searching: \(100 * (walk.isGoingBack ? workSize - left : left) / workSize)%"
    }

    /// Goes on with what is being looked for, and with the page after that.
    mutating func work(_ deadline: ScanDeadline) {
        goOn(deadline)
        if work == nil { _ = page(deadline) }
    }

    mutating func goOn(_ deadline: ScanDeadline) {
        while let work, !deadline.isOver {
            self.work = nil
            switch work {
            case .scroll(let walk, let lines): scroll(walk, lines, deadline)
            case .find(let walk): find(walk, deadline)
            case .meet(let moment, let walk): meet(moment, walk, deadline)
            case .goTo(let walk, let moment, let earliest): goTo(walk, moment, earliest, deadline)
            case .place(let walk, let lines): place(walk, lines, deadline)
            case .select(let walk, let lines): moveSelection(walk, lines, deadline)
            }
        }
    }

    private mutating func scroll(_ walk: HeldWalk, _ rows: Int, _ deadline: ScanDeadline) {
        var walk = walk, left = rows
        while left > 0 {
            let below = walk.positions
            switch walk.next(deadline) {
            case .line(let line):
                let taken = self.rows(line)
                if left < taken { return walk.isGoingBack ? end(at: below, hiding: left) : end(at: walk.positions, hiding: taken - left) }
                left -= taken
            case .pause: return work = .scroll(walk, rowsLeft: left)
            case .end:
                isAtEnd = walk.positions == logs.map(\.end)
                left = 0
            }
        }
        end(at: walk.positions)
    }

    private mutating func place(_ walk: HeldWalk, _ rows: Int, _ deadline: ScanDeadline) {
        var walk = walk, left = rows
        while left > 0 {
            switch walk.next(deadline) {
            case .line(let line): left -= self.rows(line)
            case .pause: return work = .place(walk, rowsLeft: left)
            case .end: left = 0
            }
        }
        end(at: walk.positions, hiding: -left)
    }

    private mutating func find(_ walk: HeldWalk, _ deadline: ScanDeadline) {
        var walk = walk
        switch walk.next(deadline) {
        case .pause: work = .find(walk)
        case .end: problem = "none \(walk.isGoingBack ? "before" : "after") this place"
        case .line(let line):
            problem = walk.goal.problem
            guard problem == nil else { return }
            meet(HeldMoment(line, walk.positions), walk, deadline)
        }
    }

    private mutating func meet(_ moment: HeldMoment, _ walk: HeldWalk, _ deadline: ScanDeadline) {
        var moment = moment
        guard moment.goOn(logs, time, deadline) else { return work = .meet(moment, walk) }
        found = moment.line.place
        foundPlace = moment.positions
        // Puts it in the middle of the page.
        if case .match = walk.goal { isMatch = true } else { isMatch = false }
        let row = isMatch ? matchRow(moment.line) : 0
        work = .place(self.walk(from: foundPlace, backwards: false), rowsLeft: row + height / 2 + 1)
    }

    private mutating func goTo(_ walk: HeldWalk, _ moment: Moment, _ earliest: [HeldLines.Position], _ deadline: ScanDeadline) {
        var walk = walk, earliest = earliest
        while true {
            switch walk.next(deadline) {
            case .pause: return work = .goTo(walk, moment, earliest: earliest)
            case .line(let line):
                // A line without a time belongs to the one before it.
                guard let time = line.line.time ?? (line.line.isMarker ? line.line.arrival : nil) else { continue }
                if time >= moment {
                    earliest = walk.positions
                    continue
                }
                return work = .place(self.walk(from: earliest, backwards: false), rowsLeft: height)
            case .end: return work = .place(self.walk(from: earliest, backwards: false), rowsLeft: height)
            }
        }
    }

    // MARK: What it shows

    /// The page that ends at the anchor; fewer lines, and the rest the next time, when time is up.
    mutating func page(_ deadline: ScanDeadline) -> [HeldWalk.Found] {
        shown = findPage(deadline)
        return shown
    }

    private mutating func findPage(_ deadline: ScanDeadline) -> [HeldWalk.Found] {
        if pageScan?.isOf(self) != true { pageScan = PageScan(self) }
        guard var scan = pageScan else { return [] }
        while !scan.isDone, scan.rows < height {
            switch scan.walk.next(deadline) {
            case .line(let line):
                let taken = rows(line)
                // It may take fewer rows than before: the pane is wider, or lines are no longer broken.
                if scan.lines.isEmpty { hiddenRows = max(0, min(hiddenRows, taken - 1)) }
                scan.rows += scan.lines.isEmpty ? taken - hiddenRows : taken
                scan.lines.append(line)
            case .pause:
                pageScan = scan
                return scan.lines.reversed()
            case .end:
                scan.isDone = true
                // Above the first line there is nothing: the page begins with it.
                if work == nil, anchor != logs.map(\.end) || hiddenRows > 0 { return pageFromTop(deadline) }
            }
        }
        scan.isDone = true
        scan.hiddenRows = hiddenRows
        pageScan = scan
        return scan.lines.reversed()
    }

    /// Lines of a page found so far.
    private struct PageScan {
        var anchor: [HeldLines.Position]
        var hiddenRows: Int
        var height: Int
        var filter: LineFilter
        var walk: HeldWalk
        /// The newest first.
        var lines: [HeldWalk.Found] = []
        /// Rows of them on the page.
        var rows = 0
        var isDone = false

        init(_ view: HeldView) {
            anchor = view.anchor
            hiddenRows = view.hiddenRows
            height = view.height
            filter = view.filter
            walk = view.walk(from: anchor, backwards: true)
        }

        func isOf(_ view: HeldView) -> Bool {
            anchor == view.anchor && hiddenRows == view.hiddenRows && height == view.height && filter === view.filter
        }
    }

    private mutating func pageFromTop(_ deadline: ScanDeadline) -> [HeldWalk.Found] {
        var walk = walk(from: logs.map(\.beginning), backwards: false)
        var lines: [HeldWalk.Found] = []
        var left = height
        while left > 0, case .line(let line) = walk.next(deadline) {
            left -= rows(line)
            lines.append(line)
        }
        end(at: walk.positions, hiding: max(0, -left))
        return lines
    }

    private var top: [HeldLines.Position] {
        var walk = walk(from: anchor, backwards: true)
        let deadline = ScanDeadline(after: 5)
        var left = height + hiddenRows
        while left > 0, case .line(let line) = walk.next(deadline) { left -= rows(line) }
        return walk.positions
    }

    func after(_ place: HeldWalk.Place) -> HeldLines.Position { logs[place.log].after(place.position)?.position ?? place.position }
}
