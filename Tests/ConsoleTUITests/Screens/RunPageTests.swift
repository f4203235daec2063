import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// The page of a run: its steps, what it waits for, what can be done, and how it ended.
@Suite struct RunPageTests {
    @Test func runningRollbackShowsItsStepsAndOutput() {
        var driver = ConsoleDriver(.rollingBack)
        driver.press("R")
        expectPicture(
            driver.lines(4..<24),
            """
            ╭ Rollback ◐ running ──────────────────────────────────────────────────────────╮
            │ Error rate 7.2% > 5% · dana 14:42:20 · 12s · runner 5001 on bastion          │
            │                                                                              │
            │ ✔  1 git revert --no-edit HEAD && git push origin main                       │
            │      done · 4.0s · 120 bytes                                                 │
            │ ◐  2 systemctl restart pam                                                   │
            │      since 8.0s · on deploy@web1                                             │
            │ ○  3 verify that backend is up                                               │
            │                                                                              │
            │ Output of step 2                                                             │
            │   Stopping pam.service...                                                    │
            │   Starting pam.service...                                                    │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             a abort   Esc close   ? help   1-6 another pane
            """)
    }

    @Test func interruptedRollbackOffersWhatCanBeDone() {
        var driver = ConsoleDriver(.interrupted)
        driver.press("o")
        expectPicture(
            driver.lines(4..<24),
            """
            ╭ Rollback ■ INTERRUPTED ──────────────────────────────────────────────────────╮
            │ Error rate 7.2% > 5% · dana 14:42:20 · 12s · runner 5001 on bastion          │
            │                                                                              │
            │ ✔  1 git revert --no-edit HEAD && git push origin main                       │
            │      done · 4.0s · 120 bytes                                                 │
            │ ■  2 systemctl restart pam                                                   │
            │      since 8.0s · on deploy@web1                                             │
            │ ○  3 verify that backend is up                                               │
            │                                                                              │
            │ Output of step 2                                                             │
            │   Stopping pam.service...                                                    │
            │   Starting pam.service...                                                    │
            │                                                                              │
            │ ■ INTERRUPTED AT STEP 2: its process 5001 is gone                            │
            │   r resume: read on where it stands; it runs again only if its end is lost   │
            │   t retry: run it again although it may have run                             │
            │   s skip it and go on with the next one                                      │
            │   a abort the run                                                            │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             r resume   t retry   s skip step   a abort   Esc close   1-6 another pane
            """)
    }

    @Test func aHostThatDoesNotAnswerIsSaidInTheBannerAndOnThePageOfTheRunUntilItDoes() {
        var launch = LaunchFixture.rollingBack
        let reason = "deploy@web1: Connection refused"
        launch.record(.linkBroke(run: "r1", step: 1, host: "deploy@web1", reason: reason, begun: true), by: LaunchFixture.runner)
        launch.pass(.seconds(35))
        var driver = ConsoleDriver(launch, width: 110, height: 40)
        let words = "▲ deploy@web1 does not answer since 35s, trying again; the step goes on there"
        #expect(driver.screen.contains(words + " · ROLLBACK step 2 of 3"))
        driver.press("o")
        #expect(driver.screen.components(separatedBy: words).count == 3 && driver.screen.contains(reason))
        driver.change { $0.record(.linkMended(run: "r1", step: 1, host: "deploy@web1"), by: LaunchFixture.runner) }
        #expect(!driver.screen.contains("does not answer"))
    }

    @Test func aRunnerThatGivesNoSignOfLifeIsSaidWithWhatToDo() {
        var launch = LaunchFixture.rollingBack
        launch.runnerSilence = RunnerSilence(pid: 5001, since: launch.now.wall - .seconds(40))
        var driver = ConsoleDriver(launch, width: 120, height: 40)
        let words = "✖ no sign of life from the runner (pid 5001) for 40s"
        let advice = "`kill -CONT 5001` if it was stopped; else `kill -KILL 5001`, then resume"
        #expect(driver.screen.contains("\(words) · o shows what to do"))
        driver.press("o")
        #expect(driver.screen.components(separatedBy: words).count == 3 && driver.screen.contains(advice))
        #expect(PlainSummary(launch.snapshot).lines.contains("  \(words): \(advice)"))
        var news = PlainNews(after: LaunchFixture.rollingBack.snapshot)
        #expect(news.lines(launch.snapshot).contains { $0.contains("\(words): \(advice)") })
        launch.pass(.seconds(1))
        #expect(news.lines(launch.snapshot).isEmpty, "that it goes on is no news")
        launch.runnerSilence = nil
        #expect(news.lines(launch.snapshot).contains { $0.contains("the runner gives signs of life again") })
    }

