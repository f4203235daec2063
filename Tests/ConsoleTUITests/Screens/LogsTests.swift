import ConsoleTestKit
import ConsoleTUI
import Foundation
import LaunchCore
import Testing

/// Watching logs: real files, real keys, the screen as it is then.
@Suite struct LogsTests {
    /// A thousand lines, every fortieth an error.
    private static func console(_ count: Int = 1000, height: Int = 25) throws -> LogsConsole {
        let text = (1...count).map { "line \($0)\($0 % 40 == 0 ? " ERROR" : "")\n" }.joined()
        return try LogsConsole([("backend", text), ("nginx", "GET /\n")], height: height)
    }

    @Test func scrollingUpHoldsAndCountsWhatCame() throws {
        let console = try Self.console()
        console.press("k k")
        #expect(console.screen.contains("■ held · ") && !console.screen.contains("line 999"))
        let before = console.lines(5..<23)
        try console.append((1...90).map { "new \($0)\n" }.joined(), to: "backend")
        console.wait(for: "■ held +90 new")
        #expect(console.lines(5..<23) == before, "what is held stays put")
        console.press("G")
        #expect(console.screen.contains("following") && console.lines(22..<23).contains("new 90"))
    }

    @Test func scrollingDownToTheEndFollowsAgain() throws {
        let console = try Self.console()
        console.press("PgUp PgDn PgDn")
        #expect(console.screen.contains("following"))
    }

    @Test func theFirstLineOfABigFileIsReached() throws {
        let console = try Self.console(60_000)
        console.press("g g")
        #expect(console.lines(5..<6).contains("line 1 "))
        console.press("PgDn")
        #expect(console.lines(5..<6).contains("line 18 "))
        console.press("F")
        #expect(console.lines(22..<23).contains("line 60000 ERROR"))
    }

    @Test func errorsAreFoundBackAndForth() throws {
        let console = try Self.console(120)
        console.press("e")
        #expect(console.screen.contains("✖ line 120 ERROR"))
        console.press("e e")
        #expect(console.screen.contains("✖ line 40 ERROR"))
        console.press("e")
        #expect(console.screen.contains("none before this place"))
        console.press("E")
        #expect(console.screen.contains("✖ line 80 ERROR"))
    }

    @Test func whatIsTypedIsFoundLetterByLetterAndLeftAgain() throws {
        let console = try Self.console()
        console.press("/")
        console.type("line 9")
        #expect(console.screen.contains("held") && console.screen.contains("line 999"))
        console.type("7")
        #expect(console.screen.contains("line 979") && !console.screen.contains("line 999"))
        console.press("Esc")
        #expect(console.screen.contains("following") && !console.screen.contains("/line 97"))
        console.press("/")
        console.type("line 7.1$")
        console.press("Enter n n")
        #expect(console.screen.contains("line 771") && console.screen.contains("/line 7.1$"))
        console.press("N")
        #expect(console.screen.contains("line 781"))
        console.press("Esc")
        #expect(!console.screen.contains("/line 7") && console.screen.contains("following"))
    }

    @Test func earlierPatternsComeBack() throws {
        let console = try Self.console()
        for pattern in ["alpha", "line 12"] {
            console.press("/")
            console.type(pattern)
            console.press("Enter Esc")
        }
        console.press("/ ↑ ↑")
        #expect(console.lines(24..<25).hasPrefix(" /alpha"))
        console.press("↓")
        #expect(console.lines(24..<25).hasPrefix(" /line 12"))
        console.press("Enter")
        #expect(console.screen.contains("line 129"))
        console.press("Esc & ↑")
        #expect(console.lines(24..<25).hasPrefix(" &line 12"))
    }

    @Test func filtersKeepAndTakeOutInThePastAndInWhatComes() throws {
        let console = try Self.console(5000)
        console.press("&")
        console.type("99")
        #expect(console.lines(22..<23).contains("line 4999"), "it takes effect while it is typed")
        console.press("Enter -")
        console.type("99$")
        console.press("Enter")
        #expect(console.lines(22..<23).contains("line 4998") && console.screen.contains("&99 · -99$"))
        #expect(console.lines(5..<6).contains("line 3990"), "what lies before the lines kept is searched")
        try console.append("now 99!\nnow 98\nand 99\n", to: "backend")
        console.wait(for: "now 99!")
        #expect(!console.screen.contains("now 98") && !console.screen.contains("and 99"))
        console.press("&")
        console.press("^U Enter")
        #expect(console.screen.contains("now 98") && !console.screen.contains("and 99"))
        console.press("& ^U")
        console.type("zzz")
        console.press("Enter")
        #expect(console.screen.contains("no line passes the filter"))
    }

