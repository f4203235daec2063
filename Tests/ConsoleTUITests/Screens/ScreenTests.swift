import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// Whole screens: how the panes stand together, and what stands above them.
@Suite struct ScreenTests {
    @Test func wideScreenShowsThePanesSideBySide() {
        expectPicture(
            ConsoleDriver(.go, width: 132, height: 36).screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                                                                             engine ● watching · with li
             █▀▀ █▀█   ● GO · oldest input <10s                                                                     █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀█  ▀▀█
             █ █ █ █   2 triggers quiet, 1 UNWATCHED                                                             T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄  █    █
             ▀▀▀ ▀▀▀                                                                                                ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀   ▀
             NEXT   c   confirm checkpoint 5 of Hour 1
            ╭─▸2 Checklist ──────────── 1 skipped · 3/9 ─╮╭─ 3 Services ────────── ✖1 ◐1 ●1 ─╮╭─ 4 Windows & triggers ─────────────────────────╮
            │ ▸ ✔ Prepare                      dana  2/2 ││ ● backend    up        84ms <10s ││ ◐ Hour 1                            30:43 left │
            │ ▾ ◐ Production deploy             ~1h  1/6 ││ ◐ db         degraded 812ms <10s ││   ●──●──✖──●──◐──○──○──○──○──○──○──○           │
            │   Database                                 ││   slow: 812ms, wanted 500ms      ││   ◐ checkpoint 5 due  c confirm  340/352 seen… │
            │▸  ( ) Apply migrations  ⏎ run @deploy@web1 ││ ✖ cache      down         – <10s │├─ Triggers ─ 1 pending · 1 UNWATCHED · 2 quiet ─┤
            │   [x] Purge the cache             li 14:12 ││   connection refused, 4th time   ││ ◔ Slow responses      pending 5.2s > 5s 2 of 3 │
            │   Services                                 │├─ Deployments ────────────────────┤│ ○ Error rate          quiet   1.2% > 5% for 2m │
            │   [ ] Backend answers   when backend is up ││ ◐ backend  rolling 70% v1.5.0 5s ││ ○ Security breach     quiet     no             │
            │   [ ] Run smoke tests         ⏎ 2 commands │├─ Metrics ────────────────────────┤│ ? Database connection failures       UNWATCHED │
            │     [ ] Login works                        ││ cache_hit               38% <10s │├─ Other windows ────────────────────────────────┤
            │     [ ] Search works                       │├─ Success criteria ───────────────┤│ ○ Hours 2-3        2h every 15m · after Hour 1 │
            │   ◇ Launch approval         waiting 1 of 2 ││ ✖ error_rate … not met 1.2% <10s ││                                                │
            │ ▸ ○ After the launch                   0/1 ││ ? Nobody complains  for a person ││                                                │
            │                                            │├─ Goals ──────────────────────────┤│                                                │
            │                                            ││ ✖ Cache hit rate  38% > 40% <10s ││                                                │
            │                                            ││                                  ││                                                │
            │                                            ││                                  ││                                                │
            │                                            ││                                  ││                                                │
            │                                            ││                                  ││                                                │
            │                                            ││                                  ││                                                │
            ╰────────────────────────────────────────────╯╰──────────────────────────────────╯╰────────────────────────────────────────────────╯
            ╭─ 5 Logs [backend] nginx ○ ──────────────────────────────────────────────────────────────── following · 214 lines/s · ✖ 3 errors ─╮
            │  14:41:34 INFO  request 24 served in 81 ms                                                                                       │
            │  14:41:35 INFO  request 25 served in 81 ms                                                                                       │
            │  14:41:36 INFO  request 26 served in 81 ms                                                                                       │
            │✖ 14:41:37 ERROR upstream timed out while reading the answer of the payment gateway                                               │
            │─ rotated: backend.log is now backend.log.1                                                                                       │
            │  14:41:39 INFO  request 29 served in 81 ms                                                                                       │
            │  14:41:40 INFO  request 30 served in 81 ms                                                                                       │
            ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
             c confirm checkpoint   Space tick   ⏎ open/run   d decide   R roll back   x skip   i details   h hold   ? help   q leave
            """)
    }

    @Test func narrowScreenShowsOnePaneWithTabs() {
        var driver = ConsoleDriver(.preparing)
        driver.press("2")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ○ PREPARING  nothing is done yet                                    T+--:--:--
             NEXT   .   Announce in the channel
             1 Launch [2 Checklist 0/9] 3 Status  4 Triggers  5 Logs  6 Record
            ╭─▸2 Checklist ────────────────────────────────────────────────────────── 0/9 ─╮
            │ ▾ ◐ Prepare                                                        dana  0/2 │
            │▸  [ ] Announce in the channel                                                │
            │   [ ] Freeze the main branch                                                 │
            │ ▸ ○ Production deploy                                               ~1h  0/6 │
            │ ▸ ○ After the launch                                                     0/1 │
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
             Space tick   ⏎ open/run   d decide   R roll back   ? help   q leave
            """)
    }

