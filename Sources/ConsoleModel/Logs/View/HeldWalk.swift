import LaunchCore

/// Walks through held logs as through one, line by line in the order of time, passing over what a filter leaves out. It can be stopped
/// when time is up and go on later.
struct HeldWalk {
    enum Step {
        case line(Found)
        /// There are no more lines.
        case end
        /// Time is up.
        case pause
    }

    /// A line and where it is.
    struct Found {
        var line: ViewLine
        var log: Int
        var place: Place
        /// The place before it in every log.
        var before: [HeldLines.Position]
        /// What orders it among the lines of several logs.
        var time: Moment
    }

    /// A line of a log, by the place before it.
    struct Place: Hashable {
        var log: Int
        var position: HeldLines.Position
    }

    private struct Head {
        var line: ViewLine
        var before: HeldLines.Position
        var after: HeldLines.Position
        /// For the order among several logs.
        var time: Moment
    }

    let logs: [HeldLines]
    let filter: LineFilter
    private let time: LineTime
    let isGoingBack: Bool
    let goal: LineGoal
    /// What every line that is looked for matches, where a block without a match holds none.
    private let blockPattern: Pattern?
    /// How far the walk has come in each log.
    private(set) var positions: [HeldLines.Position]
    /// How far each log was looked through, beyond `positions` where a line waits for its turn.
    private var frontier: [HeldLines.Position]
    private var heads: [Head?]
    private var ended: [Bool]

    /// - Parameter goal: other lines are passed over.
    init(
        _ logs: [HeldLines], from positions: [HeldLines.Position], backwards: Bool, filter: LineFilter, time: LineTime,
        goal: LineGoal = .any
    ) {
        self.logs = logs
        self.positions = positions
        frontier = positions
        isGoingBack = backwards
        self.filter = filter
        self.time = time
        self.goal = goal
        let pattern = if case .match(let search) = goal { search.pattern } else { filter.show }
        blockPattern = pattern?.isLineLocal == true ? pattern : nil
        heads = logs.map { _ in nil }
        ended = logs.map { _ in false }
    }

    /// Bytes of files that lie before the walk.
    var bytesToGo: Int { zip(logs, frontier).reduce(0) { $0 + $1.0.fileBytes(before: $1.1) } }

    mutating func next(_ deadline: ScanDeadline) -> Step {
        for log in logs.indices where heads[log] == nil && !ended[log] {
            while heads[log] == nil, !ended[log] {
                if deadline.isOver { return .pause }
                advance(log)
            }
        }
        var best: (log: Int, head: Head)?
        for (log, head) in heads.enumerated() {
            guard let head else { continue }
            // Of lines of the same moment the first log's come first.
            let isBetter = best.map { isGoingBack ? head.time >= $0.head.time : head.time < $0.head.time } ?? true
            if isBetter { best = (log, head) }
        }
        guard let best else { return .end }
        heads[best.log] = nil
        let earlier = positions
        positions[best.log] = isGoingBack ? best.head.before : best.head.after
        let place = Place(log: best.log, position: best.head.before)
        return .line(
            Found(
                line: best.head.line, log: best.log, place: place, before: isGoingBack ? positions : earlier, time: best.head.time))
    }

    /// One step of one log: a line that is looked for becomes its head.
    private mutating func advance(_ log: Int) {
        let from = frontier[log]
        if looksForSome, let history = logs[log].history {
            if isGoingBack, let offset = logs[log].fileOffset(from), offset > 0 { return advanceByBlock(log, history, offset) }
            if !isGoingBack, case .file(let offset) = from { return advanceByBlock(log, history, offset) }
        }
        guard let (line, position) = isGoingBack ? logs[log].before(from) : logs[log].after(from) else {
            ended[log] = true
            return
        }
        frontier[log] = position
        guard filter.passes(line), goal.isReached(by: line), log == 0 || !line.isShared else { return }
        setHead(log, line, before: isGoingBack ? position : from, after: isGoingBack ? from : position)
    }

    /// Whether not every line is looked for, so that blocks are faster than lines.
    private var looksForSome: Bool { if case .any = goal { !filter.isEmpty } else { true } }

    private mutating func advanceByBlock(_ log: Int, _ history: FileHistory, _ offset: Int) {
        if case .marker = goal {
            if isGoingBack { ended[log] = true } else { frontier[log] = logs[log].behind(history.end) }
            return
        }
        let (filter, goal) = (filter, goal)
        let isWanted: (UnsafeRawBufferPointer) -> Bool = { filter.passes($0) && goal.isReached(by: $0) }
        let found =
            isGoingBack
            ? history.lastLine(before: offset, matching: blockPattern, isWanted: isWanted)
            : history.firstLine(from: offset, matching: blockPattern, isWanted: isWanted)
        switch found {
        case .none(let place): frontier[log] = isGoingBack ? .file(place) : logs[log].behind(place)
        case .line(let range):
            let before = HeldLines.Position.file(range.lowerBound), after = logs[log].behind(range.upperBound)
            frontier[log] = isGoingBack ? before : after
            setHead(log, history.viewLine(range), before: before, after: after)
        }
    }

    private mutating func setHead(_ log: Int, _ line: ViewLine, before: HeldLines.Position, after: HeldLines.Position) {
        var line = line
        line.time = line.isMarker ? line.arrival : time.of(line.bytes)
        heads[log] = Head(
            line: line, before: before, after: after,
            time: logs.count > 1 ? logs[log].entryTime(line, before, time) : .init(milliseconds: 0))
    }
}
