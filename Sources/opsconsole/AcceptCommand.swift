import ArgumentParser
import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accept the plan as it is now, after it changed on disk.",
        discussion: """
            Says what changed since it was accepted last. Until it is accepted nothing of the plan runs, the rollback neither. On a terminal it \
            asks; elsewhere it accepts only with --yes, and without it ends with 1 after it has said what changed.
            """)

    @OptionGroup var launch: LaunchArguments
    @Flag(name: .long, help: "Accept it without asking.") var yes = false
    @Option(name: .long, help: ArgumentHelp("Why; it goes into the record.", valueName: "TEXT")) var reason: String?

    func run() throws {
        let opened = try Session.open(launch)
        if opened.state.acceptedDigest != opened.plan.digest {
            show(opened.pendingChange)
            guard yes || isAccepted() else {
                let words = isatty(STDIN_FILENO) == 1 ? "not accepted" : "not accepted; --yes accepts it"
                throw Session.failure(Refusal(words, instead: ""))
            }
        }
        // What was shown is what is accepted: the plan is not read again in between.
        do { try opened.perform(.acceptPlan(reason: reason)) } catch { throw Session.failure(error) }
        Output.say("accepted")
    }

    private func show(_ change: PlanChange?) {
        Output.say("From now on its commands can run as they are now. What changed:")
        let lines = change?.lines ?? ["what changed is not known: the plan that was accepted last was not kept"]
        for line in lines { Output.say("▲ " + Printable.text(line)) }
    }

    private func isAccepted() -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        Output.write("Accept it? [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
