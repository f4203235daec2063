import ConsoleTUI

/// Every key of the console as a document, out of the one table of commands.
struct KeyReference: Sendable {
    /// The commands of one place on the screen, in the order of the table.
    struct Section: Sendable {
        var title: String
        var commands: [ConsoleCommand]
    }

    let sections: [Section]

    init(table: CommandTable = .standard) {
        sections = ConsoleCommand.Context.allCases.compactMap { context in
            let commands = table.commands.filter { KeyReference.home(of: $0) == context }
            return commands.isEmpty ? nil : Section(title: KeyReference.title(context), commands: commands)
        }
    }

    /// docs/keys.md
    var markdown: String {
        var lines = [
            "# Keys", "", "<!-- Written by `make docs` from the table of commands; do not edit. -->", "",
            "`:` opens the palette, where every command can be given by its name. `?` shows the keys of the place you are in.",
            "`g g` is g, then g: after the first key the console shows how it can go on. Other keys go into a file of your own:",
            "[keys.yaml](own-keys.md).",
        ]
        for section in sections {
            lines += ["", "## \(section.title)", "", "| keys | command | what it does |", "| --- | --- | --- |"]
            lines += section.commands.map { command in
                "| \(Self.keys(command).map(Self.code).joined(separator: " ")) | `\(command.name)` | \(Self.sentence(command)) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `w o` is w, then o.
    static func keys(_ command: ConsoleCommand) -> [String] { command.keys }

    static func sentence(_ command: ConsoleCommand) -> String {
        let places = command.contexts.contains(.everywhere) ? [] : command.contexts.filter { $0 != home(of: command) }
        let elsewhere = ConsoleCommand.Context.allCases.filter(places.contains).map { title($0).lowercased() }
        return command.help + (elsewhere.isEmpty ? "" : " Also: \(elsewhere.joined(separator: ", ")).")
    }

    /// A command of several places is listed at the first of them.
    private static func home(of command: ConsoleCommand) -> ConsoleCommand.Context? {
        ConsoleCommand.Context.allCases.first { command.contexts.contains($0) }
    }

    private static func code(_ keys: String) -> String {
        // A pipe would end the cell, a backtick the code.
        keys == "`" ? "`` ` ``" : "`\(keys.replacing("|", with: "\\|"))`"
    }

    private static func title(_ context: ConsoleCommand.Context) -> String {
        switch context {
        case .everywhere: "Everywhere"
        case .overview: "Overview"
        case .checklist: "Checklist"
        case .status: "Status"
        case .triggers: "Triggers and windows"
        case .logs: "Logs"
        case .record: "Record"
        case .replay: "In a replay"
        case .run: "A run"
        case .page: "Help and details"
        }
    }
}
