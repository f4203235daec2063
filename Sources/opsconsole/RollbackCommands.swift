import ArgumentParser
import ConsoleModel
import LaunchCore

struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Roll the launch back: the same as R and the typed word on the screen, for scripts and for ssh.",
        discussion: """
            Exit 0 rolled back and verified, and no trigger fires any more; 1 refused, lapsed, failed, or a trigger that did not recover in its \
            patience. The rollback goes on when this command is interrupted. Where the plan \
            says `approve: 2`, --yes asks for it, and another operator, with another login, starts it with --approve.
            """)

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Start it. Nothing else does.") var yes = false
    @Flag(name: .long, help: "Confirm and start the one that another operator asked for.") var approve = false
    @Flag(name: .long, help: "Print the steps and check what can be checked; change nothing.") var dryRun = false
    @Option(name: .long, help: ArgumentHelp("Why; it goes into the record.", valueName: "TEXT")) var reason: String?
    @OptionGroup var blanks: BlankArguments
    @OptionGroup var wait: WaitOptions

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
        let command =
            try approve
            ? LaunchCommand.approveRollback(runID: "")
            : .rollback(
                reason: reason ?? "", trigger: opened.state.triggerToAnswer(of: opened.plan)?.id, runID: "",
                blanks: blanks.values(for: opened.plan.rollback))
        let before = opened.state.rollback?.id
        RunFollower.ensureEngine(opened, for: opened.plan.rollback)
        do { try opened.perform(command) } catch { throw Session.failure(error) }
        if opened.state.rollback?.id == before {
            guard try secondOperator(opened, before) else { return }
        }
        guard let run = opened.state.rollback else { return }
        Output.say("rollback \(run.id) requested")
        if !wait.noWait { try RunFollower(opened, run: run.id, launch, untilRecovered: !wait.noRecoveryWait).follow() }
    }

    /// True once another operator has confirmed; false where nobody waits for that.
    private func secondOperator(_ opened: OpenLaunch, _ before: String?) throws -> Bool {
        guard let asked = opened.state.request(at: SystemClock.moment()) else { return false }
        Output.say(
            "another operator, with another login, must confirm it within \(asked.length.launchText): R, or opsconsole rollback "
                + "\(launch.launch.quotedForShell) --approve")
        if wait.noWait { return false }
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
        let opened = try Session.look(launch)
        guard let procedure = opened.plan.rollback else {
            throw Session.failure(Refusal("the plan has no rollback procedure", instead: ""))
        }
        let values = try blanks.values(for: procedure)
        try DryRun.show(
            procedure.filled(with: values), .rollback(reason: "dry run", trigger: nil, runID: "dry-run", blanks: values), of: opened)
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
        try RunFollower(opened, run: run.id, launch).follow()
    }
}
