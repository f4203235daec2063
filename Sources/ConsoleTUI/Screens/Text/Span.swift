import LaunchCore

/// A stretch of text in one style. Its text is printable and its width known from the moment it exists: whatever comes from a
/// plan, a log or a service becomes a span before it can be measured or drawn, so this is where screens make text safe.
struct Span: Hashable, Sendable {
    let text: String
    var style: Style
    /// In terminal cells.
    let width: Int

    init(_ text: String, _ style: Style) {
        self.text = Printable.text(text)
        self.style = style
        width = TextWidth.of(self.text)
    }

    init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) { self.init(text, Style(role, attributes)) }

    /// For text this program made itself, of a width it knows.
    init(known text: String, width: Int, _ style: Style) {
        self.text = text
        self.style = style
        self.width = width
    }

    static func blanks(_ count: Int) -> Span {
        let count = Swift.max(0, count)
        return Span(known: String(repeating: " ", count: count), width: count, Style(.text))
    }

    /// Every byte takes a cell of its own: then it is ASCII alone, as most text is, and can be cut without looking at it.
    private var isASCII: Bool { text.utf8.count == width }

    /// As much of the beginning as fits `cells`.
    func prefix(_ cells: Int) -> Span {
        if width <= cells { return self }
        if isASCII {
            let cells = Swift.max(0, cells)
            return Span(known: String(text[..<text.utf8.index(text.startIndex, offsetBy: cells)]), width: cells, style)
        }
        var kept = "", used = 0
        for glyph in Glyphs(text) {
            if used + glyph.width > cells { break }
            kept += glyph.text
            used += glyph.width
        }
        return Span(known: kept, width: used, style)
    }

    /// What is left without the first `cells`; a wide glyph cut in half is left out.
    func dropping(_ cells: Int) -> Span {
        if cells <= 0 { return self }
        if isASCII {
            let cells = Swift.min(cells, width)
            return Span(known: String(text[text.utf8.index(text.startIndex, offsetBy: cells)...]), width: width - cells, style)
        }
        var kept = "", skipped = 0, used = 0
        for glyph in Glyphs(text) {
            if skipped < cells {
                skipped += glyph.width
            } else {
                kept += glyph.text
                used += glyph.width
            }
        }
        return Span(known: kept, width: used, style)
    }
}
