import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Each pane alone on 80 x 24, without what is around it.
@Suite struct PaneTests {
    @Test func overviewTellsWhatIsNextAndWhatIsWrong() {
        expectPicture(
            ConsoleDriver(.go).body,
            """
            ╭─▸1 Launch ───────────────────────────────────────────────────────────────────╮
            │ ◐ Hour 1                                                          30:43 left │
            │   ●───●───✖───●───◐───○───○───○───○───○───○───○                              │
            │   ◐ checkpoint 5 due  c confirm  340/352 seen  ✖ 1 missed                    │
            │ Triggers                                   1 pending · 1 UNWATCHED · 2 quiet │
            │ ◔ Slow responses pending                                    5.2s > 5s 2 of 3 │
            │                                                                              │
            │ Checklist                                                                3/9 │
            │ ✔ Prepare            ██████████ 2/2                                          │
            │ ◐ Production deploy  █░░░░░░░░░ 1/6  next: Apply migrations                  │
            │ ○ After the launch   ░░░░░░░░░░ 0/1                                          │
            │                                                                              │
            │ Services                                                                     │
            │ ● backend up   ◐ db degraded   ✖ cache down                                  │
            │   db: slow: 812ms, wanted 500ms                                              │
            │   cache: connection refused, 4th time                                        │
            │ ◐ backend rolling ███████░░░ 70% v1.5.0 5s                                   │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────── ↓2 more ─╯
            """)
    }

    @Test func theNewestErrorsAreThoseThatTheirLinesSayAreTheNewest() {
        var launch = LaunchFixture.go
        func error(_ text: String, _ seconds: Int64?) -> LogLine {
            LogLine(text, severity: .error, at: seconds.map { Moment(milliseconds: $0 * 1000) })
        }
        launch.logs = [
            LogTail(name: "api", lines: [error("old api", 10), error("new api", 90)]),
            LogTail(name: "web", lines: [error("old web", 20), error("older web", 30)]),
            LogTail(name: "job", lines: [error("job", nil), error("newer job", 80)]),
        ]
        let lines = ConsoleDriver(launch, width: 80, height: 60).screen.split(separator: "\n").filter { $0.contains("│ ✖ ") }
        let texts = lines.map { $0.split(separator: "│")[0].trimmingCharacters(in: .whitespaces) }
        #expect(texts.suffix(3) == ["✖ web older web", "✖ job newer job", "✖ api new api"], "\(texts)")
    }

