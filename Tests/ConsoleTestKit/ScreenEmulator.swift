import ConsoleTUI

/// A terminal's screen as a value: takes the bytes a program writes and tells what a user of xterm would see. Good for what
/// ncurses writes; whatever it does not know is noted in `unknown`.
public struct ScreenEmulator: Sendable {
    public struct Cell: Hashable, Sendable {
        public var text = " "
        public var look = Look()
    }

    /// Colours as the program named them: -1 the terminal's own, 0 to 255 of the palette, `0x1RRGGBB` direct ones.
    public struct Look: Hashable, Sendable {
        public var foreground = -1
        public var background = -1
        public var attributes: Attributes = []

        public init(foreground: Int = -1, background: Int = -1, attributes: Attributes = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    public internal(set) var width: Int
    public internal(set) var height: Int
    public internal(set) var x = 0
    public internal(set) var y = 0
    /// Private modes that are on: 1049 alternate screen, 2004 bracketed paste, 1000 and 1006 mouse, 1 cursor keys.
    public internal(set) var modes: Set<Int> = []
    public internal(set) var isCursorVisible = true
    public internal(set) var isKeypadOn = false
    public internal(set) var bells = 0
    /// Times it was asked for a sign of life.
    var questions = 0
    /// Sequences that mean nothing here, printable.
    public internal(set) var unknown: [String] = []

    var rows: [[Cell]]
    var mainRows: [[Cell]]?
    var look = Look()
    var saved: (x: Int, y: Int, look: Look) = (0, 0, Look())
    var top = 0
    var bottom: Int
    /// The cursor stands past the last column: the next glyph goes to the next line.
    var isPastEnd = false
    var isInserting = false
    var lineDrawing = [false, false]
    var charset = 0
    var lastGlyph = " "
    var parser = Parser()

    public init(size: Size) {
        width = size.width
        height = size.height
        bottom = size.height - 1
        rows = Array(repeating: Array(repeating: Cell(), count: size.width), count: size.height)
    }

    public subscript(x: Int, y: Int) -> Cell { rows[y][x] }

    /// One line without its trailing blanks.
    public func line(_ y: Int) -> String {
        var text = rows[y].map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// All lines without trailing blanks.
    public var text: String { (0..<height).map(line).joined(separator: "\n") }

    public mutating func resize(_ size: Size) {
        rows = Self.resized(rows, size)
        mainRows = mainRows.map { Self.resized($0, size) }
        width = size.width
        height = size.height
        top = 0
        bottom = height - 1
        x = min(x, width - 1)
        y = min(y, height - 1)
        isPastEnd = false
    }

    private static func resized(_ rows: [[Cell]], _ size: Size) -> [[Cell]] {
        var rows = rows.prefix(size.height).map { row in
            Array(row.prefix(size.width)) + Array(repeating: Cell(), count: max(0, size.width - row.count))
        }
        while rows.count < size.height { rows.append(Array(repeating: Cell(), count: size.width)) }
        return rows
    }

    var blank: Cell { Cell(text: " ", look: Look(foreground: -1, background: look.background)) }

    mutating func print(_ glyph: String) {
        let shown = lineDrawing[charset] ? Self.lineGlyphs[glyph] ?? glyph : glyph
        let cells = TextWidth.of(shown)
        if cells == 0 { return }
        if isPastEnd || x + cells > width {
            x = 0
            lineFeed()
        }
        if isInserting { insertCells(cells) }
        rows[y][x] = Cell(text: shown, look: look)
        if cells == 2 { rows[y][x + 1] = Cell(text: "", look: look) }
        lastGlyph = glyph
        x += cells
        isPastEnd = x >= width
        if isPastEnd { x = width - 1 }
    }

    /// A mark that belongs to the glyph before it.
    mutating func combine(_ mark: String) {
        let at = isPastEnd ? x : max(0, x - 1)
        let base = rows[y][at].text.isEmpty && at > 0 ? at - 1 : at
        rows[y][base].text += mark
    }

    private static let lineGlyphs = [
        "q": "─", "x": "│", "l": "┌", "k": "┐", "m": "└", "j": "┘", "t": "├", "u": "┤", "v": "┴", "w": "┬", "n": "┼", "a": "▒", "`": "◆",
    ]
}
