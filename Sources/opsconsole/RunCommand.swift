import ArgumentParser
import ConsoleModel
import LaunchCore

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Carry out one of the launch's named procedures: the same as `:run NAME` on the screen, for scripts.",
        discussion: """
            Exit 0 done, 1 refused or failed. It goes on when this command is interrupted. One run at a time: a rollback that is requested \
            meanwhile aborts it first.
            """)

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "Its name, as under `procedures` in the launch file.") var name: String
    @Flag(name: .long, help: "Start it. Nothing else does.") var yes = false
    @Flag(name: .long, help: "Print the steps and check what can be checked; change nothing.") var dryRun = false
    @Option(name: .long, help: ArgumentHelp("Why; it goes into the record.", valueName: "TEXT")) var reason: String?
    @OptionGroup var blanks: BlankArguments
    @Flag(name: .long, help: "Do not wait for the end.") var noWait = false

    func validate() throws {
        guard yes != dryRun else { throw ValidationError("a procedure needs --yes to start; --dry-run only shows what it would do") }
    }

    func run() throws {
        if dryRun { return try show() }
        let opened = try Session.open(launch)
        let (procedure, command) = try named(in: opened.plan, runID: "")
        RunFollower.ensureEngine(opened, for: procedure)
        do { try opened.perform(command) } catch { throw Session.failure(error) }
        guard let run = opened.state.newestRun(of: procedure) else { return }
        Output.say("\(procedure.id) \(run.id) requested")
        if !noWait { try RunFollower(opened, run: run.id, launch).follow() }
    }

    private func show() throws {
        let seen = try Session.look(launch)
        let (procedure, command) = try named(in: seen.plan, runID: "dry-run")
        try DryRun.show(procedure.filled(with: blanks.values(for: procedure)), command, of: seen)
    }

    /// The procedure, and what starts it.
    private func named(in plan: Plan, runID: String) throws -> (Procedure, LaunchCommand) {
        do {
            let procedure = try plan.procedures.findProcedure(name)
            return (
                procedure,
                .carryOut(
                    procedure: procedure.id, item: nil, reason: reason ?? procedure.title, runID: runID,
                    blanks: try blanks.values(for: procedure))
            )
        } catch { throw Session.failure(error) }
    }
}
