import Foundation
import LaunchCore
import Testing

@testable import ConsoleModel

@Suite struct LogsViewTests {
    private func texts(_ page: LogPage) -> [String] { page.lines.map(\.line.text) }

    /// The page when nothing more is being looked for.
    private func page(_ view: LogView, _ log: LogsCase, height: Int = 5) -> LogPage {
        _ = view.page(height: height)
        log.wait {
            view.work(for: .milliseconds(20))
            return !view.hasWork
        }
        return view.page(height: height)
    }

    @Test func aViewFollowsIsHeldAndFollowsAgain() throws {
        let log = try LogsCase { try $0.append((0..<20).map { "line \($0)\n" }.joined()) }
        let view = LogView(log.store)
        #expect(texts(page(view, log)) == (15..<20).map { "line \($0)" })
        view.perform(.scroll(-2))
        #expect(texts(page(view, log)) == (13..<18).map { "line \($0)" })
        try log.append("line 20\nline 21 ERROR\n")
        log.wait { log.tail.total == 2 }
        let held = page(view, log)
        #expect(texts(held) == (13..<18).map { "line \($0)" })
        #expect(!held.isFollowing)
        #expect(held.newLines == 2)
        view.perform(.scroll(1))
        #expect(texts(page(view, log)) == (14..<19).map { "line \($0)" })
        view.perform(.scroll(3))
        let following = page(view, log)
        #expect(following.isFollowing)
        #expect(texts(following).last == "line 21 ERROR")
        #expect(following.rates.reduce(0, +) == 2)
        #expect(following.errorRates.reduce(0, +) == 1)
    }

    @Test func keysThatComeAtOnceAddUp() throws {
        let log = try LogsCase { try $0.append((0..<100).map { "line \($0)\n" }.joined()) }
        let view = LogView(log.store)
        _ = page(view, log)
        for _ in 0..<7 { view.perform(.scroll(-1)) }
        #expect(texts(page(view, log)).last == "line 92")
        for _ in 0..<3 { view.perform(.scroll(1)) }
        #expect(texts(page(view, log)).last == "line 95")
        view.perform(.selecting(true))
        for _ in 0..<20 { view.perform(.scroll(-1)) }
        #expect(page(view, log).selectedCount == 21)
        #expect(view.selectedText(limit: 1000).hasPrefix("line 75\n"))
    }

    @Test func scrollingGoesBackIntoTheFileToItsFirstLine() throws {
        let log = try LogsCase { try $0.append((0..<30_000).map { "line \($0) with some more text in it\n" }.joined()) }
        let view = LogView(log.store)
        #expect(texts(page(view, log)).last == "line 29999 with some more text in it")
        view.perform(.top)
        #expect(texts(page(view, log)) == (0..<5).map { "line \($0) with some more text in it" })
        view.perform(.scroll(3))
        #expect(texts(page(view, log)) == (3..<8).map { "line \($0) with some more text in it" })
        view.perform(.scroll(-100))
        #expect(texts(page(view, log)).first == "line 0 with some more text in it")
        // From the file into the lines that were kept, without a seam.
        view.perform(.scroll(27_997))
        #expect(texts(page(view, log)) == (27_997..<28_002).map { "line \($0) with some more text in it" })
        view.perform(.scroll(-2))
        #expect(texts(page(view, log)).first == "line 27995 with some more text in it")
    }

    @Test func whatIsSearchedIsFoundWhereverItIs() throws {
        let log = try LogsCase { log in
            try log.append((0..<40_000).map { $0 % 10_000 == 77 ? "needle \($0) ERROR\n" : "line \($0) of the haystack\n" }.joined())
        }
        let view = LogView(log.store)
        view.perform(.search("NEEDLE"))
        view.perform(.find(.match, backwards: true))
        #expect(page(view, log).problem == "none before this place")
        view.perform(.search("needle"))
        for number in [30_077, 20_077, 10_077] {
            view.perform(.find(.match, backwards: true))
            let page = page(view, log)
            let found = try #require(page.found)
            #expect(page.lines[found].line.text == "needle \(number) ERROR")
            #expect(page.lines[found].highlights == [0..<6])
        }
        view.perform(.find(.error, backwards: false))
        let next = page(view, log)
        #expect(next.found.map { next.lines[$0].line.text } == "needle 20077 ERROR")
        view.perform(.search("\\w+ 40"))
        view.perform(.find(.match, backwards: true))
        #expect(page(view, log).lines.contains { $0.line.text == "line 19999 of the haystack" } == false)
    }