    @Test func smallScreenShowsVerdictCountdownAndTriggersOnly() {
        expectPicture(
            ConsoleDriver(.firing, width: 50, height: 12).screen,
            """
             PAM v1.5             engine ● watching · with li
             ▲ ROLL BACK?  Error rate 7.2% > 5% f… T+00:42:20
             ▲ AUTOMATIC ROLLBACK IN 0:27 · h holds it
            ▸▲ Error rate       FIRING  7.2% > 5% for 2m <10s
               since 14:42 · rolls back in 0:27 · h hold
             ◔ Slow responses   pending 5.2s > 5s 2 of 3 <10s
             ○ Security breach  quiet     no
             ? Database connection failures         UNWATCHED




            """)
    }

    @Test func theTopOfEveryScreenTellsWhereTheLaunchStands() {
        expectPicture(
            [LaunchFixture.preparing, .go, .nobodyWatching, .rollingBack, .interrupted, .rollbackFailed, .rolledBack, .complete]
                .map { ConsoleDriver($0).lines(0..<3) }.joined(separator: "\n\n"),
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ○ PREPARING  nothing is done yet                                    T+--:--:--
             NEXT   .   Announce in the channel

             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED                                 T+00:42:17
             NEXT   c   confirm checkpoint 5 of Hour 1                    oldest input <10s

             PAM v1.5   v1.4.2 → v1.5.0                     ✖ NOBODY IS WATCHING  · with li
             ■ HOLD  nobody is watching                                          T+00:43:17
             NEXT   c   confirm checkpoint 5 of Hour 1                      oldest input 1m

             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ◀ ROLLING BACK  step 2 of 3: systemctl restart pam           <10s   T+00:42:32
             ◐ ROLLBACK step 2 of 3, 12s · o shows it · systemctl restart pam

             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ◀ ROLLING BACK  INTERRUPTED at step 2 of 3                          T+00:42:32
             ■ ROLLBACK INTERRUPTED AT STEP 2 · o: resume, retry, skip or abort · its proc…

             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ✖ ROLLBACK FAILED  step 2 failed with exit 5                        T+00:42:32
             ✖ ROLLBACK FAILED at step 2 of 3 · o shows what to do

             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ◂ ROLLED BACK  verified: backend is up                              T+00:42:32
             NEXT   u   release it, when it may go on

             PAM v1.5   v1.4.2 → v1.5.0                            engine ○ ended · with li
             ✔ COMPLETE  all windows passed                                      T+00:42:17
             ✔ finished by dana 14:42: all windows passed · :begin starts anew
            """)
    }

    @Test func aCountdownIsLargeOnEveryScreen() {
        expectPicture(
            ConsoleDriver(.firing).lines(0..<6),
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ▲ ROLL BACK?  Error rate 7.2% > 5% for 2m       oldest input <10s   T+00:42:20
              █▀█ ▄ ▀▀█ ▀▀█   ▲ AUTOMATIC ROLLBACK IN 0:27
              █ █ ▄ █▀▀   █   Error rate: 7.2%, threshold > 5%
              ▀▀▀   ▀▀▀   ▀   h holds it, with a reason · R opens the rollback card
            [1 Launch] 2 Checklist 3/9  3 Status ✖1  4 Triggers ▲1  5 Logs ✖3  6 Record
            """)
        for key in ["2", "3", "4", "5", "6", "R", "?", ":"] {
            var driver = ConsoleDriver(.firing)
            driver.press(key)
            #expect(driver.screen.contains("AUTOMATIC ROLLBACK IN 0:27"), "after \(key)")
        }
    }

    @Test func aCountdownEndsOnTheScreenWhenARollbackWasRequested() {
        #expect(!ConsoleDriver(.rollingBack).screen.contains("AUTOMATIC ROLLBACK"))
        #expect(!ConsoleDriver(.rolledBack).screen.contains("AUTOMATIC ROLLBACK"))
    }

