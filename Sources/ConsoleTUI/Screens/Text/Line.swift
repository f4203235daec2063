/// One line of a screen before it has a place: spans side by side.
struct Line: Hashable, Sendable {
    private(set) var spans: [Span] = []
    /// In terminal cells.
    private(set) var width = 0

    init() {}

    init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) { append(text, role, attributes) }

    init(_ spans: [Span]) { spans.forEach { append($0) } }

    mutating func append(_ span: Span) {
        if span.width == 0 { return }
        spans.append(span)
        width += span.width
    }

    mutating func append(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) {
        append(Span(text, role, attributes))
    }

    mutating func append(_ sign: Sign) { append(Span(sign.glyph, sign.role)) }

    mutating func append(_ line: Line) { line.spans.forEach { append($0) } }

    static func + (a: Line, b: Line) -> Line {
        var sum = a
        sum.append(b)
        return sum
    }

    mutating func pad(to column: Int) { append(.blanks(column - width)) }

    func padded(to column: Int, right: Bool = false) -> Line {
        if width >= column { return self }
        return right ? Line([.blanks(column - width)]) + self : self + Line([.blanks(column - width)])
    }

    /// The line itself where it fits, else its beginning and `…`.
    func cut(to cells: Int) -> Line {
        if width <= cells { return self }
        if cells <= 0 { return Line() }
        var kept = Line()
        for span in spans {
            let room = cells - 1 - kept.width
            if span.width <= room {
                kept.append(span)
                continue
            }
            kept.append(span.prefix(room))
            kept.append(Span(known: "…", width: 1, span.style))
            break
        }
        return kept
    }

    /// `left` at the beginning and `right` at the end of `cells`. What does not fit is cut with a sign, the left part first
    /// until the right one has its share, then that one.
    static func spread(_ left: Line, _ right: Line, over cells: Int, share: Double = 0.4) -> Line {
        if right.width == 0 { return left.cut(to: cells) }
        let forRight = max(cells - left.width - 1, Int(Double(cells) * share))
        let right = right.cut(to: min(forRight, cells))
        let room = cells - right.width - 1
        var line = left.cut(to: max(0, room))
        line.pad(to: cells - right.width)
        line.append(right)
        return line
    }

    /// The first of the right parts, which say ever less, that leaves `left` whole; the last where none does.
    static func spread(_ left: Line, firstThatFits rights: [Line], over cells: Int) -> Line {
        let right = rights.first { $0.width == 0 || left.width + 1 + $0.width <= cells } ?? rights.last ?? Line()
        return spread(left, right, over: cells)
    }

    /// Every span in one role, for what stands on a ground of its own.
    func recoloured(_ role: Role, _ attributes: Attributes = []) -> Line {
        Line(
            spans.map { span in
                var span = span
                span.style = Style(role, span.style.attributes.union(attributes))
                return span
            })
    }

    var text: String { spans.map(\.text).joined() }
}

extension Grid {
    /// Draws a line at the left edge of a row; what does not fit is cut with a sign.
    mutating func draw(_ line: Line, in row: Rect) {
        guard !row.isEmpty else { return }
        var x = row.x
        for span in line.cut(to: row.width).spans { x += put(span.text, x: x, y: row.y, in: row, style: span.style) }
    }
}
