import ConsoleTestKit
import ConsoleTUI
import LaunchCore
import Testing

/// Getting about the screen.
@Suite struct MovingTests {
    @Test func digitsAndTabLeadToPanes() {
        var driver = ConsoleDriver(.go)
        for (key, title) in [
            ("2", "2 Checklist"), ("3", "3 Services"), ("4", "4 Windows"), ("5", "5 Logs"), ("6", "6 Record"), ("1", "1 Launch"),
        ] {
            driver.press(key)
            #expect(driver.screen.contains("╭─▸\(title)"))
        }
        driver.press("Tab Tab S-Tab")
        #expect(driver.screen.contains("╭─▸2 Checklist"))
    }

    @Test func onADashboardDigitsMoveTheFocusAndZMagnifies() {
        var driver = ConsoleDriver(.go, width: 132, height: 40)
        driver.press("4")
        #expect(driver.screen.contains("▸4 Windows") && driver.screen.contains(" 2 Checklist"))
        driver.press("z")
        #expect(driver.screen.contains("╭─▸4 Windows") && !driver.screen.contains("Apply migrations"))
        driver.press("Esc")
        #expect(driver.screen.contains("Apply migrations"))
        driver.press("6")
        #expect(driver.screen.contains("╭─▸6 Record"))
        driver.press("1")
        #expect(driver.screen.contains("▸2 Checklist"))
    }

    @Test func theCursorOfTheChecklistStopsAtItemsOnly() {
        var driver = ConsoleDriver(.go)
        driver.press("2 g g")
        #expect(driver.screen.contains("│▸▸ ✔ Prepare"))
        driver.press("j j")
        #expect(driver.screen.contains("│▸  ( ) Apply migrations"))
        driver.press("k")
        #expect(driver.screen.contains("│▸▾ ◐ Production deploy"))
        driver.press("G")
        #expect(driver.screen.contains("│▸▸ ○ After the launch"))
        driver.press("→ j")
        #expect(driver.screen.contains("│▸  [ ] Tell everybody"))
        driver.press("←")
        #expect(driver.screen.contains("│▸▸ ○ After the launch"))
        driver.press("*")
        #expect(driver.screen.contains("[x] Announce") && driver.screen.contains("Tell everybody"))
    }

    @Test func theNextPhaseOpensWhenOneIsDone() {
        var driver = ConsoleDriver(.preparing)
        driver.press("2")
        #expect(!driver.screen.contains("Apply migrations"))
        driver.change {
            $0.record(.itemTicked(item: "announce", text: "", evidence: nil), .itemTicked(item: "freeze", text: "", evidence: nil))
        }
        #expect(driver.screen.contains("Apply migrations"))
        #expect(driver.screen.contains("│▸  [x] Announce"), "the cursor stays where it was")
    }

    @Test func longListsScrollWithTheCursorAndSayWhatIsHidden() {
        var driver = ConsoleDriver(LaunchFixture(plan: .long(items: 500)), height: 25)
        driver.press("2 PgDn PgDn")
        #expect(driver.screen.contains("│▸  [ ] item 35") && driver.screen.contains("↑18 more ↓465 more"))
        driver.press("G")
        #expect(driver.screen.contains("│▸  [ ] item 500") && !driver.screen.contains("↓"))
        driver.press("g g")
        #expect(driver.screen.contains("↓483 more"))
    }

    @Test func searchFindsItemsInClosedPhases() {
        var driver = ConsoleDriver(.go)
        driver.press("2 /")
        driver.type("EVERYBODY")
        #expect(driver.lines(23..<24) == " /EVERYBODY")
        driver.press("Enter")
        #expect(driver.screen.contains("│▸  [ ] Tell everybody"))
        driver.press("/")
        driver.type("login")
        driver.press("Enter")
        #expect(driver.screen.contains("│▸    [ ] Login works"))
        driver.press("/")
        driver.type("nowhere")
        driver.press("Enter")
        #expect(driver.screen.contains("nowhere is not found in the checklist"))
    }

    @Test func aPhaseWithoutItemsDoesNotLookDone() {
        var launch = LaunchFixture.go
        launch.plan.phases.append(Phase(id: "watch", title: "Watch it", items: [], location: SourceLocation(file: "plan.md", line: 1)))
        let driver = ConsoleDriver(launch)
        let row = (0..<driver.grid.height).first { driver.grid.line($0).contains("Watch it") } ?? 0
        #expect(driver.grid.line(row).contains("· Watch it"))
        #expect(!(0..<driver.grid.width).contains { driver.grid[$0, row].style.role == .done })
    }

    @Test func headingsAboveItemsAreCutFromTheOutside() {
        var launch = LaunchFixture.go
        launch.plan.phases[1].items[0].section = ["Pre-Deployment Checklist:", "Is all of it ready:"]
        for (width, heading) in [(80, "Pre-Deployment Checklist › Is all of it ready"), (120, "… › Is all of it ready")] {
            var driver = ConsoleDriver(launch, width: width, height: 36)
            driver.press("2")
            #expect(driver.screen.contains("  \(heading) "), "\(driver.screen)")
        }
    }

