import ArgumentParser
import ConsoleModel
import LaunchCore

/// Prints the records of one run as they come, until it is over.
struct RunFollower {
    let launch: OpenLaunch
    let run: String

    init(_ launch: OpenLaunch, run: String) {
        self.launch = launch
        self.run = run
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

    func follow() throws {
        let watch = try FileWatch(launch.folder.bells)
        var told = Set<Int>()
        var interrupted = false
        var engineTriedAt = SystemClock.now().uptime
        var broken: BrokenLink?
        while true {
            _ = try launch.catchUp()
            guard let state = launch.state.run(run) else { return }
            tell(state, &told)
            tell(state, &broken)
            if state.state.isOver {
                Output.say("\(state.title): \(state.state.rawValue)" + (state.ending.map { ", \(Printable.text($0))" } ?? ""))
                if state.state == .done { return }
                tellWhatIsLeft(state)
                throw ExitCode(1)
            }
            if state.state == .interrupted, !interrupted {
                interrupted = true
                tellWhatIsLeft(state)
                let step = (state.current ?? 0) + 1
                Output.error("INTERRUPTED AT STEP \(step): \(state.ending ?? ""); open the console to \(state.choicesText)")
                throw ExitCode(1)
            }
            if let step = state.current, state.steps.indices.contains(step), state.steps[step].step.kind == .manual,
                told.insert(-1 - step).inserted,
                state.steps[step].outcome == nil
            {
                Output.say(
                    "step \(step + 1) waits for you: \(Printable.text(state.steps[step].step.text)); then open the console and press s")
            }
            let now = SystemClock.now().uptime
            if now - engineTriedAt > Self.enginePause, state.steps.contains(where: { $0.step.isMeasured && $0.outcome == nil }) {
                engineTriedAt = now
                Self.keepEngine(launch)
            }
            // Nobody else may be there to see the runner die.
            try launch.recordInterruptions()
            watch.wait(atMost: .milliseconds(500))
        }
    }

    /// How long an engine that died stays dead.
    private static let enginePause = Duration.seconds(2)

    private func tellWhatIsLeft(_ state: Run) {
        guard state.leavesCommands else { return }
        Output.say("not carried out, to be done by hand:\n")
        // Not indented: within a quoted command a blank more at the beginning of a line would be another command.
        for command in state.remainingCommands(in: launch.commandPlace) {
            for line in command.split(separator: "\n", omittingEmptySubsequences: false) { Output.say(Printable.text(String(line))) }
        }
        Output.say("")
    }

    /// Each time the link breaks or is mended.
    private func tell(_ state: Run, _ broken: inout BrokenLink?) {
        let link = state.state == .running ? state.brokenLink : nil
        guard link != broken else { return }
        if let link {
            Output.say("\(link.text(nil)) (\(Printable.text(link.reason)))")
        } else if let broken, state.state == .running || state.state == .done {
            Output.say("\(broken.host) answers again")
        }
        broken = link
    }

    private func tell(_ state: Run, _ told: inout Set<Int>) {
        for (index, step) in state.steps.enumerated() where step.outcome != nil && !told.contains(index) {
            told.insert(index)
            guard let outcome = step.outcome else { continue }
            Output.say("step \(index + 1) of \(state.steps.count): \(Printable.text(step.step.text)): \(outcome.text)")
        }
    }
}

extension RunStep {
    /// Whether the engine must measure for it.
    fileprivate var isMeasured: Bool { kind == .verifyService || kind == .verifyCondition }
}
