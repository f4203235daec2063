import ConsoleTUI

/// The keys in force as a table for people: places, keys, commands, what they do.
struct KeyListing {
    let table: CommandTable

    var text: String {
        let sections = KeyReference(table: table).sections
        let keys = sections.flatMap(\.commands).map { TextWidth.of(words($0)) }.max() ?? 0
        let names = sections.flatMap(\.commands).map { TextWidth.of($0.name) }.max() ?? 0
        let changed = Set(table.changed.map(\.name))
        return sections.map { section in
            let lines = section.commands.map { command in
                let mark = changed.contains(command.name) ? "*" : " "
                return "\(mark) \(padded(words(command), keys))  \(padded(command.name, names))  \(KeyReference.sentence(command))\n"
            }
            return "\(section.title)\n" + lines.joined()
        }.joined(separator: "\n") + (changed.isEmpty ? "" : "\n* keys of your own\n")
    }

    private func words(_ command: ConsoleCommand) -> String { command.keys.joined(separator: ", ") }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - TextWidth.of(text)))
    }
}
