import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// The cards and pages over the panes.
@Suite struct DialogTests {
    @Test func rollbackCardShowsWhyWhereToAndEveryStep() {
        var driver = ConsoleDriver(.firing, width: 90, height: 32)
        driver.press("R")
        expectPicture(
            driver.lines(6..<32),
            """
            ╭ ROLL BACK ─────────────────────────────────────────────────────────────────────────────╮
            │ Why       ▲ Error rate FIRING 7.2% > 5% for 2m                                         │
            │           7.2%│                ▂▂▂▂▅▅▅▅████                                            │
            │             5%┤┄┄┄┄┄┄┄┄┄┄┄┄▆▆▆▆████████████                                            │
            │               │            ████████████████                                            │
            │             0%│▅▅▅▅▅▅▅▅████████████████████                                            │
            │ Back to   v1.4.2  from v1.5.0                                                          │
            │ Rehearsed ▲ never                                                                      │
            │                                                                                        │
            │ Steps                                                                                  │
            │    1 git revert --no-edit HEAD && git push origin main                                 │
            │      on this host · at most 2m · not idempotent · !! irreversible                      │
            │    2 systemctl restart pam                                                             │
            │      on deploy@web1 · at most 5m · 1 retry · idempotent                                │
            │    3 verify that backend is up                                                         │
            │      on this host · at most 2m                                                         │
            │                                                                                        │
            │                                                                                        │
            │                                                                                        │
            │                                                                                        │
            │ ▸ Type PAM to start                                                                    │
            │   Reason             Error rate: 7.2% > 5%                                             │
            │                                                                                        │
            │ ⏎ start, once PAM is typed   Tab next field   Esc cancel                               │
            ╰────────────────────────────────────────────────────────────────────────────────────────╯

            """)
    }