    @Test func aRecordThatWaitsForRoomIsSaidWithHowTheRunEnded() throws {
        var launch = LaunchFixture.rollingBack
        let since = launch.now.wall
        let end = LaunchEvent.runFinished(run: "r1", outcome: .done, reason: "verified: backend up")
        let waiting = try #require(
            WaitingRecords(run: "r1", why: "no space is left for /srv/j", by: LaunchFixture.runner, entries: [.init(at: since, event: end)])
        )
        launch.pass(.seconds(40))
        launch.state = try #require(waiting.applied(to: launch.state))
        launch.waitingRecords = waiting
        let words = "▲ the record of the rollback, which is over (done), waits for 40s: no space is left for /srv/j"
        var driver = ConsoleDriver(launch, width: 150, height: 40)
        #expect(driver.screen.contains(words))
        driver.press("o")
        #expect(driver.screen.contains("✔ verified: backend up") && driver.screen.contains("make room there; until then leave the runner"))
        #expect(PlainSummary(launch.snapshot).lines.contains { $0.hasPrefix("  " + words) })
        var news = PlainNews(after: LaunchFixture.rollingBack.snapshot)
        #expect(news.lines(launch.snapshot).contains { $0.contains(words) })
    }

    /// How the step stands, whether it may run twice, and what resuming is said to do.
    @Test(
        arguments: [
            (nil, false, "resume: read on where it stands; it is not run twice"),
            (nil, true, "resume: read on where it stands; it runs again only if its end is lost"),
            (.unknown(reason: "its host was restarted"), true, "resume: run the step again: it is idempotent"),
            (.exit(code: 2), true, "resume: run the step again: it is idempotent"),
            (.exit(code: 2), false, "resume: take it as ended: it failed with exit 2"),
            (.error(reason: "no shell"), false, "resume: begin the step; it has not run"),
            (.unknown(reason: "its host was restarted"), false, "It cannot be resumed: step 2 may have run and is not idempotent"),
        ] as [(StepOutcome?, Bool, String)])
    func whatResumingDoesIsSaidOfThisStep(outcome: StepOutcome?, idempotent: Bool, words: String) {
        var launch = LaunchFixture.interrupted
        launch.state.runs[0].steps[1].outcome = outcome
        launch.state.runs[0].steps[1].step.idempotent = idempotent
        var driver = ConsoleDriver(launch, width: 100, height: 40)
        driver.press("o")
        #expect(driver.screen.contains(words))
        #expect(driver.screen.contains("r resume") == words.hasPrefix("resume"))
        #expect(driver.screen.contains(words.hasPrefix("resume") ? "o: resume, retry, skip or abort" : "o: retry, skip or abort"))
    }

    @Test func failedRollbackSaysWhatToDoWithCommandsToPaste() {
        var driver = ConsoleDriver(.rollbackFailed, height: 30)
        driver.press("o")
        expectPicture(
            driver.lines(4..<30),
            """
            ╭ Rollback ✖ FAILED ───────────────────────────────────────────────────────────╮
            │ Error rate 7.2% > 5% · dana 14:42:20 · 12s · runner 5001 on bastion          │
            │                                                                              │
            │ ✔  1 git revert --no-edit HEAD && git push origin main                       │
            │      done · 4.0s · 120 bytes                                                 │
            │ ✖  2 systemctl restart pam                                                   │
            │      failed with exit 5 · 9.0s · 60 bytes · attempt 2 · on deploy@web1       │
            │ ○  3 verify that backend is up                                               │
            │                                                                              │
            │ Output of step 2                                                             │
            │   Stopping pam.service...                                                    │
            │   Starting pam.service...                                                    │
            │                                                                              │
            │ ✖ step 2 failed with exit 5                                                  │
            │   Time to: detect 0ms · decide 3.0s                                          │
            │                                                                              │
            │ What to do                                                                   │
            │   Look at the output; then paste what is left, in this order (y copies it):  │
            │     ssh -n deploy@web1 'systemctl restart pam'                               │
            │     # verify: backend is up                                                  │
            │   R rolls back again from the first step.                                    │
            │   ■ The launch is locked against deploying again; u, with a reason, releases │
            │     it.                                                                      │
            │                                                                              │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             R roll back   u release   Esc close   ? help   1-6 another pane
            """)
    }

    @Test func verifiedRollbackSaysThatTheLaunchIsLocked() {
        var driver = ConsoleDriver(.rolledBack)
        driver.press("o")
        expectPicture(
            driver.lines(3..<24),
            """
            [1 Launch] 2 Checklist 3/9  3 Status ✖1  4 Triggers ▲1  5 Logs ✖3  6 Record
            ╭ Rollback ✔ done ─────────────────────────────────────────────────────────────╮
            │ Error rate 7.2% > 5% · dana 14:42:20 · 12s · runner 5001 on bastion          │
            │                                                                              │
            │ ✔  1 git revert --no-edit HEAD && git push origin main                       │
            │      done · 4.0s · 120 bytes                                                 │
            │ ✔  2 systemctl restart pam                                                   │
            │      done · 9.0s · 60 bytes · on deploy@web1                                 │
            │ ✔  3 verify that backend is up                                               │
            │      verified (backend up since 14:43) · 12s                                 │
            │                                                                              │
            │ Output of step 2                                                             │
            │   Stopping pam.service...                                                    │
            │   Starting pam.service...                                                    │
            │                                                                              │
            │ ✔ verified                                                                   │
            │   Time to: detect 0ms · decide 3.0s · roll back 12s                          │
            │   ■ The launch is locked against deploying again; u, with a reason, releases │
            │     it.                                                                      │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             Esc close   ? help   1-6 another pane
            """)
    }
}
