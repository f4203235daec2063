import CNCurses

/// Hands the cells that changed to ncurses, as colour pairs and scalars.
struct CellPainter {
    let theme: Theme
    private let depth: ColourDepth
    private let repertoire: GlyphRepertoire
    private var pairs: PairTable
    private var paints: [Style: cn_cell] = [:]
    private var substitutes: [String: String] = [:]
    private var row: [cn_cell] = []

    init(theme: Theme, depth: ColourDepth, repertoire: GlyphRepertoire, pairs: Int) {
        self.theme = theme
        self.depth = depth
        self.repertoire = repertoire
        self.pairs = PairTable(limit: pairs)
    }

    /// - Parameters:
    ///   - old: what is shown now; nil when that is not known.
    ///   - size: the terminal's; what lies outside is not drawn.
    mutating func paint(_ grid: Grid, over old: Grid?, within size: Size) {
        let isComparable = old.map { $0.width == grid.width && $0.height == grid.height } ?? false
        let columns = min(grid.width, size.width)
        guard columns > 0 else { return }
        grid.cells.withUnsafeBufferPointer { new in
            for y in 0..<min(grid.height, size.height) {
                let line = UnsafeBufferPointer(rebasing: new[y * grid.width..<y * grid.width + columns])
                guard isComparable, let old else {
                    put(line, from: 0, through: columns - 1, y: y)
                    continue
                }
                old.cells.withUnsafeBufferPointer { before in
                    let oldLine = UnsafeBufferPointer(rebasing: before[y * grid.width..<y * grid.width + columns])
                    if let (first, last) = Self.difference(line, oldLine) { put(line, from: first, through: last, y: y) }
                }
            }
        }
    }

    /// The first and the last column in which two lines differ.
    private static func difference(_ a: UnsafeBufferPointer<Grid.Cell>, _ b: UnsafeBufferPointer<Grid.Cell>) -> (Int, Int)? {
        var first = 0
        while first < a.count, a[first] == b[first] { first += 1 }
        guard first < a.count else { return nil }
        var last = a.count - 1
        while a[last] == b[last] { last -= 1 }
        return (first, last)
    }

    private mutating func put(_ line: UnsafeBufferPointer<Grid.Cell>, from first: Int, through last: Int, y: Int) {
        var x = first
        if x > 0, line[x].glyph.isEmpty { x -= 1 }
        let start = x
        row.removeAll(keepingCapacity: true)
        var style = line[x].style
        var paint = paint(style)
        while x <= last {
            if line[x].style != style {
                style = line[x].style
                paint = self.paint(style)
            }
            let isWide = x + 1 < line.count && line[x + 1].glyph.isEmpty
            append(line[x].glyph, isWide: isWide, paint: paint)
            x += isWide ? 2 : 1
        }
        cn_put(Int32(y), Int32(start), row, Int32(row.count))
    }

    private mutating func append(_ glyph: String, isWide: Bool, paint: cn_cell) {
        var cell = paint
        let bytes = glyph.utf8
        if bytes.count == 1, let byte = bytes.first {
            cell.scalars.0 = UInt32(byte)
        } else if repertoire == .unicode {
            Self.fill(&cell, with: glyph)
            if isWide { cell.width = 2 }
        } else {
            Self.fill(&cell, with: substitute(for: glyph))
        }
        row.append(cell)
        if isWide, cell.width == 1 {
            cell.scalars = (0x20, 0, 0, 0, 0)
            row.append(cell)
        }
    }

    private static func fill(_ cell: inout cn_cell, with glyph: String) {
        var scalars = glyph.unicodeScalars.makeIterator()
        cell.scalars.0 = scalars.next()?.value ?? 0x20
        cell.scalars.1 = scalars.next()?.value ?? 0
        cell.scalars.2 = scalars.next()?.value ?? 0
        cell.scalars.3 = scalars.next()?.value ?? 0
        cell.scalars.4 = scalars.next()?.value ?? 0
    }

    private mutating func substitute(for glyph: String) -> String {
        if let known = substitutes[glyph] { return known }
        // Text from outside can bring any number of glyphs.
        if substitutes.count > 1000 { substitutes.removeAll() }
        let sign = repertoire.shown(glyph)
        substitutes[glyph] = sign
        return sign
    }

    /// A cell that carries a style's pair and attributes.
    private mutating func paint(_ style: Style) -> cn_cell {
        if let known = paints[style] { return known }
        let paint = theme.paint(style, depth: depth)
        let pair = pairs.pair(foreground: paint.foreground, background: paint.background)
        let cell = cn_cell(scalars: (0, 0, 0, 0, 0), pair: Int32(pair), attributes: paint.attributes.rawValue & 0x1f, width: 1)
        paints[style] = cell
        return cell
    }
}
