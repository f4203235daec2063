import ConsoleTestKit
import ConsoleTUI
import LaunchCore
import Testing

@testable import opsconsole

@Suite(.serialized) struct DemoTourTests {
    @Test(arguments: [(60, 16), (80, 24), (140, 40)])
    func everyStepFitsItsCard(width: Int, height: Int) {
        for index in DemoTour.steps.indices {
            for instead in [false, true] {
                var driver = ConsoleDriver(.go, width: width, height: height)
                driver.guide(through: DemoTour.steps[index...].map { $0.saying(instead: instead) })
                #expect(!driver.grid.line(height - 2).contains("more"), "step \(index + 1)")
            }
        }
    }

    /// Nothing was done yet: no card says that it was, and each shows what it is about.
    @Test func whoeverOnlyTurnsTheCardsIsNotToldWhatDoesNotHappen() {
        var driver = ConsoleDriver(.preparing)
        driver.guide(through: DemoTour.steps)
        var panes: [String] = []
        for _ in DemoTour.steps.indices {
            #expect(!driver.screen.contains("In some twenty seconds") && !driver.screen.contains("It runs in a process of its own: you"))
            let pane = ["1 Launch", "2 Checklist", "3 Services", "4 Windows", "5 Logs", "6 Record"].first {
                driver.screen.contains("▸\($0)")
            }
            panes.append(pane.map { String($0.prefix(1)) } ?? "?")
            driver.press(">")
        }
        #expect(panes.joined() == "122234523444666")
    }

    @Test func itWalksThroughTheRealDemo() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let console = try launch.console(["demo", "--tour"], size: Size(width: 80, height: 24))
            try console.wait(for: "Tour 1/15 · a launch, live")
            console.type(">")
            try console.wait(for: "Tour 2/15 · the checklist")
            console.type("2")
            try console.wait(for: "Tour 3/15 · ticking")
            console.type("j ")
            try console.wait(for: "Tour 4/15 · where it comes from")
            console.type("i")
            try console.wait(for: "Esc close")
            console.type("\u{1b}")
            try console.wait(for: "Tour 5/15 · what is watched")
            console.type("q")
            #expect(try console.waitForEnd() == .exited(0))
        }
    }
}
