import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// The rollback's card while it is open: what is found, how long the typed word counts, who may start it.
@Suite struct RollbackCardTests {
    @Test func whatIsFoundOnTheHostsComesAsItIsKnown() {
        var driver = ConsoleDriver(.go, width: 90, height: 24)
        driver.press("R")
        driver.change { launch in
            launch.preflight = [
                PreflightFinding("this host", .fine, "no run is going on"),
                PreflightFinding("this host", .warning, "only 12 MB are free for the record and the output"),
                PreflightFinding("deploy@web1", .waiting, "no answer yet"),
                PreflightFinding("deploy@web2", .problem, "it does not let us in: Permission denied (publickey)"),
            ]
        }
        expectPicture(
            driver.lines(4..<24),
            """
            ╭ ROLL BACK ─────────────────────────────────────────────────────────────────────────────╮
            │ Why       an operator decides it: say why below                                        │
            │ Back to   v1.4.2  from v1.5.0                                                          │
            │ Rehearsed ▲ never                                                                      │
            │ Ready     ✔ this host: no run is going on                                              │
            │           ▲ only 12 MB are free for the record and the output                          │
            │           ◌ deploy@web1: no answer yet                                                 │
            │           ✖ deploy@web2: it does not let us in: Permission denied (publickey)          │
            │                                                                                        │
            │ Steps                                                                                  │
            │    1 git revert --no-edit HEAD && git push origin main                                 │
            │      on this host · at most 2m · not idempotent · !! irreversible                      │
            │    2 systemctl restart pam                                                             │
            │                                                                                        │
            │ ▸ Type PAM to start                                                                    │
            │   Reason                                                                               │
            │                                                                                        │
            │ ⏎ start, once PAM is typed and a reason given   Tab next field   Esc cancel            │
            ╰──────────────────────────────────────────────────────────────────── ↓3 more PgUp PgDn ─╯

            """)
    }