    @Test func aPatternThatCannotBeReadIsSaid() throws {
        let console = try Self.console()
        console.press("/")
        console.type("(")
        #expect(console.screen.contains("not a regular expression: missing closing parenthesis"))
    }

    @Test func aPatternWithoutEndIsStoppedAndSaid() throws {
        let line = String(repeating: "a", count: 40) + "!\n"
        let console = try LogsConsole([("backend", String(repeating: line, count: 100))])
        console.press("/")
        console.type("(a+)+$")
        #expect(console.screen.contains("the pattern was stopped"))
    }

    @Test func whatStandsOutAndWhatIsFoundIsMarked() throws {
        let console = try Self.console()
        console.press("*")
        console.type("999")
        console.press("Enter /")
        console.type("line 99")
        console.press("Enter")
        let row = try #require((5..<23).first { console.lines($0..<$0 + 1).contains("line 999 ") })
        #expect(console.grid[3, row].style.attributes.contains(.reverse))
        #expect(console.grid[8, row].style.attributes.contains([.bold, .underline]))
        #expect(console.screen.contains("/line 99 · *999"))
    }

    @Test func longLinesAreCutWithASignScrolledOrBroken() throws {
        let long = (0..<30).map { "word\($0)" }.joined(separator: " ")
        let console = try LogsConsole([("backend", long + "\nshort\n")])
        #expect(console.lines(5..<6) == "│  word0 word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 w…│")
        console.press("→")
        #expect(console.lines(5..<6).hasPrefix("│ ‹rd3 word4"))
        console.press("← W")
        #expect(console.lines(5..<9).hasSuffix("│  short                                                                       │"))
    }

    @Test func brokenLinesAreReadFromTheFirstToTheLast() throws {
        let words = (0..<20).map { "word\($0)" }.joined(separator: " ")
        let console = try LogsConsole([("backend", (0..<300).map { "line \($0) \(words)\n" }.joined())])
        console.press("g g W")
        #expect(console.lines(5..<23).contains("line 17 ") && !console.lines(5..<23).contains("line 0 "))
        console.press("W")
        #expect(console.lines(22..<23).contains("line 17 "), "in one row each they fill the room again")
        console.press("W g g")
        #expect(console.lines(5..<6).contains("line 0 "))
        console.press("j")
        #expect(console.lines(5..<7).contains("line 1 ") || console.lines(5..<8).contains("line 1 "))
        console.press("G")
        #expect(console.lines(20..<23).contains("line 299 "))
        console.press("g g")
        let last = console.lines(22..<23)
        console.press("PgDn")
        #expect(console.lines(5..<6) == last, "no row is passed over")
    }

    /// A line of 900 words that takes more rows than the pane has, among short ones.
    private static func tallLine() throws -> LogsConsole {
        let words = (0..<900).map { "w" + String(10_000 + $0).dropFirst() }.joined(separator: " ")
        return try LogsConsole([("backend", "first\nsecond\n" + words + "\nlast but one\nlast\n"), ("nginx", "GET /\n")])
    }

    @Test func aLineTallerThanThePaneIsReadRowByRow() throws {
        let console = try Self.tallLine()
        console.press("W g g")
        #expect(console.lines(5..<6).contains("first") && console.lines(7..<8).contains("w0000") && console.lines(22..<23).contains("w018"))
        func rows(_ key: String, _ count: Int) -> Set<String> {
            var seen: Set<String> = []
            for _ in 0..<count {
                seen.formUnion((5..<23).map { console.lines($0..<$0 + 1) })
                console.press(key)
            }
            return seen
        }
        func hasAll(_ rows: Set<String>) -> Bool {
            let words = Set(rows.flatMap { $0.components(separatedBy: " ") })
            return (0..<900).allSatisfy { words.contains("w" + String(10_000 + $0).dropFirst()) } && words.contains("last")
        }
        let second = console.lines(6..<23)
        console.press("j")
        #expect(console.lines(5..<22) == second, "one row further, and no row is empty")
        #expect(hasAll(rows("j", 70)) && console.screen.contains("following"))
        #expect(hasAll(rows("k", 70)) && console.lines(5..<6).contains("first"))
        #expect(hasAll(rows("PgDn", 5)) && console.screen.contains("following"))
        #expect(hasAll(rows("PgUp", 5)) && console.lines(5..<6).contains("first"))
    }

