import ConsoleTestKit
import LaunchCore
import Testing

@testable import ConsoleTUI

/// Names of files where a path is asked for.
@Suite struct PathCompletionTests {
    private static let listing = PathListing(
        directory: "logs/", names: [".cache/", ".config/", "app-1.log", "app-2.log", "backend/", "other.txt"])

    @Test(
        arguments: [
            ("logs/b", ["backend/"], "ackend/"), ("logs/a", ["app-1.log", "app-2.log"], "pp-"),
            ("logs/app-", ["app-1.log", "app-2.log"], nil),
            ("logs/.", [".cache/", ".config/"], "c"), ("logs/x", [], nil), ("logs/other.txt", ["other.txt"], nil), ("b", [], nil),
            ("logs/backend/x", [], nil), ("logs/", ["app-1.log", "app-2.log", "backend/", "other.txt"], nil),
        ] as [(String, [String], String?)])
    func goesOnAsInAShell(path: String, names: [String], rest: String?) {
        let completion = PathCompletion(path, Self.listing)
        #expect(completion.names == names && completion.rest == rest)
    }

    @Test func tabCompletesAndShowsWhatThereIs() {
        var driver = ConsoleDriver(.go)
        driver.press("5 s ^U")
        driver.type("logs/")
        #expect(driver.state.wantedDirectory == "logs/")
        driver.launch.paths = Self.listing
        driver.type("a")
        driver.press("Tab")
        expectPicture(
            driver.lines(8..<16),
            """
            │  1│                                                                      │   │
            │  1│                                                                      │   │
            │  1│ ▸ File  logs/app-                                                    │   │
            │  1│   app-1.log  app-2.log                                               │   │
            │  1│                                                                      │   │
            │  1│ ⏎ save   Esc cancel                                                  │   │
            │  1╰──────────────────────────────────────────────────────────────────────╯   │
            │  14:41:34 INFO  request 24 served in 81 ms                                   │
            """)
        driver.type("2")
        driver.press("→ Enter")
        #expect(driver.takeActions().last == .saveLines("logs/app-2.log"))
        #expect(driver.state.wantedDirectory == nil)
    }

    @Test func manyNamesSayHowManyThereAreMore() {
        let names = (1...500).map { "file-\($0).txt" }
        let lines = PathCompletion("", PathListing(directory: "", names: names)).lines(width: 60)
        #expect(lines.count == 2 && lines.allSatisfy { $0.width <= 60 } && lines[1].text.hasSuffix(" more"))
    }
}
