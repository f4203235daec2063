/// Boxes and the lines that divide them, with words set into the line: `╭ Phases ───── 18/31 ╮`.
extension Grid {
    /// What stands in the upper line of a box or in a divider.
    public struct FrameTitle: Hashable, Sendable {
        public var left: String
        public var right: String
        public var leftStyle: Style
        public var rightStyle: Style

        public init(
            left: String = "", right: String = "", leftStyle: Style = Style(.title), rightStyle: Style = Style(.muted)
        ) {
            self.left = left
            self.right = right
            self.leftStyle = leftStyle
            self.rightStyle = rightStyle
        }
    }

    /// Draws a box with rounded corners along the edge of `rect` and answers the room inside it.
    /// A rectangle too small for a box is left alone.
    @discardableResult
    public mutating func box(_ rect: Rect, title: FrameTitle = FrameTitle(), style: Style = Style(.border)) -> Rect {
        let inner = rect.inset()
        guard rect.width >= 2, rect.height >= 2 else { return inner }
        edge(rect.row(0), ends: ("╭", "╮"), title: title, style: style)
        edge(rect.row(rect.height - 1), ends: ("╰", "╯"), title: FrameTitle(), style: style)
        for y in inner.y..<inner.maxY {
            put("│", x: rect.x, y: y, in: rect, style: style)
            put("│", x: rect.maxX - 1, y: y, in: rect, style: style)
        }
        return inner
    }

    /// Divides a box by a line across it, joined to its sides: `├ Deployments ────┤`.
    public mutating func divide(_ box: Rect, at y: Int, title: FrameTitle = FrameTitle(), style: Style = Style(.border)) {
        guard box.width >= 2 else { return }
        edge(box.row(y - box.y), ends: ("├", "┤"), title: title, style: style)
    }

    /// A horizontal line of `width` cells.
    public mutating func line(x: Int, y: Int, width: Int, in rect: Rect, style: Style = Style(.border)) {
        fill(Rect(x: x, y: y, width: width, height: 1).intersection(rect), with: "─", style: style)
    }

    /// One edge of a box: ends, line and words. The right words give way first, then the left ones are cut.
    private mutating func edge(_ row: Rect, ends: (String, String), title: FrameTitle, style: Style) {
        fill(row, with: "─", style: style)
        put(ends.0, x: row.x, y: row.y, in: row, style: style)
        put(ends.1, x: row.maxX - 1, y: row.y, in: row, style: style)
        let room = Rect(x: row.x + 1, y: row.y, width: row.width - 2, height: row.height)
        let left = title.left.isEmpty ? 0 : TextWidth.of(title.left) + 2
        let right = title.right.isEmpty ? 0 : TextWidth.of(title.right) + 2
        if right > 0, left + right <= room.width {
            put(" \(title.right) ", x: room.maxX - right, y: row.y, in: room, style: title.rightStyle)
        }
        guard left > 0, room.width >= 3 else { return }
        put(" ", x: room.x, y: row.y, in: room, style: style)
        let words = Rect(x: room.x + 1, y: row.y, width: room.width - 2, height: 1)
        let used = put(title.left, x: words.x, y: row.y, in: words, style: title.leftStyle, ellipsis: true)
        put(" ", x: words.x + used, y: row.y, in: room, style: style)
    }
}
