/// Small pictures of numbers, a few cells wide.
enum Curve {
    private static let levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The newest `width` values as bars from 0 (or the least, where that is below 0) to the greatest; `×` for one that could
    /// not be had.
    static func spark(_ values: [Double?], width: Int, role: Role = .curve) -> Line {
        let shown = values.suffix(max(0, width))
        let numbers = shown.compactMap { $0 }
        let low = min(0, numbers.min() ?? 0)
        let high = numbers.max() ?? 0
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
        return line
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