    @Test func aTallLineThatIsTheOnlyOneIsReadToItsEndAndBack() throws {
        let console = try LogsConsole([("backend", (0..<900).map { "w\($0)" }.joined(separator: " ") + "\n")])
        console.press("W")
        #expect(console.lines(22..<23).contains(" w899 "), "following, the end is in sight")
        console.press("g g")
        #expect(console.lines(5..<6).contains(" w0 ") && !console.lines(22..<23).contains("│     "))
        console.press("k k j")
        #expect(!console.lines(5..<6).contains(" w0 "), "one row down")
        console.press("W")
        #expect(console.lines(5..<6).contains(" w0 "))
    }

    @Test func whatIsFoundInALongLineIsInSight() throws {
        let console = try Self.tallLine()
        console.press("/")
        console.type("w0880")
        console.press("Enter")
        let row = try #require((5..<23).first { console.lines($0..<$0 + 1).contains("w0880") })
        let column = try #require((1..<79).first { console.grid[$0, row].style.attributes.contains(.reverse) })
        #expect((30..<50).contains(column))
        console.press("→")
        #expect(console.lines(row..<row + 1).contains("w0880"), "scrolled on from there")
        console.press("← ← ←")
        #expect(!console.lines(row..<row + 1).contains("w0880"), "the keys have it their way")
        console.press("W /")
        console.type("w0500")
        console.press("Enter")
        #expect(console.lines(13..<14).contains("w0500"), "in the middle")
        console.press("/ ^U")
        console.type("w0001")
        console.press("Enter")
        #expect(console.lines(5..<23).contains("w0001"))
    }

    @Test func oneLogAfterTheOtherThenAllAsOne() throws {
        let console = try LogsConsole([
            ("backend", "2026-11-21 14:00:01 one\n2026-11-21 14:00:03 three\n"), ("nginx", "2026-11-21T14:00:02 two\n"),
        ])
        console.press("]")
        #expect(console.screen.contains(" backend [nginx]") && !console.screen.contains("one"))
        console.press("]")
        #expect(console.screen.contains("[backend][nginx]"))
        let rows = (5..<8).map { console.lines($0..<$0 + 1) }
        #expect(rows[0].contains("backend 2026-11-21 14:00:01 one") && rows[1].contains("nginx   2026-11-21T14:00:02 two"))
        #expect(rows[2].contains("three"))
        console.press("]")
        #expect(console.screen.contains("[backend] nginx"))
        console.press("M")
        #expect(console.screen.contains("[backend][nginx]"))
    }

    /// Two logs that take turns: a line each minute, the second one's half a minute later, with two errors.
    private static func twoLogs() throws -> LogsConsole {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let alpha = (0..<60).map { "2026-11-21T13:\(two($0)):00Z alpha \($0)\n" }
        let beta = (0..<60).map { "2026-11-21T13:\(two($0)):30Z beta \($0)\($0 == 10 || $0 == 40 ? " ERROR\n  at stack" : "")\n" }
        return try LogsConsole([("al", alpha.joined()), ("be", beta.joined())])
    }

    /// What follows the timestamps of the lines on the screen.
    private func words(_ console: LogsConsole) -> [String] {
        (5..<23).map { console.lines($0..<$0 + 1).components(separatedBy: "Z ").last?.trimmingCharacters(in: ["│", " ", "\n"]) ?? "" }
    }

    @Test func amongSeveralLogsAHitStandsInTheMiddleWithTheOthersAtItsMoment() throws {
        let console = try Self.twoLogs()
        console.press("M e")
        #expect(words(console)[6...8] == ["beta 39", "alpha 40", "beta 40 ERROR"])
        #expect(words(console)[9].hasSuffix("at stack"))
        #expect(words(console)[10...12] == ["alpha 41", "beta 41", "alpha 42"])
        console.press("e")
        #expect(words(console)[6...8] == ["beta 9", "alpha 10", "beta 10 ERROR"] && words(console)[10...11] == ["alpha 11", "beta 11"])
        console.press("e")
        #expect(console.screen.contains("none before this place"))
        console.press("E")
        #expect(words(console)[7...8] == ["alpha 40", "beta 40 ERROR"])
        console.press("/")
        console.type("a 20")
        console.press("Enter")
        #expect(words(console)[7...9] == ["alpha 20", "beta 20", "alpha 21"])
        console.press("N")
        #expect(words(console)[7...9] == ["alpha 20", "beta 20", "alpha 21"])
        console.press("n")
        #expect(words(console)[7...9] == ["beta 19", "alpha 20", "beta 20"])
        console.press("n")
        #expect(console.screen.contains("none before this place"))
    }

