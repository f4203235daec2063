import ArgumentParser
import ConsoleModel
import LaunchCore

struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Say how a run that was interrupted goes on, or end one: the same as r, t, s and a on its page.",
        discussion: """
            resume goes on where the run stands, and never runs a step twice; retry runs the interrupted step again although it may have run; skip \
            leaves it out, or says that a step by hand is done; abort ends the run, the one that goes on, too. To abort a rollback needs a \
            reason. The first answer counts. Exit 0 the run is done, or aborted as asked; 1 refused, failed or interrupted again.
            """)

    @OptionGroup var launch: LaunchArguments
    @Argument(help: "resume, retry, skip or abort") var choice: ResumeChoice
    @Option(name: .customLong("run"), help: ArgumentHelp("The run; without it, the one that goes on or is interrupted.", valueName: "ID"))
    var id: String?
    @Option(name: .long, help: ArgumentHelp("Why; it goes into the record.", valueName: "TEXT")) var reason: String?
    @OptionGroup var wait: WaitOptions

    func run() throws {
        let opened = try Session.open(launch)
        do {
            // Nobody else may have been there to see the runner die.
            try opened.recordInterruptions()
            guard let run = id ?? opened.state.activeRun?.id else {
                throw Refusal("no run goes on or is interrupted", instead: "`opsconsole status` says how the last one ended")
            }
            try opened.perform(.resume(run: run, choice: choice, reason: reason))
            Output.say("\(opened.state.run(run)?.title ?? run): to \(choice.rawValue), as asked")
            if wait.noWait { return }
            try RunFollower(opened, run: run, launch, untilRecovered: !wait.noRecoveryWait).follow(
                until: choice == .abort ? .aborted : .done)
        } catch { throw Session.failure(error) }
    }
}

extension ResumeChoice: ExpressibleByArgument {}
