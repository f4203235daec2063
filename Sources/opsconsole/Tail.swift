import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

/// Follows logs without a launch: for measuring how fast they reach the screen, and for a quick look.
struct Tail: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tail", abstract: "Follow log files.", shouldDisplay: false)

    @Argument(help: "Files, or patterns of files.") var files: [String]
    @OptionGroup var look: LookOptions

    func run() throws {
        let environment = ProcessFacts.environment()
        do {
            let sources = files.map { LogSource(name: $0, origin: .file($0), location: SourceLocation(file: $0, line: 1)) }
            let store = try LogStore(sources: sources, directory: ProcessFacts.directory())
            defer { store.close() }
            var options = TerminalOptions(
                environment: environment,
                theme: try ThemeLibrary(environment: environment).theme(named: look.theme ?? ThemeLibrary.standard))
            options.ascii = look.ascii
            let terminal = try Terminal(options)
            defer { terminal.restore() }
            store.settle(within: .milliseconds(50))
            let screen = TailScreen(store)
            var loop = TerminalLoop(display: terminal, wakeups: [store.wakeDescriptor], clock: { SystemClock.now().uptime })
            _ = loop.run(screen.handlers)
        } catch { throw Session.failure(error) }
    }
}
