import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// How times, numbers and lines read.
@Suite struct TextTests {
    @Test(arguments: [(nil, "T+--:--:--"), (0, "T+00:00:00"), (2537, "T+00:42:17"), (-600, "T-00:10:00"), (183_845, "T+2d 03:04:05")])
    func timeSinceTheStart(seconds: Int?, text: String) { #expect(Clock.sinceStart(seconds.map { .seconds($0) }) == text) }

    @Test(arguments: [
        (27.0, "0:27"), (26.2, "0:27"), (0, "0:00"), (-3, "0:00"), (1063, "17:43"), (3723, "1:02:03"), (90_061, "1d 01:01:01"),
    ])
    func countdowns(seconds: Double, text: String) { #expect(Clock.countdown(.milliseconds(Int64(seconds * 1000))) == text) }

    @Test(arguments: [(0, "0ms"), (81, "81ms"), (4100, "4.1s"), (59_999, "59s"), (125_000, "2m05s"), (3_720_000, "1h02m")])
    func lengths(milliseconds: Int64, text: String) { #expect(Clock.length(.milliseconds(milliseconds)) == text) }

    @Test(arguments: [(59, "59s"), (60, "1m"), (7199, "1h"), (200_000, "2d"), (-5, "0s")])
    func ages(seconds: Int, text: String) { #expect(Clock.age(.seconds(seconds)) == text) }

    @Test func linesAreCutWithASign() {
        #expect(Line("abcdef").cut(to: 6).text == "abcdef")
        #expect(Line("abcdef").cut(to: 4).text == "abc…")
        #expect(Line("日本語").cut(to: 4).text == "日…")
        #expect(Line("abc").cut(to: 0).text == "")
    }

    @Test func bothEndsOfALineKeepAShare() {
        #expect(Line.spread(Line("left"), Line("right"), over: 12).text == "left   right")
        #expect(Line.spread(Line("a long left part"), Line("right"), over: 12).text == "a long… rig…")
        #expect(Line.spread(Line("left"), Line("a very long right part"), over: 12).text == "left a very…")
    }

    @Test func longLinesBreakAtBlanks() {
        #expect(Line("one two three four").wrapped(to: 9, indent: 2).map(\.text) == ["one two", "  three", "  four"])
        #expect(Line("abcdefghij").wrapped(to: 4).map(\.text) == ["abcd", "efgh", "ij"])
        #expect(Line("日本語日本語").wrapped(to: 5).map(\.text) == ["日本", "語日", "本語"])
    }

    @Test func curvesShowGapsAsGaps() {
        #expect(Curve.spark([0, 1, nil, 4, 8], width: 5).text == "▁▁×▄█".replacing("▁▁", with: "▁▂").replacing("▄", with: "▅"))
        #expect(Curve.spark([1, 2, 3], width: 2).text == "▆█")
        #expect(Curve.spark([], width: 5).text.isEmpty)
        // Values that share a bar do so until they are gone; the worst of them is shown, and one that could not be had.
        #expect(Curve.spark([1, 8, 1, 1, 4, 1], count: 6, width: 3).text == "█▂▅")
        #expect(Curve.spark([8, 1, 1, 4, 1, 2], count: 7, width: 4).text == "█▂▅▃")
        #expect(Curve.spark([8, 1, 1, nil], count: 4, width: 2, worst: { min($0, $1) }).text == "█×")
        #expect(Curve.spark([1, 1, 2], count: 3, width: 3, height: 16).text == "▁▁▂")
        #expect(Curve.spark([.nan, .infinity, 1], width: 3).width == 3)
    }

    @Test(arguments: [(0.0, "░░░░"), (0.999, "███░"), (1, "████"), (7, "████"), (-1, "░░░░"), (.nan, "░░░░")])
    func barsAreFullOnlyWhenAllIsDone(share: Double, text: String) { #expect(Curve.bar(share, width: 4, role: .good).text == text) }

    @Test func plotsFitTheirRoom() {
        let plot = Plot(values: (0..<500).map { Double($0) }, threshold: 250) { "\(Int($0))" }
        let lines = plot.lines(width: 40, height: 5)
        #expect(lines.count == 5 && lines.allSatisfy { $0.width <= 40 })
        #expect(Plot(values: [nil, nil]) { "\($0)" }.lines(width: 40, height: 5).map(\.text) == ["no measurements yet"])
    }

    private static func withoutBlanks(_ text: String) -> String { String(text.reversed().drop { $0 == " " }.reversed()) }

    @Test func fewValuesAreBlocksWithTimesAndWindows() {
        let times = Plot.Times(newest: Moment(milliseconds: 100_000), every: .seconds(10), borders: [Moment(milliseconds: 52_000)])
        let plot = Plot(values: [0.01, 0.02, nil, 0.02, 0.08, 0.04, 0.01, 0.02, 0.1, 0.09], threshold: 0.05, times: times) {
            "\(Int($0 * 100))%"
        }
        expectPicture(
            plot.lines(width: 30, height: 4).map { Self.withoutBlanks($0.text) }.joined(separator: "\n"),
            """
            10%│        ▁▁┊     ██▄▄
             5%┤┄┄┄┄┄┄┄┄██┊┄┄┄┄┄████
               │        ██▄▄    ████
             0%│▃▃▆▆××▆▆████▃▃▆▆████
                1m30s ago ┊ window  now
            """)
    }

    @Test func manyValuesAreDots() {
        let plot = Plot(values: (0..<40).map { Double($0 % 20) }, threshold: 10) { "\(Int($0))" }
        expectPicture(
            plot.lines(width: 24, height: 4).map { Self.withoutBlanks($0.text) }.joined(separator: "\n"),
            """
            19│       ⢀⠔⠉       ⢀⠔⠉
            10┤┄┄┄┄┄⡠⠒⠁┄┄┄┄┄┄┄⡠⠒⠁┄┄
              │  ⢀⠤⠊       ⢀⠤⠊
             0│⣀⠔⠁       ⣀⠔⠁
            """)
    }

    @Test func columnsGiveWayInTheirOrder() {
        var table = Table([.init(), .init(flexible: 4), .init(drop: 1), .init(drop: 2)])
        table.measure([Line("a"), Line("a name"), Line("value"), Line("curve")])
        #expect(table.widths(in: 20) == [1, 6, 5, 5])
        #expect(table.widths(in: 24) == [1, 10, 5, 5])
        #expect(table.widths(in: 18) == [1, 4, 5, 5])
        #expect(table.widths(in: 14) == [1, 6, 5, 0])
        #expect(table.widths(in: 9) == [1, 7, 0, 0])
    }
}
