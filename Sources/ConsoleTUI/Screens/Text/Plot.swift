/// A curve several lines high, with its scale and its threshold.
struct Plot {
    let values: [Double?]
    var threshold: Double?
    /// How a value reads: `1.2%`.
    let label: (Double) -> String

    private static let levels = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    func lines(width: Int, height: Int) -> [Line] {
        let numbers = values.compactMap { $0 }.filter(\.isFinite)
        guard let greatest = numbers.max(), let least = numbers.min(), height > 1 else { return [Line("no measurements yet", .muted)] }
        let high = max(greatest, threshold ?? greatest), low = min(0, least)
        let span = high > low ? high - low : 1
        let gutter = max(TextWidth.of(label(high)), TextWidth.of(label(low)), threshold.map { TextWidth.of(label($0)) } ?? 0)
        let room = max(1, width - gutter - 2)
        // Few values are drawn broad, many one cell each.
        let breadth = max(1, min(4, room / values.count))
        let shown = values.suffix(room).flatMap { Array(repeating: $0, count: breadth) }
        let thresholdRow = threshold.map { row(of: $0, low: low, span: span, height: height) }
        return (0..<height).map { row in
            let scale = row == thresholdRow ? threshold.map(label) ?? "" : row == 0 ? label(high) : row == height - 1 ? label(low) : ""
            var line = Line(scale, row == thresholdRow ? .threshold : .muted).padded(to: gutter, right: true)
            line.append(row == thresholdRow ? "┤" : "│", row == thresholdRow ? .threshold : .border)
            line.append(cells(shown, row: row, height: height, low: low, span: span, isThreshold: row == thresholdRow))
            return line
        }
    }

    private func row(of value: Double, low: Double, span: Double, height: Int) -> Int {
        max(0, min(height - 1, height - 1 - Int((value - low) / span * Double(height))))
    }

    private func cells(_ shown: [Double?], row: Int, height: Int, low: Double, span: Double, isThreshold: Bool) -> Line {
        var line = Line()
        for value in shown {
            guard let value, value.isFinite else {
                line.append(Span(known: row == height - 1 ? "×" : " ", width: 1, Style(.bad)))
                continue
            }
            let eighths = Int((value - low) / span * Double(height * 8)) - (height - 1 - row) * 8
            let isOver = threshold.map { value > $0 } ?? false
            if eighths <= 0, row < height - 1 {
                line.append(Span(known: isThreshold ? "┄" : " ", width: 1, Style(.threshold)))
            } else {
                line.append(Span(known: Self.levels[max(1, min(8, eighths))], width: 1, Style(isOver ? .bad : .curve)))
            }
        }
        return line
    }
}
