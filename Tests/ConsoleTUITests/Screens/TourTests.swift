import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

/// A walk through the screens.
@Suite struct TourTests {
    private static let steps: [TourStep] = [
        TourStep(
            "begin", "This is a launch. Nothing happens until you do it; the words go over more than one line where there are many of them."
        ),
        TourStep("the checklist", "Press `2`.", until: .pane(.checklist)),
        TourStep(
            "ticking", "Press `Space`.",
            until: .record {
                if case .itemTicked = $0 { true } else { false }
            }),
        TourStep("help", "Press `?`.", until: .command(["help"])),
        TourStep("rolled back", "Wait.", until: .state { $0.rollback != nil }),
        TourStep("the end", "`q` leaves."),
    ]

    private func driver(_ launch: LaunchFixture = .preparing, width: Int = 80, height: Int = 24) -> ConsoleDriver {
        var driver = ConsoleDriver(launch, width: width, height: height)
        driver.guide(through: Self.steps)
        return driver
    }

    @Test func theCardStandsAboveTheHintLineAndHidesNothing() {
        expectPicture(
            driver().screen,
            """
             PAM v1.5   v1.4.2 → v1.5.0                         engine ● watching · with li
             ○ PREPARING  nothing is done yet                                    T+--:--:--
             NEXT   .   Announce in the channel
            [1 Launch] 2 Checklist 0/9  3 Status  4 Triggers  5 Logs  6 Record
            ╭─▸1 Launch ───────────────────────────────────────────────────────────────────╮
            │ Triggers                                             3 no data · 1 UNWATCHED │
            │ ◌ Error rate no data                                           – > 5% for 2m │
            │ ◌ Slow responses no data                                       – > 5s 3 of 5 │
            │ ◌ Security breach no data                                               no   │
            │                                                                              │
            │ Checklist                                                                0/9 │
            │ ◐ Prepare            ░░░░░░░░░░ 0/2  next: Announce in the channel           │
            │ ○ Production deploy  ░░░░░░░░░░ 0/6                                          │
            │ ○ After the launch   ░░░░░░░░░░ 0/1                                          │
            │                                                                              │
            │ Services                                                                     │
            │ ○ backend waiting   ○ db waiting   ○ cache waiting                           │
            │ ○ backend waiting                                                            │
            ╰──────────────────────────────────────────────────────────────────────────────╯
            ╭ Tour 1/6 · begin ───────────────────────────────────────────────── > goes on ╮
            │ This is a launch. Nothing happens until you do it; the words go over more    │
            │ than one line where there are many of them.                                  │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             ⏎ checklist   d decide   R roll back   h hold   n note   ? help   q leave
            """)
    }

    @Test func itGoesOnWhenTheOperatorDoesTheThing() {
        var driver = driver()
        driver.press(">")
        #expect(driver.screen.contains("Tour 2/6 · the checklist"))
        driver.press("3")
        #expect(driver.screen.contains("Tour 2/6"))
        driver.press("2")
        #expect(driver.screen.contains("Tour 3/6 · ticking"))
        driver.change { $0.record(.itemTicked(item: "announce", text: "Announce", evidence: nil)) }
        #expect(driver.screen.contains("Tour 4/6 · help"))
        driver.press("?")
        #expect(driver.screen.contains("Tour 5/6 · rolled back"))
        driver.press("Esc")
        driver.change { $0 = .rollingBack }
        #expect(driver.screen.contains("Tour 6/6 · the end"))
        driver.press("Esc >")
        #expect(!driver.screen.contains("Tour"))
    }

    /// "Press Space" on a screen where it does nothing would be no help.
    @Test func turningTheCardsBringsUpWhatTheyAreAbout() {
        var driver = ConsoleDriver(.preparing)
        driver.guide(through: [
            TourStep("begin", "Look."), TourStep("the checklist", "Press `checklist`.", until: .pane(.checklist)),
            TourStep("ticking", "Press `tick`.", on: .checklist), TourStep("logs", "`logs`", until: .pane(.logs)), TourStep("end", "End."),
        ])
        driver.press(">")
        #expect(driver.screen.contains("Tour 2/5") && driver.screen.contains("▸2 Checklist"))
        driver.press("j")
        #expect(driver.screen.contains("Tour 2/5"))
        driver.press("2")
        #expect(driver.screen.contains("Tour 3/5"))
        driver.press("1 < ?")
        #expect(driver.screen.contains("Tour 2/5") && driver.screen.contains("Help: checklist"))
        driver.press("> >")
        #expect(driver.screen.contains("Tour 4/5") && driver.screen.contains("▸5 Logs") && !driver.screen.contains("Help"))
        driver.press("Tab S-Tab")
        #expect(driver.screen.contains("Tour 5/5"))
    }

    @Test func wordsThatAreNotTrueYetAreNotSaid() {
        var driver = ConsoleDriver(.preparing)
        driver.guide(through: [
            TourStep("begin", "It is rolled back.", after: .init({ $0.rollback != nil }, else: "It would be rolled back.")),
            TourStep("end", "End."),
        ])
        #expect(driver.screen.contains("It would be rolled back."))
        driver.change { $0 = .rollingBack }
        #expect(driver.screen.contains("It is rolled back."))
    }

    @Test func whatWasDoneBeforeTheStepDoesNotCount() {
        var driver = driver(.go)
        driver.press("> >")
        #expect(driver.screen.contains("Tour 3/6 · ticking"))
        driver.change { $0.record(.noteAdded(text: "x")) }
        #expect(driver.screen.contains("Tour 3/6 · ticking"))
    }

    @Test func aStateThatIsThereAlreadyIsNotWaitedFor() {
        var driver = driver(.rolledBack)
        driver.press("> > > >")
        #expect(driver.screen.contains("Tour 6/6 · the end"))
    }

    @Test func oneCanGoBackAndEndIt() {
        var driver = driver()
        driver.press("> <")
        #expect(driver.screen.contains("Tour 1/6"))
        driver.press(":")
        driver.type("tour-end")
        driver.press("⏎")
        #expect(!driver.screen.contains("Tour"))
    }

    @Test func withoutATourItsKeysSayWhere() {
        var driver = ConsoleDriver(.preparing)
        driver.press(">")
        #expect(driver.screen.contains("`opsconsole demo --tour` is one"))
    }

    @Test func whereThereIsHardlyRoomTheLaunchGoesFirst() {
        #expect(!driver(width: 59, height: 24).screen.contains("Tour"))
        #expect(driver(width: 40, height: 10).grid.line(9) == "the tour needs 60x16, this is 40x10")
        #expect(!driver(width: 40, height: 7).screen.contains("the tour"))
        #expect(driver(width: 60, height: 16).screen.contains("Tour 1/6"))
    }

    @Test func keysGoIntoAFormAndNotToTheTour() {
        var driver = driver()
        driver.press("n")
        driver.type("a > b")
        driver.press("⏎")
        #expect(driver.takeActions() == [.launch(.note("a > b"))])
        #expect(driver.screen.contains("Tour 1/6"))
    }
}
