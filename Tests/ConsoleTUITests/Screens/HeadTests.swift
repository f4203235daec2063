import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// The head of the screen: verdict, T+ and what to do next, read from two metres; and what is left of it where there is hardly room.
@Suite struct HeadTests {
    @Test func onALargeScreenVerdictAndTimeAreThreeRowsHigh() {
        expectPicture(
            [LaunchFixture.go, .firing].map { ConsoleDriver($0, width: 120, height: 36).lines(0..<7) }.joined(separator: "\n\n"),
            """
             PAM v1.5   v1.4.2 → v1.5.0                                                                 engine ● watching · with li
             █▀▀ █▀█   ● GO · oldest input <10s                                                         █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀█  ▀▀█
             █ █ █ █   2 triggers quiet, 1 UNWATCHED                                                 T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄  █    █
             ▀▀▀ ▀▀▀                                                                                    ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀   ▀
             NEXT   c   confirm checkpoint 5 of Hour 1
            ╭─▸2 Checklist ── 1 skipped · 3/9 ─╮╭─ 3 Services ────────── ✖1 ◐1 ●1 ─╮╭─ 4 Windows & triggers ───────────────────────╮
            │ ▸ ✔ Prepare            dana  2/2 ││ ● backend    up        84ms <10s ││ ◐ Hour 1                          30:43 left │

             PAM v1.5   v1.4.2 → v1.5.0                                                                 engine ● watching · with li
             █▀█ █▀█ █   █     █▀▄ █▀█ █▀▀ █ █ ▀▀█   ▲ ROLL BACK? · oldest input <10s                   █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀▀█ █▀█
             █▀▄ █ █ █   █     █▀▄ █▀█ █   █▀▄  ▀▀   Error rate 7.2% > 5% for 2m                     T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄ █▀▀ █ █
             ▀ ▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀▀  ▀ ▀ ▀▀▀ ▀ ▀  ▀                                                       ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀ ▀▀▀
              █▀█ ▄ ▀▀█ ▀▀█   ▲ AUTOMATIC ROLLBACK IN 0:27
              █ █ ▄ █▀▀   █   Error rate: 7.2%, threshold > 5%
              ▀▀▀   ▀▀▀   ▀   h holds it, with a reason · R opens the rollback card
            """)
    }

    /// Each a moment with the thing to do in it: the key first, where there is one.
    @Test func whatToDoNextIsSaidWithItsKey() {
        var waiting = LaunchFixture.go, voted = LaunchFixture.go, later = LaunchFixture.go
        waiting.record(.checkpointConfirmed(window: "hour-1", index: 5, note: nil))
        voted = waiting
        for id in ["migrate", "smoke", "smoke-login", "smoke-search", "answers"] {
            voted.record(.itemTicked(item: id, text: "", evidence: nil))
        }
        later.plan.phases = []
        later.record(.checkpointConfirmed(window: "hour-1", index: 5, note: nil))
        var looking = LaunchFixture.go
        looking.readOnly = true
        let moments: [LaunchFixture] = [.preparing, .go, waiting, voted, later, looking, .held, .firingWithoutCountdown]
        expectPicture(
            moments.map { ConsoleDriver($0).grid.line(2) }.joined(separator: "\n"),
            """
             NEXT   .   Announce in the channel
             NEXT   c   confirm checkpoint 5 of Hour 1                    oldest input <10s
             NEXT   .   Apply migrations                                  oldest input <10s
             NEXT   d   decide Launch approval                            oldest input <10s
             NEXT  checkpoint of Hour 1 in 0:43                           oldest input <10s
             NEXT  confirm checkpoint 5 of Hour 1                         oldest input <10s
             NEXT   u   release it, when it may go on                     oldest input <10s
             NEXT   R   roll back, or acknowledge it with a               oldest input <10s
            """)
    }

    @Test func whereTheBannerSaysWhatToDoItHasTheRow() {
        for launch in [LaunchFixture.firing, .rollingBack, .interrupted, .rollbackFailed, .complete] {
            #expect(!ConsoleDriver(launch).screen.contains("NEXT"))
            #expect(!ConsoleDriver(launch, width: 120, height: 36).screen.contains("NEXT"))
        }
    }

    @Test func theKeyGoesToIt() {
        var driver = ConsoleDriver(.preparing)
        driver.press("4 .")
        #expect(driver.screen.contains("[2 Checklist") && driver.screen.contains("│▸  [ ] Announce in the channel"))
        driver = ConsoleDriver(.go)
        driver.press(".")
        #expect(driver.screen.contains("Checkpoint 5 of Hour 1"))
    }

    /// However small the terminal, the countdown goes last.
    @Test func theCountdownIsTheLastThingToBeCut() {
        let sizes = [(59, 15), (40, 10), (30, 6), (20, 4), (10, 2), (4, 1), (1, 1)]
        expectPicture(
            sizes.map { width, height in
                let driver = ConsoleDriver(.firing, width: width, height: height)
                return "\(width)x\(height)\n" + driver.lines(0..<min(4, height))
            }.joined(separator: "\n"),
            """
            59x15
             PAM v1.5   v1.4.2 → v1.5.0    engine ● watching · with li
             ▲ ROLL BACK?  Error rate 7.2% > 5% for 2m      T+00:42:20
             ▲ AUTOMATIC ROLLBACK IN 0:27 · Error rate · h holds it
            ▸▲ Error rate         FIRING  7.2% ▂▆██   > 5% for 2m <10s
            40x10
             PAM v1.5   engine ● watching · with li
             ▲ ROLL BACK?  Error rate 7… T+00:42:20
             ▲ ROLLBACK IN 0:27 · h holds it
            ▸▲ Error rate         FIRING  7.2% > 5%
            30x6
             PAM v1.5   engine ● watching
             ▲ ROLL BACK?  Error rate 7.…
             ▲ ROLLBACK IN 0:27
            ▸▲ Error rate      FIRING  7…
            20x4
             PAM v1.5
             ▲ ROLL BACK?  Err…
             ▲ ROLLBACK IN 0:27
            ▸▲ Error rate     …
            10x2
            ▲ ROLL BA…
            ▲ 0:27
            4x1
            0:27
            1x1
            ▲
            """)
    }

    @Test(arguments: [(59, 15), (40, 10), (30, 6), (20, 4), (10, 2), (4, 1)])
    func theCountdownStandsEvenWhenNobodyWatches(width: Int, height: Int) {
        var launch = LaunchFixture.firing
        launch.engine = EngineStatus(alive: false)
        #expect(ConsoleDriver(launch, width: width, height: height).screen.contains("0:27"))
    }
}
