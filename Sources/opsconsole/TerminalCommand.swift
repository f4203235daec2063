import ArgumentParser
import ConsoleModel

/// The process that holds an interactive command's terminal; started by a step's supervisor, never by hand.
struct TerminalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal", abstract: "Carries out one command in a terminal.", shouldDisplay: false)

    @Argument(parsing: .captureForPassthrough, help: "The file for its output, the program and its arguments.") var words: [String]

    func run() throws { throw ExitCode(TerminalMain.run(words)) }
}
