import ConsoleTestKit
import ConsoleTUI
import LaunchCore
import Testing

/// Following and holding a log.
@Suite struct LogsTests {
    private static func driver(lines: Int = 100) -> ConsoleDriver {
        var launch = LaunchFixture.go
        launch.logs[0] = LogTail(
            name: "backend", lines: (1...lines).map { LogLine("line \($0)", severity: $0 % 40 == 0 ? .error : .info) }, total: lines)
        var driver = ConsoleDriver(launch)
        driver.press("5")
        return driver
    }

    private static func append(_ count: Int, to launch: inout LaunchFixture) {
        let total = launch.logs[0].total
        launch.logs[0].lines += (total + 1...total + count).map { LogLine("line \($0)") }
        launch.logs[0].lines.removeFirst(count)
        launch.logs[0].total += count
    }

    @Test func scrollingUpHoldsAndCountsWhatCame() {
        var driver = Self.driver()
        driver.press("k k")
        #expect(driver.screen.contains("■ held · ") && !driver.screen.contains("line 99"))
        let before = driver.lines(4..<22)
        driver.change { Self.append(90, to: &$0) }
        #expect(driver.lines(4..<22) == before, "what is held stays put")
        #expect(driver.screen.contains("■ held +90 new"))
        driver.press("G")
        #expect(driver.screen.contains("following") && driver.lines(21..<22).contains("line 190"))
    }

    @Test func scrollingDownToTheEndFollowsAgain() {
        var driver = Self.driver()
        driver.press("PgUp PgDn")
        #expect(driver.screen.contains("following"))
    }

    @Test func errorsAreFoundBackAndForth() {
        var driver = Self.driver()
        driver.press("e")
        #expect(driver.screen.contains("✖ line 80"))
        driver.press("e")
        #expect(driver.screen.contains("✖ line 40"))
        driver.press("e")
        #expect(driver.screen.contains("no error further up in the lines kept"))
        driver.press("E")
        #expect(driver.screen.contains("✖ line 80"))
    }

    @Test func searchGoesBackInTime() {
        var driver = Self.driver()
        driver.press("/")
        driver.type("LINE 7")
        driver.press("Enter")
        #expect(driver.screen.contains("line 79") && driver.screen.contains("/LINE 7"))
        driver.press("n n n")
        #expect(driver.screen.contains("line 76"))
        driver.press("N")
        #expect(driver.screen.contains("line 77"))
        driver.press("Esc")
        #expect(!driver.screen.contains("/LINE 7") && driver.screen.contains("following"))
    }

    @Test func filtersKeepOrTakeOut() {
        var driver = Self.driver()
        driver.press("&")
        driver.type("9")
        driver.press("Enter")
        #expect(driver.lines(21..<22).contains("line 99") && driver.lines(4..<22).contains("line 19"))
        #expect(driver.screen.contains("&9") && !driver.screen.contains("line 88"))
        driver.press("& ^U")
        driver.type("!line 1")
        driver.press("Enter")
        #expect(driver.lines(21..<22).contains("line 99"))
        driver.press("& ^U")
        driver.type("zzz")
        driver.press("Enter")
        #expect(driver.screen.contains("no line kept passes the filter &zzz"))
    }

    @Test func aPatternThatCannotBeReadIsRefused() {
        var state = ScreenState(plan: .pam) { _ in .failure(Refusal("a bracket is open", instead: "close it")) }
        let snapshot = LaunchFixture.go.snapshot
        for key in [Key.character("5"), .character("/"), .character("["), .enter] { _ = state.handle(key, snapshot) }
        #expect(Screen.draw(snapshot, state).picture.contains("✖ a bracket is open; close it"))
    }

    @Test func longLinesAreCutWithASignScrolledOrBroken() {
        var launch = LaunchFixture.go
        let long = (0..<30).map { "word\($0)" }.joined(separator: " ")
        launch.logs[0] = LogTail(name: "backend", lines: [LogLine(long), LogLine("short")], total: 2)
        var driver = ConsoleDriver(launch)
        driver.press("5")
        #expect(driver.lines(4..<5) == "│  word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 w…│")
        driver.press("→")
        #expect(driver.lines(4..<5).hasPrefix("│ ‹rd3 word4"))
        driver.press("← W")
        #expect(driver.lines(4..<8).hasSuffix("│  short                                                                       │"))
    }

    @Test func oneLogAfterTheOther() {
        var driver = Self.driver()
        driver.press("]")
        #expect(driver.screen.contains("[nginx]") && driver.screen.contains("waiting for the command to answer"))
        driver.press("]")
        #expect(driver.screen.contains("[backend]"))
    }

    @Test func onlyWhatIsReadIsAskedFor() {
        var driver = ConsoleDriver(.go, width: 132, height: 40)
        #expect(driver.state.wantedLogLines(driver.launch.snapshot)["backend"] ?? 0 < 40)
        driver.press("5")
        #expect(driver.state.wantedLogLines(driver.launch.snapshot) == ["backend": 2000])
        driver.press("6")
        #expect(driver.state.wantedLogLines(driver.launch.snapshot).isEmpty)
    }
}
