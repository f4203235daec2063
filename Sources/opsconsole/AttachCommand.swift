import ArgumentParser
import ConsoleModel
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct AttachCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Attach this terminal to the interactive command at work: the same as T on the screen.",
        discussion: "Ctrl-] leaves it; the command goes on, and can be attached to again from here or from any console.")

    @OptionGroup var launch: LaunchArguments

    func run() throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Session.failure(Refusal("this is no terminal", instead: "run it in one"))
        }
        let opened = try Session.open(launch)
        guard let run = opened.state.activeRun, let place = run.terminal else {
            throw Session.failure(Refusal("no command at work has a terminal", instead: "`opsconsole status` says what goes on"))
        }
        signal(SIGPIPE, SIG_IGN)
        let attachment = TerminalAttachment(opened.folder, run: run.id, step: place.step, attempt: place.attempt)
        do {
            switch try attachment.carryOut(input: STDIN_FILENO, output: STDOUT_FILENO, isStopped: { false }) {
            case .ended: Output.say("the command has ended")
            case .detached: Output.say("left; the command goes on")
            case .stopped: throw ExitCode(1)
            }
        } catch { throw Session.failure(error) }
    }
}
