import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// A launch in lines: the summary, and what follows it.
@Suite struct PlainNewsTests {
    private func news(from launch: LaunchFixture, _ change: (inout LaunchFixture) -> Void) -> [String] {
        var (launch, news) = (launch, PlainNews(after: launch.snapshot))
        change(&launch)
        return news.lines(launch.snapshot)
    }

    @Test func theSummaryReadsFromTheTopDown() {
        expectPicture(
            PlainSummary(LaunchFixture.go.snapshot).lines.joined(separator: "\n"),
            """
            PAM v1.5  v1.4.2 → v1.5.0  T+00:42:17
            ● GO: 2 triggers quiet, 1 UNWATCHED, oldest input 3s
            engine watching, with li
            Phases
              ✔ Prepare: 1 of 2 done, 1 skipped
              ○ Production deploy: 1 of 6 done, Launch approval: waiting
              ○ After the launch: 0 of 1 done
            Services
              ● backend up 84ms v1.5.0 <10s
              ◐ db degraded 812ms <10s · slow: 812ms, wanted 500ms
              ✖ cache down – <10s · connection refused, 4th time
            Deployments
              ◐ backend rolling 70% v1.5.0 5s
            Triggers
              ◔ Slow responses pending 5.2s > 5s 2 of 3 <10s
              ○ Error rate quiet 1.2% > 5% for 2m <10s
              ○ Security breach quiet no
              ? Database connection failures UNWATCHED
            Windows
              ◐ Hour 1: open, 30:43 left, checkpoint 5 due, 340/352 seen, 1 missed
              ○ Hours 2-3: scheduled, 2h every 15m
            Rollback
              ○ 3 steps, never rehearsed
            """)
    }

    @Test func theSummaryOfALaunchThatRollsBack() {
        let lines = PlainSummary(LaunchFixture.rollingBack.snapshot).lines
        expectPicture(
            (lines.prefix(3) + lines.suffix(3)).joined(separator: "\n"),
            """
            PAM v1.5  v1.4.2 → v1.5.0  T+00:42:32
            ◀ ROLLING BACK: step 2 of 3: systemctl restart pam, oldest input 1s
            engine watching, with li
            Rollback
              ◐ running, requested by dana: Error rate 7.2% > 5%
              ○ 3 steps, never rehearsed
            """)
    }

    @Test func aTriggerThatFiresIsToldWithWhatFollowsFromIt() {
        let lines = news(from: .go) { $0 = .firing }
        expectPicture(
            lines.joined(separator: "\n"),
            """
            14:42:17 ▲ Error rate FIRES: error_rate 7.2%
            14:42:17 ▲ Error rate rolls back in 30s
            14:42:20 ▲ ROLL BACK?: Error rate 7.2% > 5% for 2m
            """)
    }

    @Test func whatOthersDoCarriesTheirName() {
        let lines = news(from: .go) { $0.record(.itemTicked(item: "announce", text: "Announce", evidence: nil), by: LaunchFixture.li) }
        #expect(lines == ["14:42:17 ✔ li ticked Announce"])
    }

    @Test func whatOnlyCountsOnIsNoNews() {
        var launch = LaunchFixture.firing
        launch.verdict = Verdict(.rollBackProposed, reason: "error_rate 7.2% > 5%; rolls back by itself in 27s")
        var news = PlainNews(after: launch.snapshot)
        launch.pass(.seconds(3))
        launch.verdict.reason = "error_rate 8.4% > 5%; rolls back by itself in 24s"
        #expect(news.lines(launch.snapshot) == [])
    }

    @Test func theLastSecondsOfACountdownAreToldOnce() {
        var launch = LaunchFixture.firing
        var news = PlainNews(after: launch.snapshot)
        launch.pass(.seconds(18))
        launch.measure()
        #expect(news.lines(launch.snapshot) == ["14:42:38 ▲ Error rate rolls back in 0:09; `opsconsole hold` holds it"])
        launch.pass(.seconds(1))
        #expect(news.lines(launch.snapshot) == [])
    }

    @Test func nothingIsSaidWhileNothingChangesButForASignOfLifeAMinute() {
        var launch = LaunchFixture.preparing
        var news = PlainNews(after: launch.snapshot)
        var said: [String] = []
        for _ in 0..<150 {
            launch.pass(.seconds(1))
            said += news.lines(launch.snapshot)
        }
        let still = [
            "14:01:00 ○ still PREPARING: nothing is done yet, T+--:--:--", "14:02:00 ○ still PREPARING: nothing is done yet, T+--:--:--",
        ]
        #expect(said == still)
    }

    @Test func whatIsNotMeasuredAnyMoreIsToldAndWhenItIsAgain() {
        var launch = LaunchFixture.go
        var news = PlainNews(after: launch.snapshot)
        launch.pass(.seconds(14))
        let late = news.lines(launch.snapshot)
        #expect(late.contains("14:42:31 ◌ backend STALE: was up; no answer for 16s"), "\(late)")
        launch.measure()
        #expect(news.lines(launch.snapshot).contains("14:42:31 ● backend answers are new again"))
    }

    @Test func nobodyWatchingIsToldAtOnce() {
        let lines = news(from: .go) { $0 = .nobodyWatching }
        expectPicture(
            lines.joined(separator: "\n"),
            """
            14:42:17 ○ engine stopped: killed
            14:43:17 ✖ NOBODY IS WATCHING
            14:43:17 ◌ backend STALE: was up; no answer for 1m02s
            14:43:17 ◌ db STALE: was degraded; no answer for 1m01s
            14:43:17 ◌ cache STALE: was down; no answer for 1m02s
            14:43:17 ◌ Error rate STALE: nothing measured for 1m02s
            14:43:17 ◌ Slow responses STALE: nothing measured for 1m02s
            14:43:17 ■ HOLD: nobody is watching
            """)
    }

    @Test func operatorsComeAndGo() {
        #expect(news(from: .go) { $0.operators = ["dana", "kim"] } == ["14:42:17 ● li has left", "14:42:17 · kim has a console open"])
    }

    @Test func aChangedPlanIsTold() {
        let lines = news(from: .go) { $0.notices = ["the plan changed on disk; nothing of it runs until it is accepted (:accept)"] }
        #expect(lines == ["14:42:17 ! notice: the plan changed on disk; nothing of it runs until it is accepted (:accept)"])
    }

    @Test func recordsThatAreNotCarriedAreCounted() {
        var launch = LaunchFixture.go
        var news = PlainNews(after: launch.snapshot)
        for index in 1...250 { launch.record(.noteAdded(text: "note \(index)")) }
        let lines = news.lines(launch.snapshot)
        #expect(lines.first == "14:42:17 … 50 more records were written; `opsconsole report` tells them all")
        #expect(lines.count == 201)
    }

    @Test(arguments: [(true, "▲ Größe ⏎ 部署"), (false, "^ Grosse")])
    func textIsPrintableAndReducedWhereOnlyASCIICanBeShown(isUnicode: Bool, beginning: String) {
        let hostile = "▲ Größe ⏎ 部署 \u{1b}[2J\u{202e}x\u{7}\r\n"
        let line = PlainText(isUnicode: isUnicode).line(hostile)
        #expect(OutputAudit(Array(line.utf8)).offences == [])
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
        if isUnicode { #expect(line.hasPrefix(beginning)) } else { #expect(line.utf8.allSatisfy { $0 < 0x80 }) }
    }
}
