import ArgumentParser
import ConsoleModel
import ConsoleTUI
import LaunchCore

/// `opsconsole keys`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "List the keys of the console as they are in force, and what is wrong with your own.",
        discussion: """
            Your own are read from $XDG_CONFIG_HOME/opsconsole/keys.yaml, else ~/.config/opsconsole/keys.yaml. Exits with 1 when \
            something in it is wrong; there the program's keys stay in force.
            """)

    @Flag(help: "Only say what is wrong.") var check = false
    @Flag(name: .customLong("default"), help: "Print a keys.yaml to start from: every command with its keys, commented out.")
    var standard = false

    func validate() throws {
        if check, standard { throw ValidationError("--check looks at your own keys, and --default at none: give one of them") }
    }

    func run() throws {
        if standard { return Output.write(KeysTemplate.text) }
        let environment = ProcessFacts.environment()
        let keys = KeyBindings.load(environment: environment)
        if check {
            if keys.problems.isEmpty { Output.write(Self.allWell(keys.table, environment) + "\n") }
        } else {
            Output.write(KeyListing(table: keys.table).text)
            if let path = KeysFile.path(environment: environment) { Output.write("\nYour own go into \(path); see --default.\n") }
        }
        for problem in keys.problems { Output.error("\(problem)") }
        if !keys.problems.isEmpty { throw ExitCode(1) }
    }

    static func allWell(_ table: CommandTable, _ environment: [String: String]) -> String {
        let count = table.changed.count
        if count == 0 { return "all keys are the program's own" }
        return "\(count == 1 ? "one command has" : "\(count) commands have") keys of your own"
    }
}
