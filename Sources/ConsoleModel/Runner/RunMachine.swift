import LaunchCore

/// What happens next in a run: a value that is told what happened and answers with what to do. It starts nothing, writes nothing and
/// reads no clock, so that every order of events can be tried.
struct RunMachine: Sendable {
    enum Phase: Hashable, Sendable {
        /// -> stepping, verifying, asking, over
        case beginning
        /// A command is under way -> stopping, pausing, the next step's phase, over
        case stepping(Attempt)
        /// It was told to end -> pausing, the next step's phase, over
        case stopping(Attempt, StopReason, killAt: Duration?, giveUpAt: Duration)
        /// Before another attempt -> stepping, verifying
        case pausing(until: Duration)
        /// -> the next step's phase, pausing, over
        case verifying(Attempt, askAt: Duration?, newest: String)
        /// A person is to do it -> the next step's phase, over
        case asking(Attempt)
        case over
    }

    struct Attempt: Hashable, Sendable {
        var step: Int
        /// Counts from 1.
        var number: Int
        /// By the clock that stands for this machine's uptime.
        var since: Duration
        var deadline: Duration
    }

    let id: String
    let steps: [RunStep]
    let timing: RunTiming
    var phase = Phase.beginning
    /// The first step that has not succeeded.
    var position: Int
    /// The newest attempt of each step, 0 before the first.
    var attempts: [Int]
    /// Failed attempts of the current step that this runner saw.
    var failures = 0
    /// An operator said that the interrupted step, if nobody can know what became of it, may run again where it is idempotent.
    var mayRunAgain = false
    /// Why nothing can be heard of the step under way.
    var obstacle: String?
    /// False where the newest answer to a verify step was that nobody can know here.
    var isMeasurable = true
    /// What a verify step found, for the last words of the run.
    var verified: [String] = []

    init(run: Run, timing: RunTiming = RunTiming()) {
        id = run.id
        steps = run.steps.map(\.step)
        self.timing = timing
        attempts = run.steps.map(\.attempt)
        position = run.firstUnfinished
    }

    /// When `tick` must be called next; nil while only an event can help.
    var deadline: Duration? {
        switch phase {
        case .beginning, .asking, .over: nil
        case .stepping(let attempt): attempt.deadline
        case .stopping(_, _, let killAt, let giveUpAt): killAt ?? giveUpAt
        case .pausing(let until): until
        case .verifying(let attempt, let askAt, _): min(attempt.deadline, askAt ?? attempt.deadline)
        }
    }

    // MARK: Going on

    /// The phase of the step at `position`, or the end.
    mutating func proceed(_ now: Now) -> [RunAction] {
        guard steps.indices.contains(position) else { return finish(.done, doneWords) }
        attempts[position] += 1
        let step = steps[position]
        let limit = Duration.milliseconds(step.timeout)
        let isHere = step.kind.isCommand && step.host == nil
        let attempt = Attempt(
            step: position, number: attempts[position], since: now.uptime,
            deadline: now.uptime + (isHere ? max(limit, timing.beginPatience) : limit))
        let started = RunAction.record(.stepStarted(run: id, step: position, attempt: attempt.number))
        switch step.kind {
        case .run, .verifyCommand:
            phase = .stepping(attempt)
            return [started, .start(step: position, attempt: attempt.number)]
        case .verifyService, .verifyCondition:
            phase = .verifying(attempt, askAt: nil, newest: "no answer yet")
            return [started, .verify(step: position, since: now.wall)]
        case .manual:
            phase = .asking(attempt)
            return [started]
        }
    }

    mutating func advance(_ now: Now) -> [RunAction] {
        position += 1
        failures = 0
        mayRunAgain = false
        return proceed(now)
    }

    /// Tries again if the step may, else ends the run.
    mutating func failed(_ outcome: StepOutcome, _ now: Now) -> [RunAction] {
        failures += 1
        if failures <= steps[position].retries {
            phase = .pausing(until: now.uptime + timing.retryPause)
            return []
        }
        return finish(.failed, "step \(position + 1) of \(steps.count) failed: \(outcome.text)")
    }

    mutating func interrupt(_ reason: String) -> [RunAction] {
        phase = .over
        return [.record(.runInterrupted(run: id, step: position, reason: reason)), .leave(.interrupted)]
    }

    mutating func finish(_ outcome: RunOutcome, _ reason: String) -> [RunAction] {
        phase = .over
        return [.record(.runFinished(run: id, outcome: outcome, reason: reason)), .leave(.finished(outcome))]
    }

    func finished(_ attempt: Attempt, _ report: StepReport, _ now: Now) -> RunAction {
        .record(
            .stepFinished(
                run: id, step: attempt.step, attempt: attempt.number, outcome: report.outcome,
                took: max(0, (now.uptime - attempt.since).milliseconds), outputBytes: report.outputBytes, outputHash: report.outputHash))
    }

    private var doneWords: String {
        if !verified.isEmpty { return "verified: " + verified.joined(separator: ", ") }
        if steps.count == 1, steps[0].kind == .run { return "exit 0" }
        return steps.count == 1 ? "the step is done" : "all \(steps.count) steps are done"
    }
}

extension Run {
    /// The first step that has not succeeded; the number of steps where all have.
    var firstUnfinished: Int { steps.firstIndex { !($0.outcome?.succeeded ?? false) } ?? steps.count }
}
