import LaunchCore

/// A curve several lines high, with its scale, its threshold, the time it spans and the borders of windows. Where there are more values
/// than cells, dots of braille show two in each; else blocks show one.
struct Plot {
    /// When the values were measured.
    struct Times {
        var newest: Moment
        /// From one value to the next.
        var every: Duration
        /// When windows opened and closed.
        var borders: [Moment] = []
    }

    let values: [Double?]
    var threshold: Double?
    var times: Times?
    /// How a value reads: `1.2%`.
    let label: (Double) -> String

    private static let levels = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// - Parameter height: of the curve; the line with the times comes below.
    func lines(width: Int, height: Int) -> [Line] {
        guard let scale = Scale(values, threshold, height: height), height > 1 else { return [Line("no measurements yet", .muted)] }
        let gutter = [scale.high, scale.low, threshold].compactMap { $0.map { TextWidth.of(label($0)) } }.max() ?? 0
        let room = max(1, width - gutter - 2)
        let shown = Array(values.suffix(values.count > room ? room * 2 : room))
        let picture = values.count > room ? dots(shown, scale) : blocks(shown, scale, breadth: max(1, min(4, room / values.count)))
        let thresholdRow = threshold.map(scale.row(of:))
        let borders = borderColumns(of: shown.count, cells: picture.first?.count ?? 0)
        var lines = (0..<height).map { row in
            let words =
                row == thresholdRow ? threshold.map(label) ?? "" : row == 0 ? label(scale.high) : row == height - 1 ? label(scale.low) : ""
            var line = Line(words, row == thresholdRow ? .threshold : .muted).padded(to: gutter, right: true)
            line.append(row == thresholdRow ? "┤" : "│", row == thresholdRow ? .threshold : .border)
            for (column, cell) in picture[row].enumerated() {
                line.append(cell ?? empty(isThreshold: row == thresholdRow, isBorder: borders.contains(column)))
            }
            return line
        }
        if let times { lines.append(axis(times, count: shown.count, cells: picture[0].count, gutter: gutter, borders: borders)) }
        return lines
    }

    private func empty(isThreshold: Bool, isBorder: Bool) -> Span {
        if isBorder { return Span(known: "┊", width: 1, Style(.info)) }
        return Span(known: isThreshold ? "┄" : " ", width: 1, Style(.threshold))
    }

    /// The columns in which a window opened or closed.
    private func borderColumns(of count: Int, cells: Int) -> Set<Int> {
        guard let times, times.every > .zero, count > 0 else { return [] }
        return Set(
            times.borders.compactMap { border in
                let back = Int((times.newest - border).milliseconds / times.every.milliseconds)
                return (0..<count).contains(count - 1 - back) ? (count - 1 - back) * cells / count : nil
            })
    }

    /// How long ago the curve begins, and what the upright lines in it are.
    private func axis(_ times: Times, count: Int, cells: Int, gutter: Int, borders: Set<Int>) -> Line {
        let span = times.every * max(0, count - 1)
        let left = Line([.blanks(gutter + 1)]) + Line("\(span.launchText) ago", .muted)
        let right = borders.isEmpty ? Line("now", .muted) : Line("┊", .info) + Line(" window  now", .muted)
        return .spread(left, right, over: max(gutter + 1 + cells, left.width + 1 + right.width))
    }

    // MARK: Cells; nil where nothing of the curve is

    private func blocks(_ shown: [Double?], _ scale: Scale, breadth: Int) -> [[Span?]] {
        (0..<scale.height).map { row in
            shown.flatMap { value -> [Span?] in Array(repeating: block(value, row: row, scale), count: breadth) }
        }
    }

    private func block(_ value: Double?, row: Int, _ scale: Scale) -> Span? {
        let isLowest = row == scale.height - 1
        guard let value, value.isFinite else { return isLowest ? Self.failed : nil }
        let eighths = scale.steps(value, of: 8) - (scale.height - 1 - row) * 8
        if eighths <= 0, !isLowest { return nil }
        return Span(known: Self.levels[max(1, min(8, eighths))], width: 1, style(value))
    }

    private static let failed = Span(known: "×", width: 1, Style(.bad))

    private func style(_ value: Double) -> Style { Style(threshold.map { value > $0 } ?? false ? .bad : .curve) }

    private func dots(_ shown: [Double?], _ scale: Scale) -> [[Span?]] {
        let pairs = stride(from: 0, to: shown.count, by: 2).map { Array(shown[$0..<min($0 + 2, shown.count)]) }
        return (0..<scale.height).map { row in pairs.map { dots($0, row: row, scale) } }
    }

    /// Two values in one cell, each a dot in one of its four rows.
    private func dots(_ pair: [Double?], row: Int, _ scale: Scale) -> Span? {
        var pattern: UInt32 = 0
        var highest: Double?
        for (side, value) in pair.enumerated() {
            guard let value, value.isFinite else {
                if row == scale.height - 1 { return Self.failed }
                continue
            }
            let step = max(0, min(scale.height * 4 - 1, scale.steps(value, of: 4)))
            guard step / 4 == scale.height - 1 - row else { continue }
            pattern |= Self.bits[side][step % 4]
            highest = max(highest ?? value, value)
        }
        guard let highest, let scalar = Unicode.Scalar(0x2800 + pattern) else { return nil }
        return Span(known: String(Character(scalar)), width: 1, style(highest))
    }

    /// The dots of a braille cell from the lowest up, left and right.
    private static let bits: [[UInt32]] = [[0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]]
}

extension Plot {
    /// From the lowest to the highest line.
    fileprivate struct Scale {
        let low: Double
        let high: Double
        let height: Int

        init?(_ values: [Double?], _ threshold: Double?, height: Int) {
            let numbers = values.compactMap { $0 }.filter(\.isFinite)
            guard let greatest = numbers.max(), let least = numbers.min() else { return nil }
            high = max(greatest, threshold ?? greatest)
            low = min(0, least)
            self.height = height
        }

        /// How many parts of lines a value is high, each line having so many.
        func steps(_ value: Double, of parts: Int) -> Int {
            Int((value - low) / (high > low ? high - low : 1) * Double(height * parts))
        }

        /// The line a value stands in, 0 the highest. The lowest is the ground's own.
        func row(of value: Double) -> Int {
            let row = max(0, min(height - 1, height - 1 - steps(value, of: 1)))
            return value > low ? min(row, height - 2) : row
        }
    }
}
