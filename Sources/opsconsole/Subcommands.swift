import ArgumentParser
import ConsoleModel
import LaunchCore

/// The subcommands, and which of them the command line can mean.
enum Subcommands {
    static let all: [any ParsableCommand.Type] = [
        Watch.self, Begin.self, Init.self, Check.self, Status.self, EngineCommand.self, Tick.self, Untick.self, Skip.self, Decide.self,
        Acknowledge.self, Hold.self, Release.self, Declare.self, Note.self, Accept.self, WindowCommand.self, Stop.self, Rollback.self,
        Rehearse.self, RunCommand.self, AnswerCommand.self, AttachCommand.self, TerminalCommand.self, Verify.self, ReportCommand.self,
        ReplayCommand.self,
        Demo.self, Doctor.self, ThemesCommand.self,
        KeysCommand.self,
        RunnerCommand.self,
        DemoService.self, SchemaCommand.self, Manual.self, Tail.self, RoleCommand.self,
    ]

    /// All of them, or the one that `arguments` (without the program's name) begin with: to look at every one of them before
    /// one is run takes three milliseconds that the operator waits for the first picture. A word that names none is a launch to watch.
    static func meant(by arguments: some Collection<String>) -> [any ParsableCommand.Type] {
        guard let first = arguments.first, !first.hasPrefix("-"), !["help", "manual"].contains(first) else { return all }
        return [all.first { $0.configuration.commandName == first } ?? Watch.self]
    }

    /// What to say of a first word that is neither a subcommand nor a file, but close to a subcommand; nil where it is something else.
    static func advice(on arguments: some Collection<String>, exists: (String) -> Bool) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !word.contains("/") else { return nil }
        let names = all.filter { $0.configuration.shouldDisplay }.compactMap { $0.configuration.commandName }
        guard !all.contains(where: { $0.configuration.commandName == word }), !exists(word),
            let near = EditDistance.nearest(to: word, in: names)
        else { return nil }
        return "there is neither a subcommand nor a file `\(Printable.text(word))`; did you mean `\(near)`?"
    }

    /// The launch of `opsconsole LAUNCH` and `opsconsole watch LAUNCH` without options: two milliseconds of parsing that an
    /// operator in a hurry need not wait for.
    static func launchToWatch(_ arguments: some Collection<String>) -> String? {
        var words = Array(arguments)
        if words.count == 2, words[0] == "watch" { words.removeFirst() }
        guard words.count == 1, let word = words.first, !word.hasPrefix("-"), word != "help",
            !all.contains(where: { $0.configuration.commandName == word })
        else { return nil }
        return word
    }
}
