/// Drawing that stays inside a rectangle. Coordinates are the grid's own; what lies outside the rectangle is not drawn.
extension Grid {
    /// Writes one line of text.
    ///
    /// - Parameters:
    ///   - ellipsis: text that does not fit ends in `…` instead of being cut.
    /// - Returns: the cells used, those left of the rectangle included, so that `x += put(...)` goes on where this ended.
    @discardableResult
    public mutating func put(_ text: String, x: Int, y: Int, in rect: Rect, style: Style = Style(.text), ellipsis: Bool = false) -> Int {
        let clip = rect.intersection(bounds)
        guard y >= clip.y, y < clip.maxY, !clip.isEmpty else { return 0 }
        var column = x
        for glyph in Glyphs(text) {
            let end = column + glyph.width
            if end > clip.maxX {
                if ellipsis, clip.maxX > max(x, clip.x) {
                    place("…", width: 1, x: clip.maxX - 1, y: y, style: style)
                } else if column < clip.maxX, column >= clip.x {
                    place(" ", width: 1, x: column, y: y, style: style)
                }
                return max(0, clip.maxX - x)
            }
            if column >= clip.x {
                place(glyph.text, width: glyph.width, x: column, y: y, style: style)
            } else if end > clip.x {
                place(" ", width: 1, x: clip.x, y: y, style: style)
            }
            column = end
        }
        return column - x
    }

    /// Writes one line of text that ends at the cell before `maxX`; text that does not fit loses its end.
    @discardableResult
    public mutating func put(_ text: String, endingAt maxX: Int, y: Int, in rect: Rect, style: Style = Style(.text)) -> Int {
        let room = maxX - max(rect.x, 0)
        return put(text, x: max(maxX - TextWidth.of(text), maxX - max(room, 0)), y: y, in: rect, style: style, ellipsis: true)
    }

    /// Covers a rectangle with one glyph a cell wide.
    public mutating func fill(_ rect: Rect, with glyph: String = " ", style: Style = Style(.text)) {
        let clip = rect.intersection(bounds)
        for y in clip.y..<clip.y + clip.height {
            for x in clip.x..<clip.x + clip.width { place(glyph, width: 1, x: x, y: y, style: style) }
        }
    }

    /// Makes a rectangle as it is in a new grid.
    mutating func clear(_ rect: Rect) {
        let clip = rect.intersection(bounds)
        guard !clip.isEmpty else { return }
        let blank = Cell()
        for y in clip.y..<clip.maxY {
            for index in y * width + clip.x..<y * width + clip.maxX { cells[index] = blank }
        }
    }

    /// Changes the style of what is drawn already, for instance to mark the selected line.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let clip = rect.intersection(bounds)
        for y in clip.y..<clip.y + clip.height {
            for x in clip.x..<clip.x + clip.width { change(&cells[y * width + x].style) }
        }
    }

    /// Gives one role to what is drawn already and keeps its attributes.
    public mutating func restyle(_ rect: Rect, role: Role) {
        restyle(rect) { $0.role = role }
    }

    /// Lays the selection's ground under what is drawn already, which keeps the colours of its own roles.
    public mutating func select(_ rect: Rect) {
        restyle(rect) { $0.attributes.insert(.selected) }
    }

    /// Puts a glyph on cells that must exist. The other half of a wide glyph that is half covered becomes a blank.
    mutating func place(_ glyph: String, width cellsUsed: Int, x: Int, y: Int, style: Style) {
        let index = y * width + x
        if x > 0, cells[index].glyph.isEmpty { cells[index - 1].glyph = " " }
        if x + cellsUsed < width, cells[index + cellsUsed].glyph.isEmpty { cells[index + cellsUsed].glyph = " " }
        cells[index].glyph = glyph
        cells[index].style = style
        if cellsUsed == 2 {
            cells[index + 1].glyph = ""
            cells[index + 1].style = style
        }
    }
}
