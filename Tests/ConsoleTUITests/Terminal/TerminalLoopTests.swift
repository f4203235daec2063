import ConsoleTestKit
import Testing

@testable import ConsoleTUI

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct TerminalLoopTests {
    /// A console that counts what happens to it.
    private final class Console {
        var keys: [Key] = []
        var wakes: [Int32] = []
        var log: [String] = []
        var changesIn: Duration?
        var isChanged = true
        var isFlooded = false
        /// Time that a picture takes.
        var work: () -> Void = {}

        var handlers: TerminalLoop.Handlers {
            .init(
                onKeys: { new in
                    self.log.append("keys")
                    self.keys += new
                    return new.contains(.character("q")) ? .leave : .goOn
                },
                onWake: { descriptor in
                    self.log.append("wake")
                    self.wakes.append(descriptor)
                    return .goOn
                },
                timeout: { self.changesIn },
                draw: { size in
                    self.log.append("draw")
                    self.work()
                    guard self.isChanged else { return nil }
                    var grid = Grid(width: size.width, height: size.height)
                    grid.put("\(self.keys.count) keys", x: 0, y: 0, in: grid.bounds)
                    return grid
                }, isFlooded: { self.isFlooded })
        }
    }

    @Test func drawsFirstAndThenOnlyWhenSomethingHappens() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        #expect(terminal.settle(&loop, console.handlers) == nil)
        #expect(terminal.frames.count == 1)
        #expect(terminal.isIdle)
        terminal.type("jk")
        #expect(terminal.settle(&loop, console.handlers) == nil)
        #expect(terminal.frames.count == 2)
        #expect(terminal.picture.hasPrefix("2 keys"))
        terminal.type("q")
        #expect(terminal.settle(&loop, console.handlers) == .left)
        #expect(console.log == ["draw", "keys", "draw", "keys"])
    }

    @Test func keysAreHandledBeforeNewsAndBeforeDrawing() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop(wakeups: [7, 8])
        terminal.type("j")
        terminal.wake(8)
        _ = terminal.settle(&loop, console.handlers)
        #expect(console.log == ["keys", "wake", "draw"])
        #expect(console.wakes == [8])
    }

    @Test func aPictureThatDidNotChangeIsNotDrawn() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        console.isChanged = false
        _ = terminal.settle(&loop, console.handlers)
        #expect(terminal.frames.isEmpty)
    }

    @Test func aCountdownDrawsByItself() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        _ = terminal.settle(&loop, console.handlers)
        console.changesIn = .milliseconds(400)
        let before = terminal.now
        for _ in 0..<3 { #expect(loop.step(console.handlers) == nil) }
        #expect(terminal.frames.count == 4)
        #expect(terminal.now - before == .milliseconds(1200))
    }

    /// Frames drawn in a second in which news comes without end, each of which costs `cost`.
    private func framesInASecond(_ terminal: ScriptedTerminal, _ console: Console, cost: Duration) -> Int {
        var loop = terminal.loop(wakeups: [7])
        _ = terminal.settle(&loop, console.handlers)
        console.work = { terminal.now += cost }
        let (start, drawn) = (terminal.now, terminal.frames.count)
        while terminal.now - start < .seconds(1) {
            terminal.wake(7)
            _ = loop.step(console.handlers)
            _ = loop.step(console.handlers)
        }
        return terminal.frames.count - drawn
    }

    @Test func aFloodIsDrawnSixtyTimesASecondAtMost() {
        let console = Console()
        console.isFlooded = true
        #expect((50...61).contains(framesInASecond(ScriptedTerminal(), console, cost: .microseconds(200))))
    }

    @Test(arguments: [(2, 140...170), (20, 15...18)])
    func drawingNewsTakesAThirdOfTheTimeAtMost(milliseconds: Int, frames: ClosedRange<Int>) {
        #expect(frames.contains(framesInASecond(ScriptedTerminal(), Console(), cost: .milliseconds(milliseconds))))
    }

    @Test func aTerminalThatDoesNotTakeAFrameGetsSixtyASecondAtMost() {
        var pacer = FramePacer()
        pacer.drew(at: .seconds(5), cost: .microseconds(100), isTaken: false)
        #expect(pacer.delay(at: .milliseconds(5010), forKey: false) > .milliseconds(6))
        #expect(pacer.delay(at: .milliseconds(5010), forKey: true) == .zero)
        pacer.drew(at: .seconds(7), cost: .microseconds(100))
        #expect(pacer.delay(at: .milliseconds(7001), forKey: false) == .zero)
    }

    @Test func keysWaitForNoFrameOfNews() {
        var pacer = FramePacer()
        for frame in 0..<100 { pacer.drew(at: .milliseconds(1000 + frame * 3), cost: .milliseconds(1)) }
        #expect(pacer.delay(at: .milliseconds(1300), forKey: true) == .zero)
        for frame in 0..<60 { pacer.drew(at: .seconds(2) + FramePacer.interval * frame, cost: .milliseconds(1)) }
        #expect(pacer.delay(at: .seconds(3), forKey: true, isFlooded: true) == .zero)
    }

    @Test func keysTypedThroughoutAFloodAreDrawnAtOnce() {
        var pacer = FramePacer()
        var (now, nextKey, news) = (Duration.seconds(5), Duration.seconds(6), 0)
        for _ in 0..<4000 {
            now += .milliseconds(1)
            if now >= nextKey {
                #expect(pacer.delay(at: now, forKey: true, isFlooded: true) == .zero)
                pacer.drew(at: now, cost: .milliseconds(1))
                nextKey = now + .milliseconds(50)
            } else if pacer.delay(at: now, forKey: false, isFlooded: true) == .zero {
                pacer.drew(at: now, cost: .milliseconds(1))
                news += 1
            }
        }
        #expect((110...200).contains(news))
    }

    @Test func inAFloodMoreNewsIsHeardOfOnlyWhenAPictureIsDue() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        console.isFlooded = true
        var loop = terminal.loop(wakeups: [7])
        _ = terminal.settle(&loop, console.handlers)
        let start = terminal.now
        while terminal.now - start < .seconds(1) {
            terminal.wake(7)
            _ = loop.step(console.handlers)
        }
        #expect(console.wakes.count <= 65)
    }

    @Test func aKeyAfterNewsIsDrawnAtOnce() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop(wakeups: [7])
        _ = terminal.settle(&loop, console.handlers)
        terminal.now += .seconds(1)
        terminal.wake(7)
        _ = loop.step(console.handlers)
        let (start, drawn) = (terminal.now, terminal.frames.count)
        terminal.type("j")
        _ = loop.step(console.handlers)
        #expect(terminal.frames.count == drawn + 1)
        #expect(terminal.now == start)
    }

    @Test func whileOutputWaitsKeysAreHandledAndNothingIsDrawn() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        _ = terminal.settle(&loop, console.handlers)
        terminal.hasOutputWaiting = true
        terminal.type("jjj")
        _ = terminal.settle(&loop, console.handlers)
        #expect(console.keys.count == 3)
        #expect(terminal.frames.count == 1)
        terminal.hasOutputWaiting = false
        _ = terminal.settle(&loop, console.handlers)
        #expect(terminal.frames.count == 2)
        #expect(terminal.picture.hasPrefix("3 keys"))
    }

    @Test func newsWaitsForTheLinkAndKeysDoNot() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop(wakeups: [7])
        _ = terminal.settle(&loop, console.handlers)
        terminal.newsAt = terminal.now + .seconds(2)
        terminal.wake(7)
        _ = loop.step(console.handlers)
        #expect(terminal.frames.count == 1)
        terminal.type("j")
        let pressed = terminal.now
        _ = loop.step(console.handlers)
        #expect(terminal.frames.count == 2 && terminal.newsFrames == 1 && terminal.now == pressed)
        // What news brought is drawn when there is room, though nothing else happens.
        while terminal.frames.count == 2, terminal.now < pressed + .seconds(5) { _ = loop.step(console.handlers) }
        #expect(terminal.newsFrames == 2 && terminal.now >= terminal.newsAt)
    }

    @Test func aNewSizeComesAsAKeyAndIsDrawn() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        _ = terminal.settle(&loop, console.handlers)
        terminal.size = Size(width: 100, height: 30)
        terminal.send(.resized)
        _ = terminal.settle(&loop, console.handlers)
        #expect(console.keys == [.resize(width: 100, height: 30)])
        #expect(terminal.frames.last?.width == 100)
    }

    @Test func signalsAreObeyed() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        terminal.send(.stop)
        terminal.send(.continued)
        #expect(terminal.settle(&loop, console.handlers) == nil)
        #expect(terminal.events == ["suspend", "resume"])
        terminal.send(.end(15))
        #expect(terminal.settle(&loop, console.handlers) == .signal(15))
    }

    @Test func aTerminalThatIsGoneEndsTheLoop() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var loop = terminal.loop()
        terminal.isGone = true
        #expect(terminal.settle(&loop, console.handlers) == .gone)
        #expect(terminal.frames.isEmpty)
    }

    @Test func aWakeUpThatWasClosedIsForgotten() {
        let (terminal, console) = (ScriptedTerminal(), Console())
        var polls: [[Int32]] = []
        var loop = TerminalLoop(display: terminal, wakeups: [7], clock: { terminal.now }) { polled, _ in
            polls.append(polled.map(\.fd))
            for index in polled.indices where polled[index].fd == 7 { polled[index].revents = Int16(POLLNVAL) }
            return 1
        }
        for _ in 0..<2 { _ = loop.step(console.handlers) }
        #expect(polls == [[-12, -10, 7], [-12, -10]])
    }
}
