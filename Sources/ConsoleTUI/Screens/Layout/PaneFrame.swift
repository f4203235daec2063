import LaunchCore

/// The frame around a pane and what its edges tell.
struct PaneFrame {
    let pane: Pane
    let rect: Rect
    let isFocused: Bool
    /// The key that leads to the pane; nil where none does.
    private let key: String?
    var title: String
    /// More names after the title, as of the logs that can be shown.
    var names = Line()
    /// What stands at the right end of the upper edge.
    var info = Line()

    init(_ pane: Pane, _ rect: Rect, _ snapshot: Snapshot, isFocused: Bool, title: String? = nil) {
        self.pane = pane
        self.rect = rect
        self.isFocused = isFocused
        self.title = title ?? pane.title
        key = snapshot.optionalKey(pane.command)
    }

    var style: Style { Style(isFocused ? .borderFocused : .border) }

    /// Cells of the upper edge that names and what stands at its end have together.
    var room: Int { max(0, rect.width - 4 - head.width - 4) }

    private var head: Line {
        var line = Line()
        line.append(isFocused ? "▸" : " ", .borderFocused, .bold)
        line.append(key ?? "", .key)
        line.append(" \(title) ", .title, isFocused ? .bold : [])
        return line
    }

    /// Draws the frame and answers the room inside.
    @discardableResult
    func draw(on grid: inout Grid) -> Rect {
        let inner = grid.box(rect, style: style)
        guard rect.width > 6, rect.height >= 2 else { return inner }
        let edge = Rect(x: rect.x + 2, y: rect.y, width: rect.width - 4, height: 1)
        var left = head
        if names.width > 0 { left.append(names + Line(" ")) }
        left = left.cut(to: edge.width)
        grid.draw(left, in: edge)
        guard info.width > 0 else { return inner }
        let room = edge.width - left.width - 1
        guard room > 4 else { return inner }
        let words = (Line(" ") + info).cut(to: room - 1) + Line(" ")
        grid.draw(words, in: Rect(x: edge.maxX - words.width, y: edge.y, width: words.width, height: 1))
        return inner
    }

    /// How much there is above and below what is shown, set into the lower edge: nothing is cut without a sign.
    func drawScroll(first: Int, shown: Int, of count: Int, on grid: inout Grid) {
        var line = Line()
        if first > 0 { line.append(" ↑\(first) more", .hint) }
        let below = count - first - shown
        if below > 0 { line.append(" ↓\(below) more", .hint) }
        guard line.width > 0, rect.width > line.width + 4 else { return }
        line.append(" ")
        grid.draw(line, in: Rect(x: rect.maxX - 2 - line.width, y: rect.maxY - 1, width: line.width, height: 1))
    }
}
