/// The screen as a value: a rectangle of cells. Nothing in it knows of a terminal.
public struct Grid: Hashable, Sendable {
    public struct Cell: Hashable, Sendable {
        /// One printable grapheme; the empty string in the right half of a wide one.
        public var glyph: String
        public var style: Style

        public init(_ glyph: String = " ", _ style: Style = Style(.text)) {
            self.glyph = glyph
            self.style = style
        }
    }

    public let width: Int
    public let height: Int
    public internal(set) var cells: [Cell]
    /// Where the terminal's own cursor stands; nil hides it.
    public var cursor: Point?

    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: Cell(), count: self.width * self.height)
    }

    public subscript(x: Int, y: Int) -> Cell {
        get { cells[y * width + x] }
        set { cells[y * width + x] = newValue }
    }

    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }
}

public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A part of a grid. Drawing stays inside it or does not happen.
public struct Rect: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public var isEmpty: Bool { width == 0 || height == 0 }
    public var maxX: Int { x + width }
    public var maxY: Int { y + height }
}
