import LaunchCore

/// The step of a tour, above the hint line.
struct TourCard {
    let tour: Tour
    let table: CommandTable
    let state: LaunchState

    private static let mostLines = 5

    /// Frame included.
    func height(width: Int) -> Int { min(Self.mostLines, lines(width: width - 4).count) + 2 }

    func draw(in rect: Rect, on grid: inout Grid) {
        guard !rect.isEmpty else { return }
        grid.fill(rect)
        guard rect.height > 1 else {
            let words = "the tour needs \(Layout.smallestWidth)x\(Layout.smallestHeight), this is \(grid.width)x\(grid.height)"
            return grid.draw(Line(words, .info), in: rect)
        }
        let next = table.key("tour-next"), back = table.key("tour-back")
        let keys =
            tour.isLast ? "\(next) ends the tour · \(back) back" : tour.index == 0 ? "\(next) goes on" : "\(next) goes on · \(back) back"
        let title = "Tour \(tour.index + 1)/\(tour.steps.count) · \(tour.step.title)"
        let inner = grid.box(rect, title: .init(left: title, right: keys, leftStyle: Style(.info, .bold)), style: Style(.info))
        let lines = lines(width: inner.width - 2)
        for (index, line) in lines.prefix(inner.height).enumerated() { grid.draw(line, in: inner.row(index).inset(columns: 1, rows: 0)) }
        let below = lines.count - inner.height
        if below > 0 { grid.put(" ↓\(below) more ", endingAt: rect.maxX - 2, y: rect.maxY - 1, in: rect, style: Style(.hint)) }
    }

    /// A command by its name is shown by its key, whichever that is here; anything else as it stands.
    private func shown(_ word: String) -> String { table.named(word) == nil ? word : table.key(word) }

    private func lines(width: Int) -> [Line] {
        var line = Line()
        for (index, part) in tour.step.words(state).split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            let part = index.isMultiple(of: 2) ? String(part) : shown(String(part))
            line.append(part, index.isMultiple(of: 2) ? .text : .key, index.isMultiple(of: 2) ? [] : .bold)
        }
        return line.wrapped(to: max(10, width), indent: 0)
    }
}
