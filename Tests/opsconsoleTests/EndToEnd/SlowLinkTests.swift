import ConsoleTUI
import ConsoleTestKit
import Foundation
import Testing

/// The real program in a terminal at the far end of a slow line.
@Suite struct SlowLinkTests {
    /// Writes lines as fast as it can until it is told to stop.
    private final class Flood: @unchecked Sendable {
        // Unchecked: one thread writes the flag, the other only reads it, under the lock.
        private let lock = NSLock()
        private var isOver = false

        init(_ path: String) {
            Thread.detachNewThread { [self] in
                let lines = Array((0..<500).map { "INFO line \($0) " + String(repeating: "x", count: 100) + "\n" }.joined().utf8)
                guard let file = FileHandle(forWritingAtPath: path) else { return }
                _ = try? file.seekToEnd()
                while !lock.withLock({ isOver }) {
                    try? file.write(contentsOf: lines)
                    usleep(5000)
                }
            }
        }

        func stop() { lock.withLock { isOver = true } }
    }

    @Test func aFloodLeavesRoomForKeysOnALinkOf9600BytesASecond() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let size = Size(width: 120, height: 40)
            let line = SlowLine(try launch.console(size: size), size: size, rate: 9600, roundTrip: .milliseconds(20))
            try line.wait("the launch") { $0.text.contains("Announce the launch") }
            let flood = Flood(launch.scratch("app.log"))
            defer { flood.stop() }
            try line.wait("a link known to be slow") { $0.text.contains("left out: the link is slow") }
            #expect(line.questions > 0)
            line.type("2")
            var most = 0
            for turn in 0..<12 {
                let before = line.screen.text.components(separatedBy: "left out").count
                #expect(before > 0)
                line.type(turn % 2 == 0 ? "j" : "k")
                let wanted = turn % 2 == 0 ? "▸  [ ] Apply migrations" : "▸  [ ] Announce the launch"
                try line.wait(wanted) { screen in
                    most = max(most, line.underWay)
                    return screen.text.contains(wanted)
                }
            }
            // Sixty pages a second would be 200 kB in the same time.
            #expect(most < 16_000)
            flood.stop()
        }
    }

    @Test func keysTypedAcrossALongRoundTripAllArriveInTheirOrder() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let size = Size(width: 80, height: 24)
            let line = SlowLine(try launch.console(size: size), size: size, rate: 50_000, roundTrip: .milliseconds(300))
            try line.wait("the launch") { $0.text.contains("Announce the launch") }
            line.type("2")
            line.type("n")
            for letter in "typed over a long way" { line.type(String(letter)) }
            try line.wait("all of it") { $0.text.contains("typed over a long way") }
            #expect(!line.screen.text.contains("0n"))
            line.type("\r")
            line.type("6")
            try line.wait("the note in the record") { $0.text.contains("▸6 Record") || $0.text.contains("[6 Record") }
            try line.wait("the note") { $0.text.contains("typed over a long way") }
        }
    }

    @Test func atTheEndTheAnswersStillOnTheirWayAreWaitedFor() async throws {
        try await onThread {
            let launch = try StagedLaunch()
            let size = Size(width: 120, height: 40)
            let console = try launch.console(size: size)
            let line = SlowLine(console, size: size, rate: 9600, roundTrip: .milliseconds(100))
            try line.wait("the launch") { $0.text.contains("Announce the launch") }
            let flood = Flood(launch.scratch("app.log"))
            defer { flood.stop() }
            try line.wait("a link known to be slow") { $0.text.contains("left out: the link is slow") }
            line.type("q")
            try line.wait("the end") { _ in console.hasEnded }
            // What the program has not read the next one at this terminal would.
            #expect(console.unreadTyping == 0)
        }
    }
}
