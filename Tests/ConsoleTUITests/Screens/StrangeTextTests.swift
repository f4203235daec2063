import ConsoleTestKit
import ConsoleTUI
import LaunchCore
import Testing

/// Texts nobody would write, and terminals get all the same.
@Suite struct StrangeTextTests {
    private static var strange: LaunchFixture {
        var plan = Plan.pam
        plan.name = "発射計画 🚀 " + String(repeating: "very long ", count: 20)
        plan.phases[0].title = "準備する段階のとても長い題名です、本当に長いので切られるはずです、それでも崩れません"
        plan.phases[0].items[0].text = "evil \u{1b}[2J\u{202e}txt.exe and \u{9b}31m and e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} 👨‍👩‍👧‍👦 🇩🇪"
        plan.phases[0].items[1].text = String(repeating: "x", count: 5000)
        plan.services[0].name = "backend-with-a-name-that-never-ends-and-goes-on-and-on"
        plan.triggers[0].text = "エラー率が高すぎる 🔥🔥🔥 and some more words so that it does not fit"
        var launch = LaunchFixture(plan: plan)
        launch.begin()
        launch.measure()
        launch.verdict = Verdict(.hold, reason: "a\u{7}b\tc\nd " + String(repeating: "長", count: 100))
        launch.logs = [LogTail(name: "\u{1b}]0;x\u{7}", lines: [LogLine("\u{1b}[31mred\u{1b}[0m")], total: 1)]
        launch.operators = ["dana", "\u{1b}[5m", "李"]
        return launch
    }

    @Test(arguments: [(80, 24), (132, 43), (50, 12), (61, 17), (33, 9)])
    func nothingUnprintableReachesACellAndNoRowIsBroken(width: Int, height: Int) {
        for keys in ["1", "2", "3", "4", "5", "6", "2 i", "2 x", "R", "4 Enter"] {
            var driver = ConsoleDriver(Self.strange, width: width, height: height)
            driver.press(keys)
            let grid = driver.grid
            for y in 0..<height {
                var cells = 0
                for x in 0..<width {
                    let glyph = grid[x, y].glyph
                    #expect(glyph.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) && $0 != "\u{202e}" })
                    cells += TextWidth.of(glyph)
                }
                #expect(cells == width, "row \(y) after \(keys)")
            }
        }
    }

    @Test func strangeTextIsVisibleText() {
        var driver = ConsoleDriver(Self.strange)
        driver.press("2")
        expectPicture(
            driver.lines(0..<8),
            """
             発射計画 🚀 very long very long very long very long very l…  engine ● watching
             ■ HOLD  a^Gb  c^Jd 長長長長長長長長長長長長長長長長長長長長長長長…  T+--:--:--
             NEXT   .   evil ^[[2J<U+202E>txt.exe and <U+009B>31m and é́́́<+2 marks> 👨 DE
             1 Launch [2 Checklist 0/9] 3 Status ✖1  4 Triggers ◔1  5 Logs  6 Record
            ╭─▸2 Checklist ────────────────────────────────────────────────────────── 0/9 ─╮
            │ ▾ ◐ 準備する段階のとても長い題名です、本当に長いので切られるはず…  dana  0/2 │
            │▸  [ ] evil ^[[2J<U+202E>txt.exe and <U+009B>31m and é́́́<+2 marks> 👨 DE        │
            │   [ ] xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… │
            """)
    }
}
