/// Small pictures of numbers, a few cells wide.
enum Curve {
    private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The newest values as bars from 0 (or the least, where that is below 0) to the greatest; `×` where one could not be had.
    ///
    /// - Parameters:
    ///   - width: of more values than this, two, four, eight … share a bar.
    ///   - count: how many there ever were: a bar always takes the same values together, and stays as it is until they are gone.
    ///   - height: a value this great is not drawn higher than it deserves because all others are smaller.
    ///   - worst: which of the values in a bar it shows.
    static func spark(
        _ values: [Double?], count: Int? = nil, width: Int, height: Double = 0,
        worst: (Double, Double) -> Double = { max($0, $1) }, role: Role = .curve
    ) -> Line {
        guard width > 0 else { return Line() }
        var size = 1
        while size * width < values.count { size *= 2 }
        let shown = bars(values, each: size, count: max(count ?? 0, values.count), worst).suffix(width)
        let numbers = shown.compactMap { $0 }
        let low = min(0, numbers.min() ?? 0)
        let high = max(height, numbers.max() ?? 0)
        var line = Line()
        var run = "", runLength = 0, runIsGap = false
        func flush() {
            line.append(Span(known: run, width: runLength, Style(runIsGap ? .bad : role)))
            (run, runLength) = ("", 0)
        }
        for value in shown {
            if runIsGap != (value == nil) {
                flush()
                runIsGap = value == nil
            }
            run += value.map { glyph($0, low, high) } ?? "×"
            runLength += 1
        }
        flush()
        // A curve that grows must not push aside what stands beside it.
        if !shown.isEmpty { line.append(.blanks(width - shown.count)) }
        return line
    }

    /// The values taken together by `size`; one that could not be had makes a gap of its bar.
    private static func bars(_ values: [Double?], each size: Int, count: Int, _ worst: (Double, Double) -> Double) -> [Double?] {
        guard size > 1 else { return values }
        var bars: [Double?] = []
        var current = -1
        for (index, value) in values.enumerated() {
            let bar = (count - values.count + index) / size
            if bar != current {
                bars.append(value)
                current = bar
            } else if let last = bars[bars.count - 1], let value {
                bars[bars.count - 1] = worst(last, value)
            } else {
                bars[bars.count - 1] = nil
            }
        }
        return bars
    }

    private static func glyph(_ value: Double, _ low: Double, _ high: Double) -> String {
        guard high > low, value.isFinite else { return levels[0] }
        let share = (value - low) / (high - low)
        return levels[max(0, min(levels.count - 1, Int(share * Double(levels.count))))]
    }

    /// `███████░░░` for a share from 0 to 1.
    static func bar(_ share: Double, width: Int, role: Role) -> Line {
        let share = share.isFinite ? max(0, min(1, share)) : 0
        // Full only when all of it is done.
        let filled = share >= 1 ? width : min(width - 1, Int(share * Double(width)))
        var line = Line()
        line.append(Span(known: String(repeating: "█", count: max(0, filled)), width: max(0, filled), Style(role)))
        line.append(Span(known: String(repeating: "░", count: max(0, width - filled)), width: max(0, width - filled), Style(.muted)))
        return line
    }
}
