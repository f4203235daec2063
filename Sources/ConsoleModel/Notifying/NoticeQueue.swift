import LaunchCore

/// The notices that one notification still has to tell. A value: what happens goes in, what is to be done comes out.
///
/// One notice is on its way at a time, in order. A failed one is tried again after ever longer pauses, and given up after the last.
struct NoticeQueue {
    enum Action: Hashable {
        case deliver(Notice)
        /// Call `pauseIsOver` after so long.
        case pause(Duration)
        /// The operator is to know: nothing gets through any more, or something was dropped.
        case tellFailure(String)
        /// It gets through again.
        case tellRecovery
    }

    /// resting -> delivering -> resting | pausing -> delivering.
    private enum Phase { case resting, delivering, pausing }

    private var waiting: [Notice] = []
    private var phase = Phase.resting
    /// Tries at the first of those that wait.
    private var tries = 0
    private var isFailing = false

    static let pauses: [Duration] = [.seconds(1), .seconds(2), .seconds(5), .seconds(15), .seconds(30)]
    static let mostWaiting = 100

    var isEmpty: Bool { waiting.isEmpty }
    /// The record of the first that is still to be told.
    var oldest: Int64? { waiting.first?.seq }

    mutating func add(_ notice: Notice) -> [Action] {
        waiting.append(notice)
        guard phase == .resting else {
            guard waiting.count > Self.mostWaiting else { return [] }
            // The first may be on its way.
            waiting.remove(at: 1)
            return fail("more than \(Self.mostWaiting) notices wait; the oldest are dropped")
        }
        return next()
    }

    mutating func delivered() -> [Action] {
        guard phase == .delivering else { return [] }
        let recovery: [Action] = isFailing ? [.tellRecovery] : []
        isFailing = false
        return recovery + giveUpFirst()
    }

    /// - Parameter isFinal: trying again cannot help.
    mutating func failed(_ reason: String, isFinal: Bool) -> [Action] {
        guard phase == .delivering else { return [] }
        if !isFinal, tries <= Self.pauses.count {
            phase = .pausing
            return [.pause(Self.pauses[tries - 1])]
        }
        let words = tries == 1 ? reason : "\(reason), \(tries) times in a row"
        return fail(words) + giveUpFirst()
    }

    mutating func pauseIsOver() -> [Action] {
        guard phase == .pausing else { return [] }
        phase = .resting
        return next()
    }

    private mutating func giveUpFirst() -> [Action] {
        waiting.removeFirst()
        tries = 0
        phase = .resting
        return next()
    }

    private mutating func next() -> [Action] {
        guard let first = waiting.first else { return [] }
        phase = .delivering
        tries += 1
        return [.deliver(first)]
    }

    private mutating func fail(_ reason: String) -> [Action] {
        defer { isFailing = true }
        return isFailing ? [] : [.tellFailure(reason)]
    }
}
