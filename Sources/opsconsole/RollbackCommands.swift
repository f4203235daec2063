import ArgumentParser
import ConsoleModel
import LaunchCore

struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Roll the launch back: the same as R and the typed word on the screen, for scripts and for ssh.",
        discussion: """
            Exit 0 rolled back and verified, 1 refused, lapsed or failed. The rollback goes on when this command is interrupted. Where the plan \
            says `approve: 2`, --yes asks for it, and another operator, with another login, starts it with --approve.
            """)

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Start it. Nothing else does.") var yes = false
    @Flag(name: .long, help: "Confirm and start the one that another operator asked for.") var approve = false
    @Flag(name: .long, help: "Print the steps and check what can be checked; change nothing.") var dryRun = false
    @Option(name: .long, help: ArgumentHelp("Why; it goes into the record.", valueName: "TEXT")) var reason: String?
    @Flag(name: .long, help: "Do not wait for the end.") var noWait = false

    func validate() throws {
        guard [yes, approve, dryRun].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "a rollback needs --yes and --reason TEXT, or --approve where another operator asked; --dry-run only shows what it would do"
            )
        }
        if yes, reason?.isEmpty ?? true { throw ValidationError("--yes needs --reason TEXT") }
    }

    func run() throws {
        if dryRun { return try show() }
        let opened = try Session.open(launch)
        let command = approve ? LaunchCommand.approveRollback(runID: "") : .rollback(reason: reason ?? "", trigger: nil, runID: "")
        let before = opened.state.rollback?.id
        do { try opened.perform(command) } catch { throw Session.failure(error) }
        if opened.state.rollback?.id == before {
            guard try secondOperator(opened, before) else { return }
        }
        guard let run = opened.state.rollback else { return }
        Output.say("rollback \(run.id) requested")
        if !noWait { try RunFollower(opened, run: run.id).follow() }
    }

    /// True once another operator has confirmed; false where nobody waits for that.
    private func secondOperator(_ opened: OpenLaunch, _ before: String?) throws -> Bool {
        guard let asked = opened.state.request(at: SystemClock.moment()) else { return false }
        Output.say(
            "another operator, with another login, must confirm it within \(asked.length.launchText): R, or opsconsole rollback "
                + "\(launch.launch.quotedForShell) --approve")
        if noWait { return false }
        let watch = try FileWatch(opened.folder.bells)
        while opened.state.rollback?.id == before {
            guard opened.state.request(at: SystemClock.moment()) != nil else {
                throw Session.failure(Refusal("nobody confirmed it: it has lapsed", instead: "ask again"))
            }
            watch.wait(atMost: .milliseconds(500))
            _ = try opened.catchUp()
        }
        return true
    }

    private func show() throws {
        let opened = try Session.open(launch, readOnly: true)
        guard let procedure = opened.plan.rollback else {
            throw Session.failure(Refusal("the plan has no rollback procedure", instead: ""))
        }
        for (index, step) in procedure.steps.enumerated() {
            let host = step.host.map { " on \($0)" } ?? ""
            Output.write("\(index + 1). \(Printable.text(step.text))\(host)\n")
        }
        let decider = Decider(plan: opened.plan)
        let answer = decider.decide(
            .rollback(reason: "dry run", trigger: nil, runID: "dry-run"), by: opened.actor, in: opened.state, at: SystemClock.moment())
        if case .failure(let refusal) = answer { throw Session.failure(refusal) }
        let environment = SpawnEnvironment.inherited.without(opened.plan.redact)
        let report = Preflight(folder: opened.folder, environment: environment).check(procedure.steps.map { RunStep($0) })
        for finding in report.findings { Output.say("\(finding.kind.rawValue): \(finding.subject): \(finding.words)") }
        guard report.isClear else { throw ExitCode(1) }
        Output.say("nothing was changed; it could start now")
    }
}

struct Rehearse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Walk the rollback with harmless stand-ins, and record that it was rehearsed.")

    @OptionGroup var launch: LaunchArguments

    func run() throws {
        let opened = try Session.open(launch)
        do { try opened.perform(.rehearse(runID: "")) } catch { throw Session.failure(error) }
        guard let run = opened.state.runs.last(where: { $0.work == .rehearsal }) else { return }
        Output.say("rehearsal \(run.id): every command is replaced by one that does nothing, on its own host")
        try RunFollower(opened, run: run.id).follow()
    }
}

/// Prints the records of one run as they come, until it is over.
struct RunFollower {
    let launch: OpenLaunch
    let run: String

    init(_ launch: OpenLaunch, run: String) {
        self.launch = launch
        self.run = run
    }

    func follow() throws {
        let watch = try FileWatch(launch.folder.bells)
        var told = Set<Int>()
        var interrupted = false
        while true {
            _ = try launch.catchUp()
            guard let state = launch.state.run(run) else { return }
            tell(state, &told)
            if state.state.isOver {
                Output.say("\(state.title): \(state.state.rawValue)" + (state.ending.map { ", \(Printable.text($0))" } ?? ""))
                if state.state == .done { return }
                tellWhatIsLeft(state)
                throw ExitCode(1)
            }
            if state.state == .interrupted, !interrupted {
                interrupted = true
                tellWhatIsLeft(state)
                Output.error(
                    "INTERRUPTED AT STEP \((state.current ?? 0) + 1): \(state.ending ?? ""); open the console to resume, retry, skip or abort"
                )
                throw ExitCode(1)
            }
            if let step = state.current, state.steps.indices.contains(step), state.steps[step].step.kind == .manual,
                told.insert(-1 - step).inserted,
                state.steps[step].outcome == nil
            {
                Output.say(
                    "step \(step + 1) waits for you: \(Printable.text(state.steps[step].step.text)); then open the console and press s")
            }
            // Nobody else may be there to see the runner die.
            try launch.recordInterruptions()
            watch.wait(atMost: .milliseconds(500))
        }
    }

    private func tellWhatIsLeft(_ state: Run) {
        let commands = state.remainingCommands
        guard !commands.isEmpty else { return }
        Output.say("not carried out, to be done by hand:")
        for command in commands { Output.say("    " + Printable.text(command)) }
    }

    private func tell(_ state: Run, _ told: inout Set<Int>) {
        for (index, step) in state.steps.enumerated() where step.outcome != nil && !told.contains(index) {
            told.insert(index)
            guard let outcome = step.outcome else { continue }
            Output.say("step \(index + 1) of \(state.steps.count): \(Printable.text(step.step.text)): \(outcome.text)")
        }
    }
}