    @Test func readOnlyIsSaidOnTheTopLine() {
        var launch = LaunchFixture.go
        launch.readOnly = true
        expectPicture(
            ConsoleDriver(launch).lines(0..<2),
            """
             PAM v1.5   v1.4.2 → v1.5.0             READ-ONLY   engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED                                 T+00:42:17
            """)
    }

    @Test func aChangedPlanIsSaidUntilItIsAccepted() {
        var launch = LaunchFixture.go
        launch.plan.sources[0].sha256 = "bb22"
        launch.notices = ["launch.yaml changed: 1 item more", "the live store is gone"]
        expectPicture(
            ConsoleDriver(launch).lines(0..<5),
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED             oldest input <10s   T+00:42:17
             ▲ the plan changed since it was accepted: nothing of it can run · A accepts it
             ▲ launch.yaml changed: 1 item more (+1 more)
            [1 Launch] 2 Checklist 3/9  3 Status ✖1  4 Triggers ◔1  5 Logs ✖3  6 Record
            """)
    }

    @Test func whatChangedIsSaidOnceAndWithTheKeyThatAcceptsIt() {
        var launch = LaunchFixture.go
        launch.plan.sources[0].sha256 = "bb22"
        launch.notices = ["the plan changed on disk: item added: Call Kim; nothing of it runs until it is accepted (:accept)"]
        launch.changes = ["item added: Call Kim", "window removed: Hour 1"]
        let driver = ConsoleDriver(launch, width: 132)
        #expect(
            driver.grid.line(2)
                == " ▲ the plan changed since it was accepted: nothing of it can run · A accepts it · item added: Call Kim (+1 more)")
        #expect(!driver.screen.contains("changed on disk"))
    }

    /// What the plan leaves empty gives its room to the checklist.
    @Test func anEmptyLaunchSaysWhatIsMissing() {
        var launch = LaunchFixture(plan: Plan(name: "Nothing yet", id: "nothing"))
        launch.begin()
        launch.verdict = Verdict(.preparing, reason: "the plan is empty")
        expectPicture(
            ConsoleDriver(launch, width: 120, height: 24).screen,
            """
             Nothing yet                                                                                engine ● watching · with li
             ○ PREPARING  the plan is empty                                                                              T+--:--:--
             NEXT   :finish   nothing is left to do: finish the launch
            ╭─▸2 Checklist ────────────────────────── 0/0 ─╮╭─ 3 Status ───────────────────────╮╭─ 4 Windows & triggers ───────────╮
            │ no phases in the plan                        ││ no services in the launch file   ││ no monitoring window in the plan │
            │                                              ││                                  │├─ Triggers ───────────────────────┤
            │                                              ││                                  ││ no rollback trigger in the plan  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            │                                              ││                                  ││                                  │
            ╰──────────────────────────────────────────────╯╰──────────────────────────────────╯╰──────────────────────────────────╯
            ╭─ 5 Logs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────╮
            │ no logs in the launch file                                                                                           │
            ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
             h hold   / search   n note   : palette   ? help   q leave
            """)
    }

    @Test(arguments: [(0, 0), (1, 1), (2, 3), (10, 2), (20, 5), (59, 16), (60, 15), (60, 16), (80, 24), (119, 50), (120, 24), (300, 90)])
    func everySizeIsDrawnInsideTheScreen(width: Int, height: Int) {
        for launch in [LaunchFixture.preparing, .firing, .rollbackFailed, .nobodyWatching] {
            for keys in ["1", "2", "3", "4", "5", "6", "2 z", "R", ":", "?", "d", "n", "o", "w"] {
                var driver = ConsoleDriver(launch, width: width, height: height)
                driver.press(keys)
                let grid = driver.grid
                #expect(grid.width == width && grid.height == height)
                if let cursor = grid.cursor { #expect(cursor.x < width && cursor.y < height) }
            }
        }
    }

    @Test func theHeadOfTheScreenFlashesWhenATriggerFires() {
        func roles(after time: Duration) -> [Role] {
            var launch = LaunchFixture.go
            launch.record(.triggerChanged(trigger: "errors", state: .firing, evidence: []), by: LaunchFixture.engine)
            launch.verdict = Verdict(.rollBackProposed, reason: "Error rate 7.2% > 5% for 2m")
            launch.pass(time)
            let grid = ConsoleDriver(launch).grid
            return [grid[50, 0].style.role, grid[50, 1].style.role]
        }
        let (flashing, calm) = (roles(after: .milliseconds(100)), roles(after: .seconds(3)))
        #expect(flashing[0] == flashing[1])
        #expect(calm[0] != calm[1])
        #expect(calm[1] == flashing[1])
    }
}
