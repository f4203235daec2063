import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// The record as a timeline.
@Suite struct RecordTests {
    @Test func theNewestIsAtTheBottom() {
        var driver = ConsoleDriver(.go)
        driver.press("6")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED                                 T+00:42:17
             NEXT   c   confirm checkpoint 5 of Hour 1                    oldest input <10s
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ◔1  5 Logs ✖3 [6 Record]
            ╭─▸6 Record ────────────────────────────────────────────────────── 11 records ─╮
            │ 14:00:00    +0:00 dana   · launch     began the launch PAM v1.5              │
            │ 14:00:00    +0:00 engine · engine     engine 4711 watches on bastion         │
            │ 14:00:00    +0:00 dana   ✔ item       ticked Announce in the channel         │
            │ 14:02:00    +2:00 li     - item       skipped Freeze the main branch: froze… │
            │ 14:12:00   +12:00 li     ✔ item       ticked Purge the cache: exit 0 in 2s   │
            │ 14:13:00   +13:00 li     ✔ decision   GO for Launch approval                 │
            │ 14:13:00   +13:00 engine · window     Hour 1 opened for 1h                   │
            │ 14:29:40   +29:40 dana   ● window     confirmed checkpoint 1 of Hour 1       │
            │ 14:29:40   +29:40 dana   ● window     confirmed checkpoint 2 of Hour 1       │
            │ 14:29:40   +29:40 engine ✖ window     checkpoint 3 of Hour 1 was missed      │
            │▸14:42:17   +42:17 dana   ● window     confirmed checkpoint 4 of Hour 1       │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             c confirm checkpoint   ⏎ details   f … filter   ? help   q leave
            """)
    }

    @Test func aWideScreenHasRoomForAll() {
        var driver = ConsoleDriver(.rolledBack, width: 132, height: 43)
        driver.press("6")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                                                                             engine ● watching · with li
             █▀█ █▀█ █   █   █▀▀ █▀▄   █▀▄ █▀█ █▀▀ █ █   ◂ ROLLED BACK                                              █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀▀█ ▀▀█
             █▀▄ █ █ █   █   █▀▀ █ █   █▀▄ █▀█ █   █▀▄   verified: backend is up                                 T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄  ▀█ █▀▀
             ▀ ▀ ▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀ ▀▀    ▀▀  ▀ ▀ ▀▀▀ ▀ ▀                                                              ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀ ▀▀▀
             NEXT   u   release it, when it may go on
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ▲1  5 Logs ✖3 [6 Record]
            ╭─▸6 Record ────────────────────────────────────────────────────────────────────────────────────────────────────────── 22 records ─╮
            │ 14:00:00    +0:00 dana   · launch     began the launch PAM v1.5                                                                  │
            │ 14:00:00    +0:00 engine · engine     engine 4711 watches on bastion                                                             │
            │ 14:00:00    +0:00 dana   ✔ item       ticked Announce in the channel                                                             │
            │ 14:02:00    +2:00 li     - item       skipped Freeze the main branch: frozen since Friday                                        │
            │ 14:12:00   +12:00 li     ✔ item       ticked Purge the cache: exit 0 in 2s                                                       │
            │ 14:13:00   +13:00 li     ✔ decision   GO for Launch approval                                                                     │
            │ 14:13:00   +13:00 engine · window     Hour 1 opened for 1h                                                                       │
            │ 14:29:40   +29:40 dana   ● window     confirmed checkpoint 1 of Hour 1                                                           │
            │ 14:29:40   +29:40 dana   ● window     confirmed checkpoint 2 of Hour 1                                                           │
            │ 14:29:40   +29:40 engine ✖ window     checkpoint 3 of Hour 1 was missed                                                          │
            │ 14:42:17   +42:17 dana   ● window     confirmed checkpoint 4 of Hour 1                                                           │
            │ 14:42:17   +42:17 engine ▲ trigger    Error rate FIRES: error_rate 7.2%                                                          │
            │ 14:42:17   +42:17 engine ▲ trigger    Error rate rolls back in 30s                                                               │
            │ 14:42:20   +42:20 dana   ◐ run        ROLLS BACK: Error rate 7.2% > 5%                                                           │
            │ 14:42:20   +42:20 runner ◐ run        runner 5001 started on bastion                                                             │
            │ 14:42:20   +42:20 runner ◐ run        step 1 started                                                                             │
            │ 14:42:24   +42:24 runner ✔ run        step 1 done in 4.0s                                                                        │
            │ 14:42:24   +42:24 runner ◐ run        step 2 started                                                                             │
            │ 14:42:32   +42:32 runner ✔ run        step 2 done in 9.0s                                                                        │
            │ 14:42:32   +42:32 runner ◐ run        step 3 started                                                                             │
            │ 14:42:32   +42:32 runner ✔ run        step 3 verified (backend up since 14:43) in 12s                                            │
            │▸14:42:32   +42:32 runner ✔ run        run done: verified                                                                         │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            │                                                                                                                                  │
            ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
             o output   a acknowledge   u release   c confirm checkpoint   ⏎ details   f … filter   l see the logs   ? help   q leave
            """)
    }

    @Test func aLongRecordScrollsToItsFirst() {
        var driver = ConsoleDriver(Self.long, height: 25)
        driver.press("6")
        #expect(driver.body.contains("note 5000 ") && driver.body.contains("↑4984 more"))
        driver.press("PgUp PgUp")
        #expect(driver.body.contains("■ held") && driver.body.contains("note 4966") && driver.body.contains("↓"))
        driver.press("g g")
        #expect(driver.body.contains("began the launch") && driver.body.contains("↓4984 more") && !driver.body.contains("↑"))
        driver.change { $0.record(.noteAdded(text: "something new"), by: LaunchFixture.li) }
        #expect(driver.body.contains("+1 new") && driver.body.contains("began the launch"), "nothing moves under the reader")
        driver.press("G")
        #expect(driver.body.contains("something new") && !driver.body.contains("held"))
    }

    @Test func aKindIsShownAlone() {
        var driver = ConsoleDriver(.firing)
        driver.press("6 f t")
        expectPicture(
            driver.body,
            """
              ▀▀▀   ▀▀▀   ▀   h holds it, with a reason · R opens the rollback card
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ▲1  5 Logs ✖3 [6 Record]
            ╭─▸6 Record ─────────────────────────────────────── trigger · 2 of 13 records ─╮
            │ 14:42:17   +42:17 engine ▲ trigger    Error rate FIRES: error_rate 7.2%      │
            │▸14:42:17   +42:17 engine ▲ trigger    Error rate rolls back in 30s           │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
        driver.press("f t")
        #expect(driver.body.contains("13 records"), "again, it is let go")
        driver.press("f d f a")
        #expect(driver.body.contains("13 records"))
        driver.press("f n")
        #expect(driver.body.contains("no record passes the filter; f a shows all"))
        driver.press("Esc")
        #expect(driver.body.contains("13 records"))
    }

    @Test func onePersonsRecordsAreShownAlone() {
        var launch = LaunchFixture.go
        launch.readOnly = true
        var driver = ConsoleDriver(launch)
        driver.press("6 f b")
        #expect(driver.screen.contains("[everybody]  dana   engine   li "))
        driver.press("l Enter")
        #expect(driver.body.contains("by li · 3 of 11 records") && !driver.body.contains("dana"))
        driver.press("f b")
        #expect(driver.screen.contains("[li]"))
    }

    @Test func wordsAreFilteredByLetterByLetter() {
        var driver = ConsoleDriver(.go)
        driver.press("6 /")
        driver.type("CHECK")
        #expect(driver.screen.contains("/CHECK · 4 of 11 records"))
        driver.type("point 3")
        #expect(driver.screen.contains("1 of 11 records"))
        driver.press("Enter")
        #expect(driver.body.contains("│▸14:29:40"))
        driver.press("/ ^U")
        driver.type("x")
        driver.press("Esc")
        #expect(driver.body.contains("/CHECKpoint 3"), "leaving it brings back what was")
        driver.press("/ ^U Enter")
        #expect(driver.body.contains(" 11 records"))
    }

    @Test func enterOpensTheWholeRecordWithItsEvidence() {
        var driver = ConsoleDriver(.firing)
        driver.press("6 f t k Enter")
        expectPicture(
            driver.lines(3..<14),
            """
              █ █ ▄ █▀▀   █   Error rate: 7.2%, threshold > 5%
              ▀▀▀   ▀▀▀   ▀   h holds it, with a reason · R opens the rollback card
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ▲1  5 Logs ✖3 [6 Record]
            ╭ Record 12 ───────────────────────────────────────────────────────────────────╮
            │ Kind          ▲ trigger  FIRING                                              │
            │ What          Error rate FIRES: error_rate 7.2%                              │
            │ At            14:42:17  2026-11-21T14:42:17.000Z  T+00:42:17                 │
            │ By            engine on bastion, no person                                   │
            │ Rule          error_rate > 5%                                                │
            │ Evidence      error_rate 7.2%  measured 14:42:17                             │
            │                                                                              │
            """)
        driver.change { $0.record(.noteAdded(text: "meanwhile"), by: LaunchFixture.li) }
        #expect(driver.screen.contains("7.2%"), "what is read stays")
    }

    @Test(arguments: EventSamples.all)
    func everyKindOfRecordCanBeOpened(event: LaunchEvent) {
        var launch = LaunchFixture.preparing
        launch.record(event)
        var driver = ConsoleDriver(launch, width: 132, height: 43)
        driver.press("6")
        let row = driver.screen.split(separator: "\n").last { $0.contains("│▸") } ?? ""
        #expect(row.contains(event.kind.rawValue), "a word for every kind: \(row)")
        driver.press("Enter")
        #expect(driver.screen.contains("Kind") && driver.screen.contains("╭ Record 3"))
    }

    @Test func theWheelAndAClickMoveIt() {
        var driver = ConsoleDriver(Self.long)
        driver.press("6")
        driver.press(.mouse(Mouse(button: .wheelUp, at: Point(x: 10, y: 10))))
        #expect(driver.body.contains("│▸") && driver.body.contains("note 5000") && driver.snapshot.recordPage?.selected == 4999)
        driver.press(.mouse(Mouse(button: .left, at: Point(x: 20, y: 5))))
        #expect(driver.grid.line(5).hasPrefix("│▸"))
    }

    @Test func withoutALogThereIsNoneToSee() {
        var launch = LaunchFixture.go
        launch.plan.logs = []
        var driver = ConsoleDriver(launch)
        driver.press("6 l")
        #expect(driver.screen.contains("✖ see the logs: the launch file names no log"))
    }

    /// The beginning of a launch and thousands of notes.
    private static var long: LaunchFixture {
        var launch = LaunchFixture.preparing
        for number in 3...5002 { launch.record(.noteAdded(text: "note \(number - 2) of many")) }
        return launch
    }
}
