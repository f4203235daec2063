/// Draws a list into the room of a pane: only the lines in sight are made.
struct ListPane<Content> {
    let rows: [PaneRow<Content>]
    let state: ListState
    let isFocused: Bool

    /// - Parameters:
    ///   - frame: where to tell of lines out of sight, and what dividers join; nil on a screen too small for frames.
    ///   - divider: the words of a row that divides the pane; nil for any other row.
    func draw(
        in inner: Rect, frame: PaneFrame?, on grid: inout Grid, divider: (Content) -> (String, Line)?, line: (Content, Int) -> Line
    ) {
        let first = state.firstShown(in: rows, height: inner.height)
        let selected = state.selectedID(in: rows)
        let shown = min(inner.height, rows.count - first)
        for offset in 0..<max(0, shown) {
            let row = rows[first + offset]
            let place = inner.row(offset)
            if let (title, info) = divider(row.content) {
                drawDivider(title, info, at: place, frame: frame, on: &grid)
                continue
            }
            let isSelected = isFocused && row.id != nil && row.id == selected
            if isSelected, row.part == 0 { grid.put("▸", x: place.x, y: place.y, in: place, style: Style(.borderFocused, .bold)) }
            let room = Rect(x: place.x + 1, y: place.y, width: place.width - 2, height: 1)
            grid.draw(line(row.content, room.width), in: room)
            if isSelected { grid.select(place) }
        }
        frame?.drawScroll(first: first, shown: shown, of: rows.count, on: &grid)
    }

    private func drawDivider(_ title: String, _ info: Line, at place: Rect, frame: PaneFrame?, on grid: inout Grid) {
        if let frame { grid.divide(frame.rect, at: place.y, style: frame.style) }
        let room = Rect(x: place.x + 1, y: place.y, width: place.width - 2, height: 1)
        var line = Line(" ")
        line.append(title, .heading)
        line.append(" ")
        grid.draw(line, in: room)
        guard info.width > 0, room.width - line.width > 4 else { return }
        let words = (Line(" ") + info).cut(to: room.width - line.width - 2) + Line(" ")
        grid.draw(words, in: Rect(x: room.maxX - words.width, y: room.y, width: words.width, height: 1))
    }
}
