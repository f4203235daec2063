import LaunchCore
import Synchronization

/// Counts the lines of a log that match a pattern, every one, shown or not, over a sliding time. Any thread may ask.
public final class LogCounter: Sendable {
    /// After so many lines on which the pattern was stopped it is given up: each of them cost milliseconds.
    private static let mostStops = 3

    private struct State {
        var hits: SlidingCount
        /// Milliseconds since boot.
        let started: Int64
        var stops = 0
    }

    public let pattern: Pattern
    private let state: Mutex<State>

    init(pattern: Pattern, over: Duration, now: Int64) {
        self.pattern = pattern
        state = Mutex(State(hits: SlidingCount(span: over.milliseconds), started: now))
    }

    /// Lines that matched in the last `over`.
    /// - Throws: when the pattern had to be stopped.
    public func count(now: Duration) throws(PatternError) -> Int {
        try state.withLock { state throws(PatternError) in
            if state.stops >= Self.mostStops { throw .stopped }
            return state.hits.total(now: now.milliseconds)
        }
    }

    /// The same per second; while less than `over` has passed, per second of what has passed.
    public func rate(now: Duration) throws(PatternError) -> Double {
        let count = try count(now: now)
        let milliseconds = state.withLock { min($0.hits.span, max(1000, now.milliseconds - $0.started)) }
        return Double(count) * 1000 / Double(milliseconds)
    }

    /// On the reading thread.
    func matches(_ line: UnsafeRawBufferPointer) -> Bool {
        do { return try pattern.matches(line) } catch {
            state.withLock { $0.stops += 1 }
            return false
        }
    }

    var isGivenUp: Bool { state.withLock { $0.stops >= Self.mostStops } }

    func add(_ hits: Int, now: Int64) { state.withLock { $0.hits.add(hits, now: now) } }
}
