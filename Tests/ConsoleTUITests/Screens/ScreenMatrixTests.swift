import ConsoleTUI
import ConsoleTestKit
import Foundation
import LaunchCore
import Testing

/// Every state that matters at every size that matters. The pictures are files, to be looked at side by side:
/// `Tests/Fixtures/screens/STATE-WIDTHxHEIGHT.txt`. `PICTURES=write` writes them anew.
@Suite struct ScreenMatrixTests {
    static let sizes = ["60x16", "80x24", "100x36", "120x36", "200x60"]

    static let states: [(name: String, launch: LaunchFixture)] = [
        ("preparing", .preparing), ("go", .go), ("hold", .held), ("unknown", .unknown), ("pending", .pending),
        ("firing", .firingWithoutCountdown), ("countdown", .firing),
        ("rolling-back", .rollingBack), ("interrupted", .interrupted), ("failed", .rollbackFailed), ("rolled-back", .rolledBack),
        ("complete", .complete), ("nobody-watching", .nobodyWatching), ("read-only", .looking), ("empty", .empty), ("large", .large),
        ("long-names", .longNames), ("wide-names", .wideNames),
    ]

    @Test(arguments: states.map(\.name), sizes) func theScreenIsThePicture(state: String, size: String) throws {
        let file = Self.folder.appending(path: "\(state)-\(size).txt")
        let screen = try driver(state, size).screen + "\n"
        if ProcessInfo.processInfo.environment["PICTURES"] == "write" {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            return try Data(screen.utf8).write(to: file)
        }
        let picture = try String(contentsOf: file, encoding: .utf8)
        #expect(screen == picture, "the screen is not the picture in \(file.lastPathComponent); it shows\n\(screen)")
    }

    /// Whatever does not fit has a sign that there is more, and nothing is wider than the terminal.
    @Test(arguments: states.map(\.name), sizes) func theScreenIsFilledExactly(state: String, size: String) throws {
        let driver = try driver(state, size), grid = driver.grid
        for y in 0..<grid.height {
            #expect((0..<grid.width).reduce(0) { $0 + TextWidth.of(grid[$1, y].glyph) } == grid.width, "row \(y)")
        }
        let isCut = driver.launch.verdict.reason.count > grid.width
        #expect(driver.screen.contains(driver.launch.verdict.word.rawValue), "the verdict is on every screen")
        #expect(!isCut || driver.screen.contains("…"))
    }

    private func driver(_ state: String, _ size: String) throws -> ConsoleDriver {
        let launch = try #require(Self.states.first { $0.name == state }?.launch)
        let numbers = size.split(separator: "x").compactMap { Int($0) }
        return ConsoleDriver(launch, width: numbers[0], height: numbers[1])
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/screens").standardized
}