    /// The page of a run comes by itself, and tells of these keys.
    @Test(arguments: ["", "?", "i"])
    func itIsOpenedFromAPage(page: String) {
        var driver = ConsoleDriver(.rollbackFailed, width: 90, height: 36)
        driver.press("o \(page)")
        driver.press("R")
        #expect(driver.screen.contains("╭ ROLL BACK ─"))
        driver.type("PAM")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.rollback(reason: "Error rate", trigger: "errors", runID: ""))])
    }

    @Test func theLaunchIsReleasedAndACountdownHeldFromAPage() {
        var driver = ConsoleDriver(.rollbackFailed, width: 90, height: 36)
        driver.press("o u")
        #expect(driver.screen.contains("Release the launch"))
        driver = ConsoleDriver(.firing, width: 90, height: 36)
        driver.press("? h")
        #expect(driver.screen.contains("Hold the automatic rollback"))
    }

    @Test func aHoldSaysWhatItDoesNotHold() {
        var launch = LaunchFixture.firing
        launch.plan.triggers[1].action = .rollback
        launch.record(.triggerChanged(trigger: "slow", state: .firing, evidence: []), by: LaunchFixture.engine)
        launch.record(.countdownStarted(trigger: "slow", length: 20_000), by: LaunchFixture.engine)
        var driver = ConsoleDriver(launch, width: 90, height: 30)
        driver.press("h")
        #expect(driver.screen.contains("▲ Slow responses: the rollback starts in 0:20"))
        #expect(driver.screen.contains("▲ Not held by this: Error rate, in 0:27"))
        driver.type("known")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.holdCountdown(trigger: "slow", reason: "known"))])
    }

    @Test func theScreenAsksForALookAtTheHostsWhileTheCardIsOpen() {
        var driver = ConsoleDriver(.go)
        #expect(driver.state.wantedPreflight(driver.launch.snapshot) == nil)
        driver.press("R")
        #expect(driver.state.wantedPreflight(driver.launch.snapshot)?.map(\.host) == [nil, "deploy@web1", nil])
        driver.press("Esc")
        #expect(driver.state.wantedPreflight(driver.launch.snapshot) == nil)
    }

    @Test func aWordTypedLongAgoStartsNothing() {
        var driver = ConsoleDriver(.firing)
        driver.press("R")
        driver.type("PAM")
        driver.change { $0.pass(.seconds(13)) }
        #expect(driver.screen.contains("PAM") && driver.screen.contains("▲ armed, 0:47 left"))
        driver.change { $0.pass(.seconds(47)) }
        #expect(!driver.screen.contains("armed") && driver.screen.contains("counts no longer; type it again"))
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        driver.type("PAM")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.rollback(reason: "Error rate: 7.2% > 5%", trigger: "errors", runID: ""))])
    }

    @Test func theWordIsTypedAgainIntoItsOwnField() {
        var driver = ConsoleDriver(.go)
        driver.press("R")
        driver.type("PAM")
        driver.press("Tab")
        #expect(driver.screen.contains("once PAM is typed and a reason given"))
        driver.type("errors")
        #expect(driver.screen.contains("⏎ start, once PAM is typed   "))
        driver.change { $0.pass(.seconds(60)) }
        driver.type("PAM")
        driver.press("Enter")
        #expect(driver.takeActions() == [.launch(.rollback(reason: "errors", trigger: nil, runID: ""))])
    }

    @Test func enterComesTooLateEvenWhereTheClockWasNotLookedAt() {
        var driver = ConsoleDriver(.firing)
        driver.press("R")
        driver.type("PAM")
        driver.launch.pass(.seconds(61))
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
    }

    @Test func aReadOnlyConsoleLooksAtEverythingAndStartsNothing() {
        var launch = LaunchFixture.firing
        launch.readOnly = true
        var driver = ConsoleDriver(launch, width: 100, height: 30)
        driver.press("R")
        #expect(driver.screen.contains("git revert --no-edit HEAD"))
        driver.type("PAM")
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("this console is read-only; open one without --read-only"))
    }

    @Test func whereTwoMustWantItTheCardSaysSo() {
        var launch = LaunchFixture.go
        launch.plan.rollback?.approvals = 2
        var driver = ConsoleDriver(launch, width: 90, height: 24)
        driver.press("R")
        expectPicture(
            driver.lines(4..<9),
            """
            ╭ ROLL BACK ─────────────────────────────────────────────────────────────────────────────╮
            │ Two       another operator, with another login, must confirm it within 5m              │
            │ Why       an operator decides it: say why below                                        │
            │ Back to   v1.4.2  from v1.5.0                                                          │
            │ Rehearsed ▲ never                                                                      │
            """)
        #expect(driver.screen.contains("⏎ ask for it, once PAM is typed and a reason given"))
    }

    /// Whoever types a reason means it for the card, whatever begins meanwhile.
    @Test(arguments: ["R Tab ^U", "n", "R", ": f", "2 /"])
    func whatIsBeingTypedIsNotForARollbackThatBegins(keys: String) {
        var driver = ConsoleDriver(.firing, width: 90, height: 30)
        driver.press(keys)
        driver.change { $0 = .rollingBack }
        driver.type("a bad release")
        driver.press("Enter")
        #expect(!driver.takeActions().contains { if case .launch(.resume) = $0 { true } else { false } })
        #expect(!driver.screen.contains("Abort the run"))
        if keys.hasPrefix("R") { #expect(driver.screen.contains("It is rolling back already, asked for by ")) }
        if !driver.screen.contains("◐ running") { driver.press("Esc") }
        #expect(driver.screen.contains("◐ running"), "when he is done, it shows")
    }

    @Test func noSlipOfAFingerAbortsARollback() {
        var driver = ConsoleDriver(.rollingBack, width: 90, height: 30)
        driver.press("R a Enter")
        driver.type("wrong host")
        driver.press("Enter Enter")
        #expect(driver.takeActions().isEmpty)
        driver.type("ABORT")
        driver.press("Enter")
        #expect(driver.takeActions().first == .launch(.resume(run: "r1", choice: .abort, reason: "wrong host")))
    }

    @Test func theSecondOperatorSeesWhoAskedAndConfirms() {
        var driver = ConsoleDriver(.askedByLi, width: 90, height: 24)
        expectPicture(
            driver.lines(0..<4),
            """
             PAM v1.5   v1.4.2 → v1.5.0                                   engine ● watching · with li
             ● GO  2 triggers quiet, 1 UNWATCHED                       oldest input <10s   T+00:43:05
             ▲ LI ASKS FOR THE ROLLBACK, 4:12 left · R confirms it · checkout is broken
            [1 Launch] 2 Checklist 3/9  3 Status ✖1  4 Triggers ◔1  5 Logs ✖3  6 Record
            """)
        driver.press("R")
        expectPicture(
            driver.lines(4..<24),
            """
            ╭ CONFIRM THE ROLLBACK ──────────────────────────────────────────────────────────────────╮
            │ Two       li asks for it: checkout is broken · 14:42:17 · lapses in 4:12               │
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
            │ ▸ Type PAM to confirm                                                                  │
            │                                                                                        │
            │ ⏎ confirm and start, once PAM is typed   Esc cancel                                    │
            ╰────────────────────────────────────────────────────────────────────────────────────────╯

            """)
    }

    @Test func whoAskedSeesThatAnotherMustConfirm() {
        var launch = LaunchFixture.go
        launch.plan.rollback?.approvals = 2
        launch.record(.rollbackAsked(reason: "checkout is broken", trigger: nil, length: 300_000))
        var driver = ConsoleDriver(launch, width: 110, height: 24)
        #expect(driver.screen.contains("YOU ASK FOR THE ROLLBACK, 5:00 left · another operator must confirm it"))
        driver.press("R")
        driver.type("PAM")
        driver.press("Enter")
        driver.type("again")
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty)
        #expect(driver.screen.contains("you asked for it already"))
    }

    @Test func whatTheProcedureLeavesOpenIsAskedForAndShownAsItWillRun() {
        var launch = LaunchFixture.go
        let place = SourceLocation(file: "plan.md", line: 1)
        launch.plan.rollback?.steps[0].work = .run(Command(text: "git revert <commit>", location: place))
        var driver = ConsoleDriver(launch, width: 110, height: 34)
        driver.press("R")
        driver.type("PAM")
        driver.press("Enter")
        driver.type("checkout is broken")
        driver.press("Enter")
        #expect(driver.takeActions().isEmpty && driver.screen.contains("▸ <commit>"))
        driver.press("Enter")
        #expect(driver.screen.contains("✖ <commit> must be filled in"))
        driver.type("4f2a")
        #expect(driver.screen.contains("1 git revert 4f2a"))
        driver.press("Enter")
        #expect(
            driver.takeActions() == [
                .launch(.rollback(reason: "checkout is broken", trigger: nil, runID: "", blanks: ["<commit>": "4f2a"]))
            ])
    }

    @Test func aRehearsalThatFailedOrIsOldIsSaid() {
        var launch = LaunchFixture.go
        launch.rehearse(.failed, "step 2 of 3 failed: exit 255")
        launch.plan.rollback?.steps.removeFirst()
        var driver = ConsoleDriver(launch, width: 110, height: 24)
        driver.press("R")
        #expect(driver.screen.contains("by dana · 0s ago · ✖ step 2 of 3 failed: exit 255 · ▲ the procedure has changed since"))
    }

    @Test func whatIsLeftCanBePastedWhereTheHostLetsUsInNoMore() {
        var launch = LaunchFixture.rollingBack
        let lost = StepOutcome.unknown(reason: "deploy@web1: Permission denied (publickey); it may have run there")
        launch.record(
            .stepFinished(run: "r1", step: 1, attempt: 1, outcome: lost, took: 900, outputBytes: 0, outputHash: nil),
            .runInterrupted(run: "r1", step: 1, reason: "step 2: \(lost.text)"), by: LaunchFixture.runner)
        var driver = ConsoleDriver(launch, height: 40)
        driver.press("o")
        #expect(driver.screen.contains("Or abort it and paste what is left"))
        #expect(driver.screen.contains("may have run, or run still:"))
        #expect(driver.screen.contains("ssh -n deploy@web1 'systemctl restart pam'"))
        #expect(driver.screen.contains("# verify: backend is up"))
    }
}

extension LaunchFixture {
    fileprivate mutating func rehearse(_ outcome: RunOutcome, _ reason: String) {
        let steps = plan.rollback?.steps.map { RunStep($0, rehearsing: true) } ?? []
        record(.runRequested(run: "reh", work: .rehearsal, steps: steps, reason: "rehearsal", evidence: []))
        record(.runFinished(run: "reh", outcome: outcome, reason: reason), by: Self.runner)
    }
}
