import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

@Suite struct RunOutputTests {
    private func screen(_ lines: [String], isInteractive: Bool) -> String {
        var launch = LaunchFixture.go
        let step = RunStep(kind: .run, text: "vim notes", timeout: 3_600_000, isInteractive: isInteractive)
        launch.record(
            .runRequested(run: "r1", work: .command(item: "migrate"), steps: [step], reason: "test", evidence: []),
            .runStarted(run: "r1", pid: 7, host: "bastion"), .stepStarted(run: "r1", step: 0, attempt: 1))
        launch.runOutput["r1/0"] = LogTail(name: "step 1", lines: lines.map { LogLine($0) })
        var driver = ConsoleDriver(launch, width: 100, height: 30)
        driver.press("o")
        return driver.screen
    }

    @Test func whatAnEditorDrawsIsNotShownAsLines() {
        let lines = ["^[[?1049h^[[22;0;0t", "^[[2;1H~ ^[[3;1H~"]
        let screen = screen(lines, isInteractive: true)
        #expect(screen.contains("it draws on a screen of its own") && !screen.contains("^[["))
        #expect(screen.contains("it runs in a terminal: T attaches"))
        #expect(self.screen(lines, isInteractive: false).contains("^[[2;1H~"))
    }

    @Test func whatComesAfterTheOtherScreenIsShown() {
        let screen = screen(["asked", "^[[?1049h^[[2;1H~ ^[[?1049lpressed x", "and more"], isInteractive: true)
        #expect(screen.contains("it draws on a screen of its own") && screen.contains("  pressed x") && screen.contains("and more"))
        #expect(!screen.contains("^[["))
    }

    @Test func whatAnInteractiveCommandWritesIsShown() {
        #expect(screen(["Password:", "^[[1mwelcome^[[0m"], isInteractive: true).contains("^[[1mwelcome^[[0m"))
    }

    @Test(arguments: [
        ("^[[H^[[2J", true), ("^[[13;1H~", true), ("a^[[1mb^[[7;3Hc", true), ("^[[?1049l", true), ("^[[31mred^[[0m", false),
        ("^[[?2004h$ ", false), ("^[[", false), ("HTTP/1.1", false),
    ])
    func movingTheCursorToAPlaceIsDrawing(text: String, draws: Bool) { #expect(RunView.drawsOnScreen(text) == draws) }
}
