import ArgumentParser
import ConsoleTUI

/// opsconsole(1) in the man macros, from the subcommands' own help and the table of keys.
struct ManualPage {
    let root: any ParsableCommand.Type

    init(of root: any ParsableCommand.Type) { self.root = root }

    var text: String {
        var lines = [".TH OPSCONSOLE 1 \"\" \"opsconsole \(Self.escape(root.configuration.version))\" \"User Commands\""]
        lines += section("NAME", ["opsconsole \\- \(Self.escape(root.configuration.abstract))"])
        lines += section("SYNOPSIS", ["\\fBopsconsole\\fR \\fILAUNCH\\fR", ".br", "\\fBopsconsole\\fR \\fISUBCOMMAND\\fR ..."])
        lines += section("DESCRIPTION", Self.description.map(Self.escape))
        lines += section("SUBCOMMANDS", subcommands)
        lines += section("KEYS", keys)
        lines += section("FILES", definitions(Self.files))
        lines += section("ENVIRONMENT", definitions(Self.environment))
        lines += section("EXIT STATUS", definitions(Self.exits))
        return lines.joined(separator: "\n") + "\n"
    }

    private var subcommands: [String] {
        root.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { subcommand($0) }
    }

    private func subcommand(_ command: any ParsableCommand.Type) -> [String] {
        let help = root.helpMessage(for: command, columns: 76).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The overview is the paragraphs before the usage; they are set as text, the rest as it stands.
        let usage = help.firstIndex { $0.hasPrefix("USAGE:") } ?? 0
        let overview = help[..<usage].joined(separator: "\n").replacing("OVERVIEW: ", with: "")
        var lines: [String] = [".SS \(Self.escape(command._commandName))"]
        for paragraph in overview.split(separator: "\n\n") {
            lines += [".PP", Self.escape(paragraph.replacing("\n", with: " "))]
        }
        lines += [".PP", ".nf"]
        lines += help[usage...].map(Self.escape)
        return lines + [".fi"]
    }

    private var keys: [String] {
        var lines: [String] = []
        for section in KeyReference().sections {
            lines.append(".SS \(Self.escape(section.title))")
            for command in section.commands {
                let keys = KeyReference.keys(command).joined(separator: ", ")
                lines += [".TP", "\\fB\(Self.escape(keys))\\fR", Self.escape(KeyReference.sentence(command))]
            }
        }
        return lines
    }

    private func section(_ title: String, _ lines: [String]) -> [String] { [".SH \(title)"] + lines }

    private func definitions(_ entries: [(String, String)]) -> [String] {
        entries.flatMap { [".TP", "\\fB\(Self.escape($0.0))\\fR", Self.escape($0.1)] }
    }

    /// Text that troff takes literally.
    static func escape(_ text: some StringProtocol) -> String {
        let safe = String(text).replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }

    private static let description = [
        """
        opsconsole opens a launch plan as it was written, in Markdown, and makes it live in the terminal: checklists and their commands, deployments, \
        health, metrics, monitoring windows with their countdowns, rollback triggers with the measured value beside the threshold, and logs. \
        It can roll back in a way that neither a dropped connection nor a killed terminal stops half-way, and it keeps a record of who did \
        what, when, and on what evidence.
        """
    ]

    private static let files = [
        (
            ".opsconsole/",
            "The state of the launches of a directory, beside the launch file; one numbered folder for each time a launch was begun."
        ),
        ("$XDG_STATE_HOME/opsconsole/", "The same where the launch file's directory cannot be written."),
        ("$XDG_CONFIG_HOME/opsconsole/themes/", "An operator's own themes."),
        ("$XDG_CONFIG_HOME/opsconsole/keys.yaml", "An operator's own keys; `opsconsole keys --default` prints one to start from."),
    ]

    private static let environment = [
        ("NO_COLOR", "When set, no colours; signs and words say it all."),
        ("TERM", "The terminal."),
        ("LC_ALL, LC_CTYPE, LANG", "Whether more than ASCII is drawn."),
    ]

    private static let exits = [
        ("0", "Done."), ("1", "Something was found, refused or failed; a line on standard error says what."),
        ("2", "Wrong usage (64 where the parser of arguments says so)."),
    ]
}
