import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `opsconsole themes`
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes there are, and what is wrong with your own.",
        discussion: "Exits with 1 when a theme cannot be used.")

    func run() throws {
        let environment = ProcessFacts.environment()
        let library = ThemeLibrary(environment: environment)
        let isColourful =
            isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM", default: ""].hasSuffix("256color")
        var isWhole = true
        for name in library.names {
            do {
                let theme = try library.theme(named: name)
                let padded = name + String(repeating: " ", count: max(1, 15 - TextWidth.of(name)))
                Output.write("\(padded)\(isColourful ? ThemeSample(theme: theme).line + "  " : "")\(theme.summary)\n")
            } catch {
                isWhole = false
                Output.error("\(error)")
            }
        }
        if let directory = library.directory { Output.write("\nYour own go into \(directory).\n") }
        if !isWhole { throw ExitCode(1) }
    }
}