    @Test func runCardShowsTheCommandAsItWillRun() {
        var driver = ConsoleDriver(.go)
        driver.press("2 Enter")
        driver.type("v1.5.0")
        expectPicture(
            driver.body,
            """
            ╭─▸2 Checklist ────────────────────────────────────────────── 1 skipped · 3/9 ─╮
            │ ▸ ✔ Prepare                                                        dana  2/2 │
            │ ▾ ╭ Run: Apply migrations ───────────────────────────────────────────────╮/6 │
            │   │                                                                      │   │
            │▸  │ on deploy@web1 · ends after 5m at the latest                         │b1 │
            │   │   ./migrate up --to v1.5.0                                           │12 │
            │   │                                                                      │   │
            │   │ from launch.yaml:23                                                  │up │
            │   │                                                                      │ds │
            │   │ ▸ <version>  v1.5.0                                                  │   │
            │   │                                                                      │   │
            │   │ ⏎ run it   Esc cancel                                                │13 │
            │ ▸ ╰──────────────────────────────────────────────────────────────────────╯/1 │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
    }

    @Test func decisionCardShowsVotesAndWhatIsNotDone() {
        var driver = ConsoleDriver(.go)
        driver.press("d")
        expectPicture(
            driver.body,
            """
            ╭─▸1╭ Decide: Launch approval ─────────────────────────────────────────────╮───╮
            │ ◐ │                                                                      │ft │
            │   │ ◇ waiting  2 approvers must say go                                   │   │
            │   │                                                                      │   │
            │ Tr│ ✔ go     li  14:13                                                   │et │
            │ ◔ │                                                                      │ 3 │
            │   │ ▲ 5 of 6 items of Production deploy are not done:                    │   │
            │ Ch│   [ ] Apply migrations                                               │/9 │
            │ ✔ │   [ ] Backend answers                                                │   │
            │ ◐ │   [ ] Run smoke tests                                                │   │
            │ ○ │   [ ] Login works                                                    │   │
            │   │   … and 1 more                                                       │   │
            │ Se│                                                                      │   │
            │ ● │ ▸ Vote    [go]  no-go   ← →                                          │   │
            │   │   Reason                                                             │   │
            │   │                                                                      │   │
            │ ◐ │ ⏎ record my vote   Tab next field   Esc cancel                       │   │
            │   ╰──────────────────────────────────────────────────────────────────────╯   │
            ╰──────────────────────────────────────────────────────────────────── ↓2 more ─╯
            """)
    }

    @Test func checkpointCardShowsWhatToWatch() {
        var driver = ConsoleDriver(.go)
        driver.press("c")
        expectPicture(
            driver.body,
            """
            ╭─▸1 Launch ───────────────────────────────────────────────────────────────────╮
            │ ◐ ╭ Checkpoint 5 of Hour 1 ──────────────────────────────────────────────╮ft │
            │   │                                                                      │   │
            │   │ ○ Error spikes                                                       │   │
            │ Tr│ ○ Slow responses                                                     │et │
            │ ◔ │                                                                      │ 3 │
            │   │ Triggers: 1 pending · 1 UNWATCHED · 2 quiet                          │   │
            │ Ch│ ◔ Slow responses  5.2s > 5s 2 of 3                                   │/9 │
            │ ✔ │ ○ Error rate  1.2% > 5% for 2m                                       │   │
            │ ◐ │ ○ Security breach  no                                                │   │
            │ ○ │                                                                      │   │
            │   │ ▸ Note                                                               │   │
            │ Se│                                                                      │   │
            │ ● │ ⏎ confirm that I looked   Esc cancel                                 │   │
            │   ╰──────────────────────────────────────────────────────────────────────╯   │
            │   cache: connection refused, 4th time                                        │
            │ ◐ backend rolling ███████░░░ 70% v1.5.0 5s                                   │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────── ↓2 more ─╯
            """)
    }

    @Test func detailsOfATriggerShowItsCurve() {
        var driver = ConsoleDriver(.firing, height: 30)
        driver.press("4 ↓ Enter")
        expectPicture(
            driver.lines(6..<30),
            """
            ╭ Trigger: Error rate ─────────────────────────────────────────────────────────╮
            │ State         ▲ FIRING                                                       │
            │ Now           7.2% > 5% for 2m                                               │
            │ Then          since 14:42 · rolls back in 0:27 · h hold                      │
            │ Fires when    error_rate > 5% for 2m                                         │
            │ Action        rollback: it starts by itself 30s after firing                 │
            │ Since         14:42:17                                                       │
            │ Fired         once                                                           │
            │ Metric        error_rate                                                     │
            │ From          error_rate of backend over 5m                                  │
            │ Age           5s                                                             │
            │                                                                              │
            │ 7.2%│                    ▄▄▄▄████                                            │
            │   5%┤┄┄┄┄┄┄┄┄┄┄┄┄▂▂▂▂████████████                                            │
            │     │            ████████████████                                            │
            │     │            ████████████████                                            │
            │     │        ▅▅▅▅████████████████                                            │
            │   0%│████████████████████████████                                            │
            │      30s ago                  now                                            │
            │                                                                              │
            │ launch.yaml:44                                                               │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             h hold   R roll back   Esc close   1-6 another pane
            """)
    }

    @Test func detailsShowWhereThePlanSaysIt() {
        var launch = LaunchFixture.go
        launch.sources["launch.yaml"] = (1...40).map { "line \($0) of the file" }
        var driver = ConsoleDriver(launch)
        driver.press("2 i")
        expectPicture(
            driver.body,
            """
            ╭ Apply migrations ────────────────────────────────────────────────────────────╮
            │ State         ( ) open                                                       │
            │ Text          Apply migrations                                               │
            │ Section       Database                                                       │
            │ Estimate      3m                                                             │
            │ Command       ./migrate up --to <version>                                    │
            │               on deploy@web1                                                 │
            │                                                                              │
            │ launch.yaml:23                                                               │
            │     20  line 20 of the file                                                  │
            │     21  line 21 of the file                                                  │
            │     22  line 22 of the file                                                  │
            │ ▸   23  line 23 of the file                                                  │
            │     24  line 24 of the file                                                  │
            │     25  line 25 of the file                                                  │
            │     26  line 26 of the file                                                  │
            │     27  line 27 of the file                                                  │
            │     28  line 28 of the file                                                  │
            ╰──────────────────────────────────────────────────────────────────── ↓7 more ─╯
            """)
    }

    @Test func paletteFindsCommandsBySomeLetters() {
        var driver = ConsoleDriver(.go, themes: ["dark", "light"])
        driver.press(":")
        driver.type("we")
        expectPicture(
            driver.lines(4..<10),
            """
            ╭ Commands ───────────────────────────────────────────────────────────────── 4 ╮
            │: we                                                                          │
            │▸ window-extend   w e  Makes the open window last longer, with a reason.      │
            │  window-open     w o  Opens the selected monitoring window, else the next on…│
            │  acknowledge     a    not now: no trigger fires or is about to               │
            │  page-down-line       not now: no page is open                               │
            """)
    }

    @Test func helpComesFromTheTableOfCommands() {
        var driver = ConsoleDriver(.go)
        driver.press("5 ?")
        expectPicture(
            driver.body,
            """
            ╭ Help: logs ──────────────────────────────────────────────────────────────────╮
            │ Here                                                                         │
            │   ]  Shows the next log; after the last all of them as one.                  │
            │   [  Shows the log before.                                                   │
            │   M  Shows all logs as one, by their timestamps, or the first alone.         │
            │   F  Follows the logs again after they were held by scrolling.               │
            │   W  Breaks long lines, or cuts them.                                        │
            │   →  Scrolls long lines.                                                     │
            │   ←  Scrolls long lines back.                                                │
            │   J  Shows lines of JSON as they were written, or made readable.             │
            │   e  Goes back to the error before.                                          │
            │   E  Goes on to the next error.                                              │
            │   {  Goes back to what happened before: a tick, a trigger, a rotation, a     │
            │      step.                                                                   │
            │   }  Goes on to what happened next.                                          │
            │   t  Goes to a time: 14:02, 14:02:11, 5m (ago), 2026-11-21 14:02.            │
            │   /  Looks for words in the checklist, for a regular expression in the logs, │
            │      letter by letter; shows only the records that match it; ↑ brings back   │
            ╰─────────────────────────────────────────────────────────────────── ↓93 more ─╯
            """)
    }
}