    @Test func aFilterShowsWhatPassesOfThePastAndOfWhatComes() throws {
        let log = try LogsCase { try $0.append((0..<9000).map { "\($0 % 1000 == 0 ? "GET /health" : "POST /x") \($0)\n" }.joined()) }
        let view = LogView(log.store)
        view.perform(.show("^get"))
        #expect(texts(page(view, log)) == [4000, 5000, 6000, 7000, 8000].map { "GET /health \($0)" })
        try log.append("GET /health 9000\nPOST /x\nGET /other\n")
        log.wait { log.tail.total == 3 }
        view.perform(.hide("other"))
        #expect(texts(page(view, log)).last == "GET /health 9000")
        view.perform(.scroll(-1))
        #expect(texts(page(view, log)) == [4000, 5000, 6000, 7000, 8000].map { "GET /health \($0)" })
        view.perform(.top)
        #expect(texts(page(view, log)).first == "GET /health 0")
        view.perform(.follow)
        view.perform(.show("("))
        let bad = page(view, log)
        #expect(bad.problem == "not a regular expression: missing closing parenthesis at byte 1")
        view.perform(.hide(nil))
        #expect(texts(page(view, log)).last == "GET /other")
    }

    @Test func severalLogsAreOneByTheirTimes() throws {
        let log = try LogsCase { log in
            try log.append("2026-01-02T03:04:05Z a1\n  at stack\n2026-01-02T03:04:09Z a2\n")
            try log.append("[02/Jan/2026:03:04:07 +0000] b1\n[02/Jan/2026:03:04:10 +0000] b2\n", to: "b.log")
        }
        log.store.add(LogSource(name: "b", origin: .file("b.log"), location: SourceLocation(file: "x", line: 1, column: 1)))
        log.store.settle(within: .seconds(10))
        let view = LogView(log.store)
        view.perform(.select([]))
        let merged = [
            "2026-01-02T03:04:05Z a1", "  at stack", "[02/Jan/2026:03:04:07 +0000] b1", "2026-01-02T03:04:09Z a2",
            "[02/Jan/2026:03:04:10 +0000] b2",
        ]
        #expect(texts(page(view, log)) == merged)
        #expect(page(view, log).lines.map(\.log) == ["app", "app", "b", "app", "b"])
        view.perform(.scroll(-1))
        #expect(texts(page(view, log, height: 3)) == Array(merged[1...3]))
        view.perform(.goTo(Moment(seconds: 1_767_323_047)))
        #expect(texts(page(view, log, height: 2)) == Array(merged[2...3]))
        view.perform(.select(["b"]))
        #expect(texts(page(view, log)) == [merged[2], merged[4]])
    }

    @Test func aHitInOneOfSeveralBigLogsBringsTheOthersToItsMoment() throws {
        let log = try LogsCase { log in
            // A line each second, of the other log one each half a second later.
            try log.append((0..<60_000).map { "\(1_767_312_000 + $0).0 a\($0)\n" }.joined())
            try log.append(
                (0..<60_000).map { "\(1_767_312_000 + $0).5 b\($0)\($0 % 20_000 == 7 ? " needle" : "")\n" }.joined(), to: "b.log")
        }
        log.store.add(LogSource(name: "b", origin: .file("b.log"), location: SourceLocation(file: "x", line: 1, column: 1)))
        log.store.settle(within: .seconds(10))
        let view = LogView(log.store)
        view.perform(.select([]))
        view.perform(.search("needle"))
        func shown(_ number: Int) -> [String] { ["b\(number - 1)", "a\(number)", "b\(number) needle", "a\(number + 1)", "b\(number + 1)"] }
        for number in [40_007, 20_007, 7] {
            view.perform(.find(.match, backwards: true))
            let page = page(view, log)
            #expect(page.found == 2)
            #expect(texts(page).map { $0.drop { $0 != " " }.dropFirst() } == shown(number).map { $0[...] })
        }
        view.perform(.find(.match, backwards: false))
        #expect(texts(page(view, log)).map { $0.drop { $0 != " " }.dropFirst() } == shown(20_007).map { $0[...] })
        view.perform(.search("b30000$"))
        view.perform(.find(.match, backwards: false))
        #expect(texts(page(view, log)).map { $0.drop { $0 != " " }.dropFirst() } == ["b29999", "a30000", "b30000", "a30001", "b30001"])
    }

    @Test func aFileWithoutNewlinesOpensAtItsEndAndIsReadToItsBeginning() throws {
        let log = try LogsCase { log in
            for index in 0..<40 { try log.append("<\(index)>" + String(repeating: "x", count: 1 << 17)) }
        }
        let view = LogView(log.store)
        #expect(texts(page(view, log)).last?.contains(" bytes; not searched or counted past 65,536)") == true)
        view.perform(.top)
        #expect(texts(page(view, log)).first?.hasPrefix("<0>xxx") == true)
        view.perform(.search("<7>"))
        view.perform(.find(.match, backwards: true))
        _ = page(view, log)
        try log.append("\nthe end\n")
        view.perform(.follow)
        log.wait { self.texts(self.page(view, log)).last == "the end" }
    }