    @Test func jsonIsReadableAndRawByAKey() throws {
        let console = try LogsConsole([("backend", #"{"ts":"14:00","level":"error","msg":"it broke","n":1}"# + "\n")])
        #expect(console.lines(5..<6).hasPrefix("│✖ 14:00 error it broke n=1 "))
        console.press("J")
        #expect(console.lines(5..<6).hasPrefix(#"│✖ {"ts":"14:00","#) && console.screen.contains("raw"))
        console.press("J")
        #expect(console.lines(5..<6).hasPrefix("│✖ 14:00 error it broke n=1 "))
    }

    @Test func aTimeIsGoneTo() throws {
        let console = try LogsConsole([
            ("backend", (0..<2000).map { "2026-11-21T13:\(10 + $0 / 60 % 50):\(10 + $0 % 50) number \($0)\n" }.joined())
        ])
        console.press("t")
        console.type("13:20")
        console.press("Enter")
        #expect(console.screen.contains("held"), "a time of today in UTC")
        console.press("t")
        console.type("soon")
        console.press("Enter")
        #expect(console.screen.contains(" at soon  ✖ no time; type 14:02"))
    }

    @Test func theLogsAreSeenAtTheTimeOfARecord() throws {
        let console = try LogsConsole([
            ("backend", (0..<60).map { "2026-11-21T14:\($0 < 10 ? "0" : "")\($0):30Z number \($0)\n" }.joined())
        ])
        console.press("6 l")
        #expect(console.screen.contains("▸5 Logs") && console.screen.contains("held"))
        #expect(console.lines(5..<6).contains("number 42"), "the newest record is of 14:42:17")
    }

    @Test func eventsBetweenTheLinesAreGoneTo() throws {
        let console = try Self.console(30)
        console.store.mark("dana ticked Deploy")
        try console.append((0..<100).map { "later \($0)\n" }.joined(), to: "backend")
        console.wait(for: "later 99")
        console.press("{")
        #expect(console.screen.contains("─ dana ticked Deploy"))
        console.press("}")
        #expect(console.screen.contains("none after this place"))
        console.press("G M {")
        #expect(console.screen.components(separatedBy: "dana ticked Deploy").count == 2, "it stands in both logs, and once in both as one")
    }

    @Test func linesAreSelectedCopiedAndSaved() throws {
        let console = try Self.console()
        console.press("v k k")
        #expect(console.screen.contains("▸ 3 selected"))
        #expect(console.view.selectedText(limit: 1000) == "line 998\nline 999\nline 1000 ERROR\n")
        console.press("PgUp PgUp")
        let count = console.view.selectedText(limit: 10_000).split(separator: "\n").count
        #expect(console.screen.contains("▸ \(count) selected") && count > 30)
        console.press("s ^U")
        console.type("lines.txt")
        console.press("Enter")
        #expect(console.others == [.saveLines("lines.txt")])
        console.press("y")
        #expect(console.others.last == .copyLines && !console.screen.contains("selected"))
        console.press("v j")
        #expect(console.screen.contains("▸ 1 selected") || console.screen.contains("▸ 2 selected"))
        console.press("Esc")
        #expect(console.screen.contains("held") && !console.screen.contains("selected"))
    }

    @Test func aSelectionGoesToTheNextMatch() throws {
        let console = try Self.console(200)
        console.press("v e e")
        #expect(console.view.selectedText(limit: 100_000).split(separator: "\n").first == "line 120 ERROR")
        #expect(console.screen.contains("▸ 81 selected"))
    }

    @Test func aBookmarkIsMarkedFoundAgainAndGoesIntoTheRecord() throws {
        let console = try Self.console()
        console.press("e e m")
        #expect(console.screen.contains("Bookmark a line") && console.screen.contains("line 960 ERROR"))
        console.type("here it began")
        console.press("Enter")
        #expect(console.others == [.launch(.note("◆ backend: line 960 ERROR (here it began)"))])
        console.press("G b")
        #expect(console.screen.contains("◆ line 960 ERROR"))
        console.press("m G b")
        #expect(!console.screen.contains("◆"))
        console.press("B")
        #expect(console.screen.contains("none after this place"))
    }

    @Test func onlyWhatIsShownIsAskedFor() throws {
        var driver = ConsoleDriver(.go, width: 132, height: 40)
        #expect(driver.state.logRoom(driver.launch.snapshot)?.height ?? 0 < 30)
        #expect(driver.state.wantedLogLines(driver.launch.snapshot).isEmpty)
        driver.press("5 z")
        #expect(driver.state.logRoom(driver.launch.snapshot)?.height ?? 0 > 30)
        driver.press("6")
        #expect(driver.state.logRoom(driver.launch.snapshot) == nil)
        let narrow = ConsoleDriver(.go)
        #expect(narrow.state.wantedLogLines(narrow.launch.snapshot) == ["backend": 200, "nginx": 200])
    }
}
