/// How many things happened in the last so many milliseconds, step by step.
struct SlidingCount {
    /// Milliseconds it reaches back.
    let span: Int64
    private let step: Int64
    private var counts: [Int]
    /// The number of the newest step, counted since boot.
    private var newest: Int64 = 0

    /// - Parameter step: milliseconds; nil is a three hundredth of the span, a tenth of a second at least.
    init(span: Int64, step: Int64? = nil) {
        self.span = max(1, span)
        self.step = step ?? max(100, (self.span + 299) / 300)
        let step = self.step
        counts = [Int](repeating: 0, count: Int((self.span + step - 1) / step))
    }

    /// - Parameter now: milliseconds since boot.
    mutating func add(_ count: Int, now: Int64) {
        advance(to: now / step)
        counts[place(newest)] += count
    }

    mutating func total(now: Int64) -> Int {
        advance(to: now / step)
        return counts.reduce(0, +)
    }

    /// What happened in each step, the oldest first.
    mutating func steps(now: Int64) -> [Int] {
        advance(to: now / step)
        return (0..<counts.count).map { counts[place(newest + 1 + Int64($0))] }
    }

    private func place(_ number: Int64) -> Int { Int(number % Int64(counts.count)) }

    private mutating func advance(to number: Int64) {
        guard number > newest else { return }
        for passed in max(newest + 1, number - Int64(counts.count) + 1)...number { counts[place(passed)] = 0 }
        newest = number
    }
}
