import ConsoleTUI

/// A terminal at the far end of a slow line, as over ssh: everything the program writes is taken at once, and reaches the screen at so
/// many bytes a second and half a round trip later. What is typed, and what the terminal answers, takes the other half.
public final class SlowLine {
    /// What has arrived.
    public private(set) var screen: ScreenEmulator
    /// Bytes that were written and have not arrived.
    public var underWay: Int { down.reduce(0) { $0 + $1.bytes.count } }
    /// Signs of life that were asked for.
    public private(set) var questions = 0

    private let terminal: PseudoTerminal
    private let rate: Int
    private let half: Duration
    private var down: [(due: ContinuousClock.Instant, bytes: ArraySlice<UInt8>)] = []
    private var up: [(due: ContinuousClock.Instant, text: String)] = []
    private var taken = 0
    private var isFree = ContinuousClock.now

    /// - Parameter rate: bytes a second.
    public init(_ terminal: PseudoTerminal, size: Size, rate: Int, roundTrip: Duration) {
        terminal.answers = false
        self.terminal = terminal
        self.rate = rate
        half = roundTrip / 2
        screen = ScreenEmulator(size: size)
    }

    public func type(_ text: String) { up.append((.now + half, text)) }

    /// Waits until what has arrived is as asked.
    public func wait(
        _ what: String, within limit: Duration = .seconds(60), until isSo: (ScreenEmulator) -> Bool
    ) throws(PseudoTerminal.Failure) {
        let end = ContinuousClock.now + limit
        while !isSo(screen) {
            guard ContinuousClock.now < end else { throw .init(description: "\(what) did not come; the screen:\n\(screen.text)") }
            step()
        }
    }

    public func step() {
        _ = terminal.read(within: .milliseconds(5))
        take()
        while let first = down.first, first.due <= .now {
            down.removeFirst()
            screen.feed(first.bytes)
            let asked = screen.takeQuestions()
            questions += asked
            for _ in 0..<asked { type("\u{1b}[0n") }
        }
        while let first = up.first, first.due <= .now {
            up.removeFirst()
            terminal.type(first.text)
        }
    }

    private func take() {
        while taken < terminal.output.count {
            let piece = terminal.output[taken..<min(taken + 96, terminal.output.count)]
            taken = piece.endIndex
            isFree = max(isFree, .now) + .seconds(1) * piece.count / rate
            down.append((isFree + half, piece))
        }
    }
}
