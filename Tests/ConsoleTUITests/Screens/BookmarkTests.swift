import ConsoleTUI
import ConsoleTestKit
import LaunchCore
import Testing

@Suite struct BookmarkTests {
    /// Something happens in the launch all the time, and says so among the lines.
    @Test func theLastLineOfTheLogItselfIsMarkedWhateverTheConsolePutBehindIt() {
        var launch = LaunchFixture.go
        launch.logs = [LogTail(name: "backend", lines: [LogLine("served"), LogLine("ticked: Announce", isMarker: true)])]
        var driver = ConsoleDriver(launch)
        driver.press("5 m")
        #expect(driver.screen.contains("served") && driver.screen.contains("Bookmark"), "\(driver.screen)")
        #expect(!driver.screen.contains("there is no line to mark"))
    }
}
