import ConsoleTestKit
import LaunchCore
import Testing

/// What the logs look like, with everything that can be said of them.
@Suite struct LogsPictureTests {
    /// Two logs as one, held, searched, filtered, with a bookmark, a selection, marks of the console and a minute of rates.
    private static var launch: LaunchFixture {
        var launch = LaunchFixture.go
        launch.logs[1] = LogTail(name: "nginx", total: 900, errors: 2, perSecond: 12)
        var page = LogPage()
        page.names = ["backend", "nginx"]
        page.isFollowing = false
        page.newLines = 1204
        (page.show, page.hide, page.search, page.highlight) = ("GET|POST", "health", "timed? out", "worker-3")
        page.problem = "none after this place"
        page.rates = (0..<60).map { $0 * 37 % 23 }
        page.errorRates = (0..<60).map { $0 % 20 == 7 ? 1 : 0 }
        page.lines = (0..<40).map { number in
            let text = "14:41:\(10 + number) POST /pay by worker-\(number % 4) took \(number * 7 % 90) ms"
            return LogPage.Line(LogLine(text), log: number % 3 == 0 ? "nginx" : "backend")
        }
        page.lines[33] = LogPage.Line(LogLine("dana ticked Apply migrations", isMarker: true), log: "backend")
        page.lines[34] = LogPage.Line(LogLine("error rate FIRES: error_rate 8.3%", isMarker: true), log: "nginx")
        page.lines[35] = LogPage.Line(
            LogLine("14:41:45 ERROR POST /pay timed out", severity: .error), log: "backend", highlights: [24..<33])
        page.lines[36] = LogPage.Line(LogLine("14:41:46 WARN GET /cart is slow", severity: .warning), log: "nginx")
        page.lines[37].isBookmarked = true
        page.found = 35
        launch.logPage = page
        return launch
    }

