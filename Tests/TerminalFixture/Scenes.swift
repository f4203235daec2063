import ConsoleTUI

/// Pictures that change in every way a console's do, by chance but always the same.
struct Scenes {
    private(set) var grid: Grid
    private var seed: UInt64 = 88_172_645_463_325_252

    private static let words = [
        "plain words", "日本語のテキスト", "e\u{301}a\u{308}o", "● up ✖ down ◐", "▁▂▃▄▅▆▇█", "🚀 launch ✅", "x", "中", "한글 text", "│─╭╮╰╯",
        "                         ", "tabs and 42 numbers 3.14159",
    ]

    init(size: Size) { grid = Grid(width: size.width, height: size.height) }

    private mutating func chance(_ limit: Int) -> Int {
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        return Int(seed % UInt64(limit))
    }

    mutating func next() {
        for _ in 0...chance(6) { change() }
        grid.cursor = chance(3) == 0 ? Point(x: chance(grid.width), y: chance(grid.height)) : nil
    }

    private mutating func change() {
        let style = Style(Role.allCases[chance(Role.allCases.count)], Attributes(rawValue: UInt8(chance(4) == 0 ? 1 << chance(6) : 0)))
        switch chance(8) {
        case 0: scroll(by: 1 + chance(3))
        case 1: scroll(by: -1 - chance(2))
        case 2: grid.fill(Rect(x: chance(grid.width), y: chance(grid.height), width: 1 + chance(30), height: 1 + chance(6)), style: style)
        case 3:
            grid.box(
                Rect(x: chance(60), y: chance(18), width: 4 + chance(40), height: 3 + chance(8)), title: .init(left: "Box 中"), style: style)
        case 4: grid.select(Rect(x: 0, y: chance(grid.height), width: grid.width, height: 1))
        case 5 where chance(20) == 0: grid = Grid(width: grid.width, height: grid.height)
        default:
            grid.put(
                Self.words[chance(Self.words.count)], x: chance(grid.width + 10) - 5, y: chance(grid.height), in: grid.bounds, style: style,
                ellipsis: chance(2) == 0)
        }
    }

    /// Moves all lines up, or down when negative, as a log does.
    private mutating func scroll(by lines: Int) {
        let old = grid
        for y in 0..<grid.height {
            let from = y + lines
            for x in 0..<grid.width { grid[x, y] = (0..<grid.height).contains(from) ? old[x, from] : Grid.Cell() }
        }
    }

    /// The picture, then a line for every cell with the colours and attributes it should have.
    func description(in theme: Theme, depth: ColourDepth) -> String {
        var text = grid.picture + "\n"
        for y in 0..<grid.height {
            for x in 0..<grid.width {
                let paint = theme.paint(grid[x, y].style, depth: depth)
                text += "\(paint.foreground) \(paint.background) \(paint.attributes.rawValue)\n"
            }
        }
        return text
    }
}