    /// A page takes no text: there the keys of the panes lead on as everywhere.
    @Test func fromAPageOneGoesStraightToAPane() {
        for page in ["2 i", "p", "?", "2 i ?", "o"] {
            for (keys, pane) in [("4", "4 Triggers"), ("Tab", "Checklist"), (".", "Rollback")] where keys != "." || page == "o" {
                var driver = ConsoleDriver(.rollingBack)
                driver.press("\(page) \(keys)")
                #expect(keys == "." || !driver.screen.contains("Esc close"), "\(page) \(keys)")
                #expect(driver.screen.contains(pane), "\(page) \(keys)")
            }
        }
        var driver = ConsoleDriver(.go)
        driver.press("2 n")
        driver.type("4")
        #expect(driver.screen.contains("▸ Note  4"), "what is typed into takes digits")
        driver.press("Esc p")
        #expect(driver.screen.contains("Esc close   1-6 another pane"))
    }

    /// Its key and a click on it do the same, whatever is on the screen below.
    @Test(arguments: ["1", "2", "3", "4", "5", "6", "p", "2 i", "?"])
    func whatTheHeadCallsNextCanBeDoneOnEveryScreen(keys: String) {
        for (launch, key, done) in [(LaunchFixture.preparing, ".", "│▸  [ ] Announce"), (.go, "c", "╭ Checkpoint 5 of")] {
            for size in [(80, 24), (132, 40)] {
                var driver = ConsoleDriver(launch, width: size.0, height: size.1)
                driver.press(keys)
                let row = size.0 == 80 ? 2 : 4
                #expect(driver.grid.line(row).hasPrefix(" NEXT   \(key)   "))
                var clicked = driver
                driver.press(key)
                #expect(driver.screen.contains(done), "\(keys) \(key)\n\(driver.screen)")
                clicked.press(.mouse(Mouse(button: .left, at: Point(x: 20, y: row))))
                #expect(clicked.screen == driver.screen, "\(keys)")
            }
        }
    }

    @Test func theMouseSelectsAndScrolls() {
        var driver = ConsoleDriver(.go, width: 132, height: 40)
        driver.press(.mouse(Mouse(button: .left, at: Point(x: 10, y: 10))))
        #expect(driver.screen.contains("│▸  [x] Purge the cache"))
        driver.press(.mouse(Mouse(button: .left, at: Point(x: 60, y: 9))))
        #expect(driver.screen.contains("▸3 Services") && driver.screen.contains("│▸✖ cache"))
        driver.press(.mouse(Mouse(button: .wheelUp, at: Point(x: 60, y: 37))))
        #expect(driver.takeActions() == [.log(.scroll(-1)), .log(.scroll(-1)), .log(.scroll(-1))])
        var narrow = ConsoleDriver(.go)
        narrow.press(.mouse(Mouse(button: .left, at: Point(x: 30, y: 3))))
        #expect(narrow.screen.contains("╭─▸3 Services"))
    }

    @Test func resizeKeepsThePlace() {
        var driver = ConsoleDriver(LaunchFixture(plan: .long(items: 100)), height: 25)
        driver.press("2 PgDn PgDn PgDn")
        driver.press(.resize(width: 80, height: 17))
        #expect(driver.screen.contains("│▸  [ ] item 52"))
        #expect(driver.takeActions().last == .redraw)
    }

    @Test func refusalsAndNewsOfOthersShowForAWhile() {
        var driver = ConsoleDriver(.go)
        driver.refuse(Refusal("it is ticked already", instead: "untick it to open it again"))
        #expect(driver.screen.contains(" ✖ it is ticked already; untick it to open it again"))
        driver.change {
            $0.record(.itemTicked(item: "smoke", text: "Run smoke tests", evidence: nil), by: LaunchFixture.li)
            $0.record(.noteAdded(text: "my own"))
        }
        #expect(driver.screen.contains(" ✔ li ticked Run smoke tests") && !driver.screen.contains("my own"))
        driver.change { $0.pass(.seconds(9)) }
        #expect(!driver.screen.contains("it is ticked already") && !driver.screen.contains("li ticked"))
    }

    @Test func newsDoNotPushAnAnswerAway() {
        var driver = ConsoleDriver(.go)
        driver.refuse(Refusal("it is ticked already", instead: ""))
        driver.change { launch in
            for number in 1...5 { launch.record(.noteAdded(text: "note \(number)"), by: LaunchFixture.li) }
        }
        #expect(driver.screen.contains("it is ticked already") && driver.screen.contains("li note 5"))
        #expect(!driver.screen.contains("li note 3"))
    }

    @Test func aRollbackOfSomebodyElseShowsItself() {
        var driver = ConsoleDriver(.firing)
        driver.change { $0 = .rollingBack }
        #expect(driver.screen.contains("╭ Rollback ◐ running"))
        driver.press("Esc")
        #expect(!driver.screen.contains("╭ Rollback"))
    }
}
