import Testing

@testable import ConsoleTUI

@Suite struct GridDrawTests {
    private func drawn(_ width: Int, _ height: Int = 1, _ draw: (inout Grid) -> Void) -> String {
        var grid = Grid(width: width, height: height)
        draw(&grid)
        return grid.picture
    }

    @Test func textStaysInsideItsRectangle() {
        let rect = Rect(x: 2, y: 0, width: 4, height: 1)
        #expect(drawn(8) { $0.put("abcdefgh", x: 2, y: 0, in: rect) } == "  abcd")
        #expect(drawn(8) { $0.put("abcdefgh", x: 0, y: 0, in: rect) } == "  cdef")
        #expect(drawn(8) { $0.put("abcdefgh", x: 2, y: 0, in: rect, ellipsis: true) } == "  abc…")
        #expect(drawn(8) { $0.put("abcd", x: 2, y: 0, in: rect, ellipsis: true) } == "  abcd")
        #expect(drawn(8) { $0.put("abcd", x: 2, y: 1, in: rect) } == "")
        #expect(drawn(8) { $0.put("abcd", x: 2, y: 0, in: Rect(x: 6, y: 0, width: 50, height: 50)) } == "")
        #expect(drawn(8) { $0.put("abcd", endingAt: 6, y: 0, in: rect) } == "  abcd")
        #expect(drawn(8) { $0.put("ab", endingAt: 6, y: 0, in: rect) } == "    ab")
        #expect(drawn(8) { $0.put("abcdef", endingAt: 6, y: 0, in: rect) } == "  abc…")
    }

    @Test func wideGlyphsAreNeverCutInHalf() {
        let rect = Rect(x: 1, y: 0, width: 4, height: 1)
        #expect(drawn(6) { $0.put("日本語", x: 0, y: 0, in: rect) } == "  本")
        #expect(drawn(6) { $0.put("日本語", x: 2, y: 0, in: rect) } == "  日")
        #expect(drawn(6) { $0.put("日本語", x: 1, y: 0, in: rect, ellipsis: true) } == " 日 …")
        #expect(drawn(6) { $0.put("a日本語", x: 1, y: 0, in: rect, ellipsis: true) } == " a日…")
    }

    @Test func overwritingHalfOfAWideGlyphBlanksTheOtherHalf() {
        func over(_ x: Int) -> String {
            drawn(4) {
                $0.put("日本", x: 0, y: 0, in: $0.bounds)
                $0.put("x", x: x, y: 0, in: $0.bounds)
            }
        }
        #expect(over(0) == "x 本")
        #expect(over(1) == " x本")
        #expect(over(2) == "日x")
        #expect(over(3) == "日 x")
    }

    @Test func putAnswersTheCellsUsed() {
        var grid = Grid(width: 10, height: 1)
        let rect = Rect(x: 0, y: 0, width: 6, height: 1)
        var x = 0
        x += grid.put("ab", x: x, y: 0, in: rect)
        x += grid.put("日", x: x, y: 0, in: rect)
        #expect(x == 4)
        #expect(grid.put("long", x: x, y: 0, in: rect) == 2)
        #expect(grid.put("", x: 0, y: 0, in: rect) == 0)
        #expect(grid.put("abc", x: -2, y: 0, in: rect) == 3)
        #expect(grid.picture == "cb日lo")
    }

    @Test func boxesCarryTheirTitlesInTheLine() {
        let picture = drawn(20, 5) {
            let inner = $0.box($0.bounds, title: .init(left: "Phases", right: "18/31"))
            $0.put("inside", x: inner.x, y: inner.y, in: inner)
            $0.divide($0.bounds, at: 2, title: .init(left: "A title far too long for the line", right: "1"))
        }
        #expect(
            picture == """
                ╭ Phases ─── 18/31 ╮
                │inside            │
                ├ A title far too… ┤
                │                  │
                ╰──────────────────╯
                """)
        #expect(drawn(3, 1) { $0.box($0.bounds) } == "")
        #expect(drawn(4, 2) { $0.box($0.bounds, title: .init(left: "T")) } == "╭ … ╮".replacing(" … ", with: "──") + "\n╰──╯")
    }

    @Test func selectingALineKeepsItsRoles() {
        var grid = Grid(width: 3, height: 2)
        grid.put("ok", x: 0, y: 0, in: grid.bounds, style: Style(.good, .bold))
        grid.select(Rect(x: 0, y: 0, width: 9, height: 1))
        #expect(grid[0, 0].style == Style(.good, [.bold, .selected]))
        #expect(grid[2, 0].style == Style(.text, .selected))
        #expect(grid[0, 1].style == Style(.text))
    }
}
