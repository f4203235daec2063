import ConsoleTUI

/// A keys.yaml to start from, out of the one table of commands.
enum KeysTemplate {
    static var text: String {
        var lines = head
        for section in KeyReference().sections {
            lines += ["", "# \(section.title)", ""]
            for command in section.commands { lines += ["# \(command.help)", "#\(line(command))"] }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let head = [
        "# Keys of the opsconsole console. A line is the name of a command and its key, a list of keys, or `none`.",
        "# To change one, take the # before its line away. `opsconsole keys --check` says what is wrong.",
        "#",
        "# Letters and signs stand for themselves, in quotes; ^X is X with Ctrl, M-x is x with Alt. Others have names: Space Enter Esc",
        "# Tab S-Tab BS Del Ins Up Down Left Right Home End PgUp PgDn F1 to F12. Keys with a blank between are pressed one after the",
        "# other: \"g r\". The word that starts a rollback is typed whatever stands here.",
    ]

    private static func line(_ command: ConsoleCommand) -> String {
        let keys = command.keys.map { "\"\(Key.typed($0))\"" }
        switch keys.count {
        case 0: return "\(command.name): none"
        case 1: return "\(command.name): \(keys[0])"
        default: return "\(command.name): [\(keys.joined(separator: ", "))]"
        }
    }
}
