/// What is counted of every line of a log while it comes in.
struct LineCounters {
    private(set) var total = 0
    private(set) var errors = 0
    private var rate = SlidingCount(span: 1000)
    private var minute = SlidingCount(span: 60_000, step: 1000)
    private var errorMinute = SlidingCount(span: 60_000, step: 1000)
    private var counters: [LogCounter] = []
    /// Of the block being read: lines, errors, and hits by counter.
    private var blockLines = 0
    private var blockErrors = 0
    private var blockHits: [Int] = []

    mutating func add(_ counter: LogCounter) {
        counters.append(counter)
        blockHits.append(0)
    }

    mutating func see(_ line: UnsafeRawBufferPointer) {
        blockLines += 1
        if LineSeverity.of(line) >= .error { blockErrors += 1 }
        for index in counters.indices where counters[index].matches(line) { blockHits[index] += 1 }
    }

    /// - Parameter now: milliseconds since boot.
    mutating func endBlock(now: Int64) {
        total += blockLines
        errors += blockErrors
        rate.add(blockLines, now: now)
        minute.add(blockLines, now: now)
        if blockErrors > 0 { errorMinute.add(blockErrors, now: now) }
        for index in counters.indices where blockHits[index] > 0 {
            counters[index].add(blockHits[index], now: now)
            blockHits[index] = 0
        }
        if counters.contains(where: \.isGivenUp) {
            counters.removeAll(where: \.isGivenUp)
            blockHits = [Int](repeating: 0, count: counters.count)
        }
        blockLines = 0
        blockErrors = 0
    }

    mutating func perSecond(now: Int64) -> Int { rate.total(now: now) }

    /// Lines and errors of each of the last sixty seconds, the oldest first.
    mutating func rates(now: Int64) -> (lines: [Int], errors: [Int]) { (minute.steps(now: now), errorMinute.steps(now: now)) }
}
