import ArgumentParser
import ConsoleModel
import LaunchCore

/// Prints the records of one run as they come, until it is over.
struct RunFollower {
    /// One attempt at one step.
    private struct Attempt: Hashable { var step, number: Int }

    private let launch: OpenLaunch
    private let run: String
    /// How the launch was named, for the words to answer with.
    private let arguments: LaunchArguments

    /// Whether a rollback is over only when its triggers have recovered.
    private let untilRecovered: Bool

    init(_ launch: OpenLaunch, run: String, _ arguments: LaunchArguments, untilRecovered: Bool = true) {
        self.untilRecovered = untilRecovered
        self.launch = launch
        self.run = run
        self.arguments = arguments
    }

    /// Sees to it that somebody measures what a procedure is going to verify: no console may be open to start an engine.
    static func ensureEngine(_ launch: OpenLaunch, for procedure: Procedure?) {
        guard procedure?.steps.contains(where: { RunStep($0).isMeasured }) ?? false else { return }
        keepEngine(launch)
    }

    /// It says so where there is none; the rollback is not held up by it.
    private static func keepEngine(_ launch: OpenLaunch) {
        do { try launch.ensureEngine() } catch { Output.error("nobody is watching, and no engine could be started: \(error)") }
    }

    /// - Parameter wanted: how it is meant to end.
    /// - Throws: exit 1 where it ended otherwise, or was interrupted, after that was said.
    func follow(until wanted: Run.State = .done) throws {
        let watch = try FileWatch(launch.folder.bells)
        var told = overBefore
        var asked = Set<Attempt>()
        var waited: Run.State?
        var engineTriedAt = SystemClock.now().uptime
        var link = LinkNews()
        while true {
            _ = try launch.catchUp()
            guard let state = launch.state.run(run) else { return }
            tell(state, &told)
            for line in link.lines(state) { Output.say(Printable.text(line)) }
            if state.state.isOver {
                Output.say("\(state.title): \(state.state.rawValue)" + (state.ending.map { ", \(Printable.text($0))" } ?? ""))
                if state.state != .done { tellWhatIsLeft(state) }
                guard state.state == wanted else { throw ExitCode(1) }
                if state.state == .done, state.work.isRollback, untilRecovered { try followRecovery() }
                return
            }
            // One that was answered waits for its runner.
            if state.state == .interrupted, state.resume == nil { throw interrupted(state) }
            askForPerson(state, &asked)
            if state.steps.contains(where: { $0.step.isMeasured && $0.outcome == nil }) { keepEngine(&engineTriedAt) }
            tellWaiting(&waited)
            // Nobody else may be there to see the runner die.
            try launch.recordInterruptions()
            watch.wait(atMost: .milliseconds(500))
        }
    }

    /// How long an engine that died stays dead.
    private static let enginePause = Duration.seconds(2)

    private func keepEngine(_ triedAt: inout Duration) {
        let now = SystemClock.now().uptime
        guard now - triedAt > Self.enginePause else { return }
        triedAt = now
        Self.keepEngine(launch)
    }

    private func followRecovery() throws {
        var engineTriedAt = Duration.zero
        try RecoveryFollower(launch: launch, run: run).follow { keepEngine(&engineTriedAt) }
    }

    /// What was over before an interruption was answered is no news.
    private var overBefore: Set<Attempt> {
        guard let run = launch.state.run(run), run.answer != nil else { return [] }
        return Set(run.steps.enumerated().filter { $0.element.outcome != nil }.map { attempt($0, $1) })
    }

    private func attempt(_ step: Int, _ progress: Run.StepProgress) -> Attempt { Attempt(step: step, number: progress.attempt) }

    private func interrupted(_ state: Run) -> ExitCode {
        tellWhatIsLeft(state)
        let step = (state.current ?? 0) + 1
        Output.error(
            "INTERRUPTED AT STEP \(step): \(Printable.text(state.ending ?? "")); \(state.choicesText): `\(answer("ANSWER"))`, or open the console"
        )
        return ExitCode(1)
    }

    private func askForPerson(_ state: Run, _ asked: inout Set<Attempt>) {
        guard state.waitsForPerson, let step = state.current, let progress = state.currentStep,
            asked.insert(attempt(step, progress)).inserted
        else { return }
        Output.say("step \(step + 1) waits for you: \(Printable.text(progress.step.text)); then `\(answer("skip"))`, or s in the console")
    }

    /// The words that answer for this run, to be typed in any directory.
    private func answer(_ choice: String) -> String {
        let state =
            arguments.state.map { " --state \(($0.hasPrefix("/") ? $0 : ProcessFacts.directory() + "/" + $0).quotedForShell)" } ?? ""
        return "opsconsole answer \(launch.path.quotedForShell) \(choice)\(state)"
    }

    private func tellWhatIsLeft(_ state: Run) {
        guard state.leavesCommands else { return }
        // Of a step whose runner is gone nobody knows yet what became of it: it may be going on.
        let isOpen = state.state == .interrupted
        Output.say(
            isOpen
                ? "left, in case no answer helps; step \((state.current ?? 0) + 1) may have run, or run still:\n"
                : "not carried out, to be done by hand:\n")
        // Not indented: within a quoted command a blank more at the beginning of a line would be another command.
        for command in state.remainingCommands(in: launch.commandPlace) { Output.say(Printable.pasted(command)) }
        Output.say("")
    }

    /// Once while it goes on, and once more when it is over and only its record is missing.
    private func tellWaiting(_ waited: inout Run.State?) {
        let now = SystemClock.moment()
        guard let waiting = launch.waitingRecords(at: now), waiting.run == run, let ahead = waiting.applied(to: launch.state),
            let state = ahead.run(run)?.state, state != waited
        else { return }
        waited = state
        Output.say("\(Printable.text(waiting.text(in: ahead, at: now))); \(waiting.whatToDo)")
    }

    private func tell(_ state: Run, _ told: inout Set<Attempt>) {
        for (index, step) in state.steps.enumerated() {
            guard let outcome = step.outcome, told.insert(attempt(index, step)).inserted else { continue }
            Output.say("step \(index + 1) of \(state.steps.count): \(Printable.text(step.step.text)): \(outcome.text)")
        }
    }
}

extension RunStep {
    /// Whether the engine must measure for it.
    fileprivate var isMeasured: Bool { kind == .verifyService || kind == .verifyCondition }
}