    @Test func linesOfAMegabyteAreWalkedThrough() throws {
        let log = try LogsCase { log in
            for index in 0..<8 { try log.append("begin \(index) " + String(repeating: "y", count: 1 << 20) + " needle\n") }
        }
        let view = LogView(log.store)
        #expect(texts(page(view, log, height: 3)).last?.hasPrefix("begin 7 ") == true)
        view.perform(.top)
        #expect(texts(page(view, log, height: 3)).map { $0.prefix(8) } == ["begin 0 ", "begin 1 ", "begin 2 "].map { $0.prefix(8) })
        view.perform(.scroll(2))
        #expect(texts(page(view, log, height: 3)).last?.hasPrefix("begin 4 ") == true)
        view.perform(.search("begin 6"))
        view.perform(.find(.match, backwards: true))
        view.perform(.follow)
        #expect(texts(page(view, log, height: 3)).last?.hasPrefix("begin 7 ") == true)
    }

    @Test func aTimeInABigFileIsFoundWithoutReadingAllOfIt() throws {
        let log = try LogsCase { log in
            try log.append(
                (0..<60_000).map { number in
                    let (hour, minute, second) = (number / 3600, number / 60 % 60, number % 60)
                    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
                    return "2026-01-02T\(two(hour)):\(two(minute)):\(two(second))Z line \(number) with some more text behind it\n"
                }.joined())
        }
        let view = LogView(log.store)
        let midnight = Moment(seconds: 1_767_312_000)
        for seconds in [0, 1, 777, 30_000, 57_999, 58_001, 59_999] {
            view.perform(.goTo(midnight + .seconds(seconds)))
            #expect(texts(page(view, log)).contains { $0.contains(" line \(seconds) ") }, "\(seconds)")
        }
        view.perform(.goTo(midnight + .seconds(40_000)))
        #expect(texts(page(view, log)).first?.contains(" line 40000 ") == true)
    }

    @Test func aSearchGoesForwardThroughTheFile() throws {
        let log = try LogsCase { log in
            try log.append((0..<60_000).map { $0 % 9000 == 5 ? "needle \($0)\n" : "line \($0) of the haystack\n" }.joined())
        }
        let view = LogView(log.store)
        _ = page(view, log)
        view.perform(.top)
        _ = page(view, log)
        view.perform(.search("needle"))
        for number in [5, 9005, 18_005, 27_005, 36_005, 45_005, 54_005] {
            view.perform(.find(.match, backwards: false))
            let page = page(view, log)
            #expect(page.found.map { page.lines[$0].line.text } == "needle \(number)")
        }
        view.perform(.find(.match, backwards: false))
        #expect(page(view, log).problem == "none after this place")
    }

    @Test func linesOfJSONAreMadeReadable() throws {
        let log = try LogsCase {
            try $0.append(#"{"level":"error","ts":"2026-01-02T03:04:05Z","msg":"a \"b\"\u001b","n":1,"o":{"p":[1,2]}}"# + "\n")
        }
        let view = LogView(log.store)
        #expect(texts(page(view, log)) == [#"2026-01-02T03:04:05Z error a "b"\u001b n=1 o={"p":[1,2]}"#])
        #expect(page(view, log).lines.first?.line.severity == .error)
        view.perform(.raw(true))
        #expect(texts(page(view, log)).first?.hasPrefix("{") == true)
    }

    @Test(arguments: [
        (#"{"msg":"f\u00fcr Z\u00fcrich \u65e5\u672c \ud83d\ude00","u":"zo\u00eb"}"#, #"für Zürich 日本 😀 u="zoë""#),
        (#"{"msg":"\\u00fc \ud83d \u00g0 \u0041 \u202e"}"#, #"\u00fc \ud83d \u00g0 \u0041 <U+202E>"#),
    ])
    func lettersThatJSONSpellsOutAreLetters(line: String, shown: String) throws {
        let log = try LogsCase { try $0.append(line + "\n") }
        #expect(texts(page(LogView(log.store), log)) == [shown])
    }

    @Test(
        arguments: [
            ("2026-01-02T03:04:05.678Z x", 1_767_323_045_678), ("2026-01-02 03:04:05,678+01:00", 1_767_319_445_678),
            ("2026/01/02 03:04:05 [error]", 1_767_323_045_000), ("1.2.3.4 - - [02/Jan/2026:03:04:05 +0000] x", 1_767_323_045_000),
            ("Jan  2 03:04:05 host app[1]: x", 1_767_323_045_000), ("Dec 31 23:59:59 host", 1_767_225_599_000),
            ("1767323045.678 x", 1_767_323_045_678), ("1767323045678 x", 1_767_323_045_678),
            ("I0102 03:04:05.678901 1 x.go:1] y", 1_767_323_045_678),
            (#"{"level":30,"time":1767323045678}"#, 1_767_323_045_678),
            (#"{"a":"time","@timestamp": "2026-01-02T03:04:05Z"}"#, 1_767_323_045_000),
            ("level=info ts=2026-01-02T03:04:05Z msg=x", 1_767_323_045_000), ("no time 4711 here", nil), ("1234567890123456789 x", nil),
            ("", nil),
            ("9999-99-99 99:99:99", nil),
        ] as [(String, Int64?)])
    func timestampsAreRead(line: String, milliseconds: Int64?) {
        var time = LineTime(now: Moment(seconds: 1_767_400_000))
        time.zone = 0
        #expect(time.of(Array(line.utf8))?.milliseconds == milliseconds)
    }
}
