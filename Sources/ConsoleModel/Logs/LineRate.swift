/// How many lines came in the last second, in tenths of a second.
struct LineRate {
    private static let tenths = 10
    private var counts = [Int](repeating: 0, count: tenths)
    /// The tenth of a second, since boot, that `counts` ends with.
    private var newest: Int64 = 0

    /// - Parameter now: milliseconds since boot.
    mutating func add(_ lines: Int, now: Int64) {
        advance(to: now / 100)
        counts[Int(newest % Int64(Self.tenths))] += lines
    }

    mutating func perSecond(now: Int64) -> Int {
        advance(to: now / 100)
        return counts.reduce(0, +)
    }

    private mutating func advance(to tenth: Int64) {
        guard tenth > newest else { return }
        for passed in max(newest + 1, tenth - Int64(Self.tenths) + 1)...tenth { counts[Int(passed % Int64(Self.tenths))] = 0 }
        newest = tenth
    }
}