    @Test func onASmallScreen() {
        var driver = ConsoleDriver(Self.launch)
        driver.press("5")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED                                 T+00:42:17
             NEXT   c   confirm checkpoint 5 of Hour 1                    oldest input <10s
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ◔1 [5 Logs ✖3] 6 Record
            ╭─▸5 Logs [backend][nginx] ─ ■ held +1204 new &GET|POST -health /timed? … ✖ 5 ─╮
            │  backend 14:41:33 POST /pay by worker-3 took 71 ms                           │
            │  nginx   14:41:34 POST /pay by worker-0 took 78 ms                           │
            │  backend 14:41:35 POST /pay by worker-1 took 85 ms                           │
            │  backend 14:41:36 POST /pay by worker-2 took 2 ms                            │
            │  nginx   14:41:37 POST /pay by worker-3 took 9 ms                            │
            │  backend 14:41:38 POST /pay by worker-0 took 16 ms                           │
            │  backend 14:41:39 POST /pay by worker-1 took 23 ms                           │
            │  nginx   14:41:40 POST /pay by worker-2 took 30 ms                           │
            │  backend 14:41:41 POST /pay by worker-3 took 37 ms                           │
            │  backend 14:41:42 POST /pay by worker-0 took 44 ms                           │
            │─ backend dana ticked Apply migrations                                        │
            │─ nginx   error rate FIRES: error_rate 8.3%                                   │
            │✖ backend 14:41:45 ERROR POST /pay timed out                                  │
            │▲ nginx   14:41:46 WARN GET /cart is slow                                     │
            │◆ backend 14:41:47 POST /pay by worker-1 took 79 ms                           │
            │  backend 14:41:48 POST /pay by worker-2 took 86 ms                           │
            │  nginx   14:41:49 POST /pay by worker-3 took 3 ms                            │
            ╰─ none after this place ──────────────────────────────────────────────────────╯
             c confirm checkpoint   F follow   ] next log   d decide   ? help   q leave
            """)
    }

    private static func many(_ names: [String], shown: [String], _ change: (inout LogPage) -> Void) -> String {
        var launch = LaunchFixture.go
        launch.logs = names.map { LogTail(name: $0, total: 900, errors: $0 == "app" ? 19 : 0, perSecond: 0) }
        var page = LogPage()
        page.names = shown
        page.lines = [LogPage.Line(LogLine("a line"))]
        change(&page)
        launch.logPage = page
        var driver = ConsoleDriver(launch)
        driver.press("5")
        return driver.grid.line(4)
    }

    /// Nobody is to believe that nothing happens while a filter or a hold hides it.
    @Test func namesGoBeforeWhatIsSaidOfTheLogs() {
        let nine = ["app", "json", "nginx", "postgres", "redis", "worker", "mail", "audit", "cmd"]
        expectPicture(
            [
                Self.many(nine, shown: ["app"]) { _ in },
                Self.many(nine, shown: ["app"]) { $0.show = "request 5" },
                Self.many(nine, shown: ["worker"]) { ($0.isFollowing, $0.newLines) = (false, 1204) },
                Self.many(nine, shown: ["app"]) {
                    ($0.isFollowing, $0.newLines, $0.show, $0.search) = (false, 1204, "request 5", "timed out")
                    $0.progress = "searching: 34%"
                },
                Self.many(nine, shown: ["app"]) {
                    ($0.isFollowing, $0.newLines, $0.show, $0.search) = (false, 1204, "request [0-9]+ served", "timed out after [0-9]+ ms")
                    $0.progress = "searching: 34%"
                },
                Self.many(nine, shown: nine) { $0.show = "request 5" },
                Self.many(["app", "nginx", "postgres", "json-lines"], shown: ["app"]) { $0.show = "b 19" },
            ].joined(separator: "\n"),
            """
            ╭─▸5 Logs [app] json  nginx  +6 ───────── following · 0 lines/s · ✖ 19 errors ─╮
            ╭─▸5 Logs [app] json  +7 ─── following · &request 5 · 0 lines/s · ✖ 19 errors ─╮
            ╭─▸5 Logs  postgres  redis [worker] mail  +5 ─── ■ held +1204 new · 0 lines/s ─╮
            ╭─▸5 Logs [app] +8 ─ ■ held +1204 new searching: 34% &request… /timed o… ✖ 19 ─╮
            ╭─▸5 Logs [app] +8 ─ ■ held +1204 new searching: 34% &request… /timed o… ✖ 19 ─╮
            ╭─▸5 Logs [app +8] ───────── following · &request 5 · 0 lines/s · ✖ 19 errors ─╮
            ╭─▸5 Logs [app] nginx  +2 ─────── following · &b 19 · 0 lines/s · ✖ 19 errors ─╮
            """)
    }

    @Test func onAWideScreen() {
        var driver = ConsoleDriver(Self.launch, width: 132, height: 43)
        driver.press("5")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                                                                             engine ● watching · with li
             █▀▀ █▀█   ● GO · oldest input <10s                                                                     █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀█  ▀▀█
             █ █ █ █   2 triggers quiet, 1 UNWATCHED                                                             T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄  █    █
             ▀▀▀ ▀▀▀                                                                                                ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀   ▀
             NEXT   c   confirm checkpoint 5 of Hour 1
            ╭─ 2 Checklist ──────────── 1 skipped · 3/9 ─╮╭─ 3 Services ────────── ✖1 ◐1 ●1 ─╮╭─ 4 Windows & triggers ─────────────────────────╮
            │ ▸ ✔ Prepare                      dana  2/2 ││ ● backend    up        84ms <10s ││ ◐ Hour 1                            30:43 left │
            │ ▾ ◐ Production deploy             ~1h  1/6 ││ ◐ db         degraded 812ms <10s ││   ●──●──✖──●──◐──○──○──○──○──○──○──○           │
            │   Database                                 ││   slow: 812ms, wanted 500ms      ││   ◐ checkpoint 5 due  c confirm  340/352 seen… │
            │   ( ) Apply migrations  ⏎ run @deploy@web1 ││ ✖ cache      down         – <10s │├─ Triggers ─ 1 pending · 1 UNWATCHED · 2 quiet ─┤
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
            ╭─▸5 Logs [backend][nginx] ────────── ■ held +1204 new · &GET|POST · -health · /timed? out · *worker-3 · 226 lines/s · ✖ 5 errors ─╮
            │  backend 14:41:36 POST /pay by worker-2 took 2 ms                                                                                │
            │  nginx   14:41:37 POST /pay by worker-3 took 9 ms                                                                                │
            │  backend 14:41:38 POST /pay by worker-0 took 16 ms                                                                               │
            │  backend 14:41:39 POST /pay by worker-1 took 23 ms                                                                               │
            │  nginx   14:41:40 POST /pay by worker-2 took 30 ms                                                                               │
            │  backend 14:41:41 POST /pay by worker-3 took 37 ms                                                                               │
            │  backend 14:41:42 POST /pay by worker-0 took 44 ms                                                                               │
            │─ backend dana ticked Apply migrations                                                                                            │
            │─ nginx   error rate FIRES: error_rate 8.3%                                                                                       │
            │✖ backend 14:41:45 ERROR POST /pay timed out                                                                                      │
            │▲ nginx   14:41:46 WARN GET /cart is slow                                                                                         │
            │◆ backend 14:41:47 POST /pay by worker-1 took 79 ms                                                                               │
            │  backend 14:41:48 POST /pay by worker-2 took 86 ms                                                                               │
            │  nginx   14:41:49 POST /pay by worker-3 took 3 ms                                                                                │
            ╰─ none after this place ───────────────────────────────────── 1 min  ▆▂▇▄▁▆✖█▅▁▆▃█▅▂▇▃█▅▂▇▄ ▆▂▇✖▁▆▃█▅▁▆▃█▅▂▇▃█▅▂▇▄ ✖▂▇▄▁▆▃█▅▁▆▃█ ─╯
             c confirm checkpoint   F follow   ] next log   d decide   e error before   R roll back   h hold   / search   ? help   q leave
            """)
    }

    @Test func onTheWholeWideScreenWithLinesSelected() {
        var launch = Self.launch
        for index in 30..<36 { launch.logPage?.lines[index].isSelected = true }
        launch.logPage?.cursor = 30
        launch.logPage?.selectedCount = 6
        launch.logPage?.problem = nil
        launch.logPage?.progress = "searching: 34%"
        var driver = ConsoleDriver(launch, width: 132, height: 43)
        driver.press("5 z")
        expectPicture(
            driver.screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                                                                             engine ● watching · with li
             █▀▀ █▀█   ● GO · oldest input <10s                                                                     █▀█ █▀█ ▄ █ █ ▀▀█ ▄ ▀█  ▀▀█
             █ █ █ █   2 triggers quiet, 1 UNWATCHED                                                             T+ █ █ █ █ ▄ ▀▀█ █▀▀ ▄  █    █
             ▀▀▀ ▀▀▀                                                                                                ▀▀▀ ▀▀▀     ▀ ▀▀▀   ▀▀▀   ▀
             NEXT   c   confirm checkpoint 5 of Hour 1
             1 Launch  2 Checklist 3/9  3 Status ✖1  4 Triggers ◔1 [5 Logs ✖3] 6 Record
            ╭─▸5 Logs [backend +1] ─ ▸ 6 selected · searching: 34% · &GET|POST · -health · /timed? out · *worker-3 · 226 lines/s · ✖ 5 errors ─╮
            │  nginx   14:41:16 POST /pay by worker-2 took 42 ms                                                                               │
            │  backend 14:41:17 POST /pay by worker-3 took 49 ms                                                                               │
            │  backend 14:41:18 POST /pay by worker-0 took 56 ms                                                                               │
            │  nginx   14:41:19 POST /pay by worker-1 took 63 ms                                                                               │
            │  backend 14:41:20 POST /pay by worker-2 took 70 ms                                                                               │
            │  backend 14:41:21 POST /pay by worker-3 took 77 ms                                                                               │
            │  nginx   14:41:22 POST /pay by worker-0 took 84 ms                                                                               │
            │  backend 14:41:23 POST /pay by worker-1 took 1 ms                                                                                │
            │  backend 14:41:24 POST /pay by worker-2 took 8 ms                                                                                │
            │  nginx   14:41:25 POST /pay by worker-3 took 15 ms                                                                               │
            │  backend 14:41:26 POST /pay by worker-0 took 22 ms                                                                               │
            │  backend 14:41:27 POST /pay by worker-1 took 29 ms                                                                               │
            │  nginx   14:41:28 POST /pay by worker-2 took 36 ms                                                                               │
            │  backend 14:41:29 POST /pay by worker-3 took 43 ms                                                                               │
            │  backend 14:41:30 POST /pay by worker-0 took 50 ms                                                                               │
            │  nginx   14:41:31 POST /pay by worker-1 took 57 ms                                                                               │
            │  backend 14:41:32 POST /pay by worker-2 took 64 ms                                                                               │
            │  backend 14:41:33 POST /pay by worker-3 took 71 ms                                                                               │
            │  nginx   14:41:34 POST /pay by worker-0 took 78 ms                                                                               │
            │  backend 14:41:35 POST /pay by worker-1 took 85 ms                                                                               │
            │  backend 14:41:36 POST /pay by worker-2 took 2 ms                                                                                │
            │  nginx   14:41:37 POST /pay by worker-3 took 9 ms                                                                                │
            │  backend 14:41:38 POST /pay by worker-0 took 16 ms                                                                               │
            │  backend 14:41:39 POST /pay by worker-1 took 23 ms                                                                               │
            │  nginx   14:41:40 POST /pay by worker-2 took 30 ms                                                                               │
            │  backend 14:41:41 POST /pay by worker-3 took 37 ms                                                                               │
            │  backend 14:41:42 POST /pay by worker-0 took 44 ms                                                                               │
            │─ backend dana ticked Apply migrations                                                                                            │
            │─ nginx   error rate FIRES: error_rate 8.3%                                                                                       │
            │✖ backend 14:41:45 ERROR POST /pay timed out                                                                                      │
            │▲ nginx   14:41:46 WARN GET /cart is slow                                                                                         │
            │◆ backend 14:41:47 POST /pay by worker-1 took 79 ms                                                                               │
            │  backend 14:41:48 POST /pay by worker-2 took 86 ms                                                                               │
            │  nginx   14:41:49 POST /pay by worker-3 took 3 ms                                                                                │
            ╰───────────────────────────────────────────────────────────── 1 min  ▆▂▇▄▁▆✖█▅▁▆▃█▅▂▇▃█▅▂▇▄ ▆▂▇✖▁▆▃█▅▁▆▃█▅▂▇▃█▅▂▇▄ ✖▂▇▄▁▆▃█▅▁▆▃█ ─╯
             c confirm checkpoint   F follow   ] next log   d decide   e error before   R roll back   h hold   / search   ? help   q leave
            """)
    }
}