    @Test func checklistShowsWhoDidWhatAndWhatCanBeRun() {
        var driver = ConsoleDriver(.go)
        driver.press("2")
        expectPicture(
            driver.body,
            """
            ╭─▸2 Checklist ────────────────────────────────────────────── 1 skipped · 3/9 ─╮
            │ ▸ ✔ Prepare                                                        dana  2/2 │
            │ ▾ ◐ Production deploy                                               ~1h  1/6 │
            │   Database                                                                   │
            │▸  ( ) Apply migrations                               ~3m  ⏎ run @deploy@web1 │
            │   [x] Purge the cache                                exit 0 in 2s · li 14:12 │
            │   Services                                                                   │
            │   [ ] Backend answers                                     when backend is up │
            │   [ ] Run smoke tests                                           ⏎ 2 commands │
            │     [ ] Login works                                                          │
            │     [ ] Search works                                                         │
            │   ◇ Launch approval                                waiting 1 of 2 · li 14:13 │
            │ ▸ ○ After the launch                                                     0/1 │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
    }

    @Test func checklistShowsWhatRunsAndWhatFailed() {
        var driver = ConsoleDriver(.go)
        driver.press("2")
        driver.change { launch in
            let steps = [RunStep(kind: .run, text: "./migrate up --to v1.5.0", timeout: 300_000)]
            launch.record(.runRequested(run: "c1", work: .command(item: "migrate"), steps: steps, reason: "Apply migrations", evidence: []))
            launch.record(
                .runStarted(run: "c1", pid: 99, host: "bastion"), .stepStarted(run: "c1", step: 0, attempt: 1), by: LaunchFixture.runner)
            launch.record(
                .runRequested(run: "c2", work: .command(item: "smoke"), steps: steps, reason: "Run smoke tests", evidence: []),
                by: LaunchFixture.li)
            launch.record(.runFinished(run: "c2", outcome: .failed, reason: "exit 3"), by: LaunchFixture.runner)
            launch.pass(.seconds(10))
        }
        expectPicture(
            driver.body,
            """
             1 Launch [2 Checklist 3/9] 3 Status ✖1  4 Triggers ◔1  5 Logs ✖3  6 Record
            ╭─▸2 Checklist ───────────────────────────────── ✖ 1 failed · 1 skipped · 3/9 ─╮
            │ ▸ ✔ Prepare                                                        dana  2/2 │
            │ ▾ ✖ Production deploy                                               ~1h  1/6 │
            │   Database                                                                   │
            │▸  (~) Apply migrations                                         ◐ running 10s │
            │   [x] Purge the cache                                exit 0 in 2s · li 14:12 │
            │   Services                                                                   │
            │   [ ] Backend answers                                     when backend is up │
            │   [!] Run smoke tests                             ✖ failed exit 3 · li 14:42 │
            │     [ ] Login works                                                          │
            │     [ ] Search works                                                         │
            │   ◇ Launch approval                                waiting 1 of 2 · li 14:13 │
            │ ▸ ○ After the launch                                                     0/1 │
            │                                                                              │
            │                                                                              │
            │                                                                              │
              ◐ li runs ./migrate up --to v1.5.0
              ✖ run failed: exit 3
            """)
    }

    @Test func statusShowsEveryStateWithSignWordAndAge() {
        var driver = ConsoleDriver(.go)
        driver.press("3")
        expectPicture(
            driver.body,
            """
            ╭─▸3 Services ────────────────────────────────────────────────────── ✖1 ◐1 ●1 ─╮
            │▸● backend                        up        84ms ▆▇▆▆█▆           v1.5.0 <10s │
            │ ◐ db                             degraded 812ms ▃▅██                    <10s │
            │   slow: 812ms, wanted 500ms                                                  │
            │ ✖ cache                          down         – ▁▁××××                  <10s │
            │   connection refused, 4th time                                               │
            ├─ Deployments ────────────────────────────────────────────────────────────────┤
            │ ◐ backend                                   rolling ███████░░░ 70% v1.5.0 5s │
            ├─ Metrics ────────────────────────────────────────────────────────────────────┤
            │ cache_hit                                                  38% ▇██      <10s │
            ├─ Success criteria ───────────────────────────────────────────────────────────┤
            │ ✖ error_rate < 1%                                          not met 1.2% <10s │
            │ ? Nobody complains                                              for a person │
            ├─ Goals ──────────────────────────────────────────────────────────────────────┤
            │ ✖ Cache hit rate                                              38% > 40% <10s │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
    }

    /// A pipeline that is done writes no more: that is no alarm, and no claim of how it stands now.
    @Test func aDeploymentThatWasDoneAndSaidNothingSinceIsNoAlarm() {
        var launch = LaunchFixture.go
        launch.live.deployments["backend"]?.status = "complete"
        launch.live.deployments["backend"]?.progress = 1
        launch.pass(.seconds(3 * 3600))
        var driver = ConsoleDriver(launch)
        driver.press("3")
        let lines = driver.body.split(separator: "\n").map(String.init)
        let row = lines.firstIndex { $0.contains("Deployments") } ?? 0
        expectPicture(
            lines[row..<row + 3].joined(separator: "\n"),
            """
            ├─ Deployments ────────────────────────────────────────────────────────────────┤
            │ ◌ backend                             was complete ██████████ 100% v1.5.0 3h │
            │   complete, last said 3h00m ago                                              │
            """)
        launch.live.deployments["backend"]?.failure = Failure(.parse, "is no JSON")
        driver.launch = launch
        let unread = driver.body.split(separator: "\n").first { $0.contains("100%") }
        #expect(unread?.contains("STALE") == true, "one that cannot be read any more is")
    }

    @Test func oldReadingsAreStaleAndNeverShownAsCurrent() {
        var driver = ConsoleDriver(.go)
        driver.press("3")
        driver.change { $0.pass(.seconds(300)) }
        expectPicture(
            driver.lines(4..<16),
            """
            ╭─▸3 Services ──────────────────────────────────────────────────────────── ◌3 ─╮
            │▸◌ backend                             STALE  84ms ▆▇▆▆█▆           v1.5.0 5m │
            │   was up; no answer for 5m02s                                                │
            │ ◌ db                                  STALE 812ms ▃▅██                    5m │
            │   was degraded; no answer for 5m01s                                          │
            │ ◌ cache                               STALE     – ▁▁××××                  5m │
            │   was down; no answer for 5m02s                                              │
            ├─ Deployments ────────────────────────────────────────────────────────────────┤
            │ ◌ backend                                     STALE ███████░░░ 70% v1.5.0 5m │
            │   was rolling; nothing new for 5m05s                                         │
            ├─ Metrics ────────────────────────────────────────────────────────────────────┤
            │ cache_hit                                              38% ▇██      STALE 5m │
            """)
        driver.press("4")
        expectPicture(
            driver.lines(4..<16),
            """
            ╭─▸4 Windows & triggers ───────────────────────────────────────────────────────╮
            │▸◐ Hour 1                                                          25:43 left │
            │   ●───●───✖───●───◐───◐───○───○───○───○───○───○                              │
            │   ◐ checkpoint 5 due  c confirm  340/352 seen  ✖ 1 missed                    │
            ├─ Triggers ───────────────────────────────── 2 STALE · 1 UNWATCHED · 1 quiet ─┤
            │ ◌ Slow responses                STALE 5.2s ▅▇██         > 5s 2 of 3 STALE 5m │
            │   nothing measured for 5m02s                                                 │
            │ ◌ Error rate                    STALE 1.2% ▇███         > 5% for 2m STALE 5m │
            │   nothing measured for 5m02s                                                 │
            │ ○ Security breach               quiet   no                                   │
            │ ? Database connection failures                                     UNWATCHED │
            ├─ Other windows ──────────────────────────────────────────────────────────────┤
            """)
    }

    @Test func triggersShowValueThresholdAndHold() {
        var driver = ConsoleDriver(.go)
        driver.press("4")
        expectPicture(
            driver.body,
            """
            ╭─▸4 Windows & triggers ───────────────────────────────────────────────────────╮
            │▸◐ Hour 1                                                          30:43 left │
            │   ●───●───✖───●───◐───○───○───○───○───○───○───○                              │
            │   ◐ checkpoint 5 due  c confirm  340/352 seen  ✖ 1 missed                    │
            ├─ Triggers ─────────────────────────────── 1 pending · 1 UNWATCHED · 2 quiet ─┤
            │ ◔ Slow responses                  pending 5.2s ▅▇██         > 5s 2 of 3 <10s │
            │ ○ Error rate                      quiet   1.2% ▇███         > 5% for 2m <10s │
            │ ○ Security breach                 quiet     no                               │
            │ ? Database connection failures                                     UNWATCHED │
            ├─ Other windows ──────────────────────────────────────────────────────────────┤
            │ ○ Hours 2-3                                      2h every 15m · after Hour 1 │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
    }

    @Test func aFiringTriggerComesFirstAndSaysWhatFollows() {
        var driver = ConsoleDriver(.firing)
        driver.press("4")
        expectPicture(
            driver.lines(6..<18),
            """
            ╭─▸4 Windows & triggers ───────────────────────────────────────────────────────╮
            │▸◐ Hour 1                                                          30:40 left │
            │   ●───●───✖───●───◐───○───○───○───○───○───○───○                              │
            │   ◐ checkpoint 5 due  c confirm  340/352 seen  ✖ 1 missed                    │
            ├─ Triggers ──────────────────── 1 FIRING · 1 pending · 1 UNWATCHED · 1 quiet ─┤
            │ ▲ Error rate                      FIRING  7.2% ▂▂▃▆▇██      > 5% for 2m <10s │
            │   since 14:42 · rolls back in 0:27 · h hold                                  │
            │ ◔ Slow responses                  pending 5.2s ▅▇██         > 5s 2 of 3 <10s │
            │ ○ Security breach                 quiet     no                               │
            │ ? Database connection failures                                     UNWATCHED │
            ├─ Other windows ──────────────────────────────────────────────────────────────┤
            │ ○ Hours 2-3                                      2h every 15m · after Hour 1 │
            """)
        driver.change { $0.record(.countdownHeld(trigger: "errors", reason: "it is the load test"), by: LaunchFixture.li) }
        expectPicture(
            driver.lines(4..<16),
            """
            ╭─▸4 Windows & triggers ───────────────────────────────────────────────────────╮
            │▸◐ Hour 1                                                          30:40 left │
            │   ●───●───✖───●───◐───○───○───○───○───○───○───○                              │
            │   ◐ checkpoint 5 due  c confirm  340/352 seen  ✖ 1 missed                    │
            ├─ Triggers ──────────────────── 1 FIRING · 1 pending · 1 UNWATCHED · 1 quiet ─┤
            │ ▲ Error rate                      FIRING  7.2% ▂▂▃▆▇██      > 5% for 2m <10s │
            │   since 14:42 · rollback held by li: it is the load test                     │
            │ ◔ Slow responses                  pending 5.2s ▅▇██         > 5s 2 of 3 <10s │
            │ ○ Security breach                 quiet     no                               │
            │ ? Database connection failures                                     UNWATCHED │
            ├─ Other windows ──────────────────────────────────────────────────────────────┤
            │ ○ Hours 2-3                                      2h every 15m · after Hour 1 │
            """)
    }

    @Test func logsFollowWithSignsOfSeverity() {
        var driver = ConsoleDriver(.go)
        driver.press("5")
        expectPicture(
            driver.body,
            """
            ╭─▸5 Logs [backend] nginx ○ ──────────── following · 214 lines/s · ✖ 3 errors ─╮
            │  14:41:24 INFO  request 14 served in 81 ms                                   │
            │  14:41:25 INFO  request 15 served in 81 ms                                   │
            │  14:41:26 INFO  request 16 served in 81 ms                                   │
            │  14:41:27 INFO  request 17 served in 81 ms                                   │
            │  14:41:28 INFO  request 18 served in 81 ms                                   │
            │  14:41:29 INFO  request 19 served in 81 ms                                   │
            │  14:41:30 INFO  request 20 served in 81 ms                                   │
            │  14:41:31 INFO  request 21 served in 81 ms                                   │
            │  14:41:32 INFO  request 22 served in 81 ms                                   │
            │  14:41:33 INFO  request 23 served in 81 ms                                   │
            │  14:41:34 INFO  request 24 served in 81 ms                                   │
            │  14:41:35 INFO  request 25 served in 81 ms                                   │
            │  14:41:36 INFO  request 26 served in 81 ms                                   │
            │✖ 14:41:37 ERROR upstream timed out while reading the answer of the payment g…│
            │─ rotated: backend.log is now backend.log.1                                   │
            │  14:41:39 INFO  request 29 served in 81 ms                                   │
            │  14:41:40 INFO  request 30 served in 81 ms                                   │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            """)
    }

    @Test func aCriterionWhoseMeasurementIsOldSaysSoInFull() {
        var launch = LaunchFixture.firing
        launch.pass(.seconds(600))
        let driver = ConsoleDriver(launch, width: 120, height: 40)
        let row = driver.screen.split(separator: "\n").first { $0.contains("error_rate …") || $0.contains("error_rate <") }
        #expect(row?.contains("unknown STALE 10m") == true, "\(driver.screen)")
    }
}
