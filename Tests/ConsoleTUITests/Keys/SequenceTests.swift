import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// Keys pressed one after the other.
@Suite struct SequenceTests {
    @Test func aBegunSequenceShowsHowItGoesOn() {
        var driver = ConsoleDriver(.preparing)
        driver.press("3 w")
        expectPicture(
            driver.lines(16..<24),
            """
            │ ? Cache hit rate                                                    – > 40%  │
            │                                                                              │
            ╭ w …  window ─────────────────────────────────────────────────────────────────╮
            │ c  cut window     not now: no window is open                                 │
            │ e  extend window  not now: no window is open                                 │
            │ o  open window    Opens the selected monitoring window, else the next one, … │
            ╰──────────────────────────────────────────────────────────────────────────────╯
             w …  Esc back
            """)
        driver.press("Esc")
        #expect(driver.screen.contains("? help") && !driver.screen.contains("open window"))
    }

    @Test func onAWideScreenTheBoxIsAsWideAsItsWords() {
        var driver = ConsoleDriver(.go, width: 132, height: 43)
        driver.press("g")
        expectPicture(
            driver.lines(36..<43),
            """
            │  14:41:36 INFO  request 26 served in 81 ms                                                                                       │
            │✖ 14:41:37 ERROR upstream timed out while reading the answer of the payment gat╭ g …  go to ──────────────────────────────────────╮
            │─ rotated: backend.log is now backend.log.1                                    │ T  previous pane  The pane before gets the keys. │
            │  14:41:39 INFO  request 29 served in 81 ms                                    │ g  top            To the first line.             │
            │  14:41:40 INFO  request 30 served in 81 ms                                    │ t  next pane      The next pane gets the keys.   │
            ╰───────────────────────────────────────────────────────────────────────────────╰──────────────────────────────────────────────────╯
             g …  Esc back
            """)
    }

    @Test func anUnknownSecondKeySaysSoAndDoesNothingElse() {
        var driver = ConsoleDriver(.go)
        driver.press("w R")
        #expect(driver.screen.contains("w R does nothing here; ? shows what does"))
        #expect(!driver.screen.contains("╭ ROLL BACK") && driver.takeActions().isEmpty)
        driver.press("R")
        #expect(driver.screen.contains("╭ ROLL BACK"), "the next key is a first one again")
    }

    @Test func theKeysThatViHas() {
        var driver = ConsoleDriver(LaunchFixture(plan: .long(items: 100)))
        driver.press("2 G")
        #expect(driver.screen.contains("│▸  [ ] item 100"))
        driver.press("g g")
        #expect(driver.screen.contains("item 1 ") && !driver.screen.contains("item 100"))
        driver.press("g t")
        #expect(driver.screen.contains("╭─▸3 "))
        driver.press("g T g T")
        #expect(driver.screen.contains("╭─▸1 "))
        driver.press("? G g g")
        #expect(driver.screen.contains("Help: overview") && !driver.screen.contains("↑"))
    }

    @Test func aSequenceThatCannotBeGivenNowIsRefusedInWords() {
        var driver = ConsoleDriver(.preparing)
        driver.press("w e")
        #expect(driver.screen.contains("✖ extend window: no window is open"))
    }

    @Test func aRowOfTheBoxCanBeClicked() {
        var driver = ConsoleDriver(.go)
        driver.press("w")
        let row = (0..<24).first { driver.grid.line($0).contains("extend window") } ?? 0
        driver.press(.mouse(Mouse(button: .left, at: Point(x: 40, y: row))))
        #expect(driver.screen.contains("╭ Extend Hour 1") && driver.state.pending.isEmpty)
    }

    @Test func theBoxNeverHidesTheVerdict() {
        for size in [(60, 16), (80, 24), (59, 15), (30, 5)] {
            var driver = ConsoleDriver(.firing, width: size.0, height: size.1)
            driver.press("6 f")
            #expect(driver.grid.line(1).contains("ROLL BACK?"), "\(size)")
        }
    }
}
