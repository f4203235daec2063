/// The help of a screen, made from the table of commands.
struct HelpText {
    let table: CommandTable
    let context: ConsoleCommand.Context

    func lines(width: Int) -> [Line] {
        let here = table.commands.filter { $0.contexts.contains(context) }
        let everywhere =
            context.isDialog ? [] : table.commands.filter { $0.contexts.contains(.everywhere) && !$0.contexts.contains(context) }
        var lines: [Line] = []
        let replay = context.isDialog || !table.isReplay ? [] : table.commands.filter { $0.contexts.contains(.replay) }
        if !replay.isEmpty { lines += section("In a replay", replay, width: width) }
        if !here.isEmpty { lines += section("Here", here, width: width) }
        if !everywhere.isEmpty { lines += section("Everywhere", everywhere, width: width) }
        return lines + section("In forms", Self.forms, width: width)
    }

    private static let forms: [(String, String)] = [
        ("⏎", "Next field; at the last one: do it."), ("Tab S-Tab", "Another field."), ("Esc", "Leave it."),
        ("↑ ↓", "What was typed before."),
        (
            "→",
            "At the end: takes the grey words that complete what is typed; Tab, too, where there is one field. Paths go on as in a shell."
        ),
        ("^A ^E ^W ^U ^K", "Begin, end; delete the word, to the begin, to the end."), ("PgUp PgDn", "Scroll the text above."),
    ]

    private func section(_ title: String, _ commands: [ConsoleCommand], width: Int) -> [Line] {
        section(title, commands.map { command in (command.allKeys, command.risk.mark + command.help) }, width: width)
    }

    private func section(_ title: String, _ entries: [(String, String)], width: Int) -> [Line] {
        let column = min(18, (entries.map { TextWidth.of($0.0) }.max() ?? 0) + 2)
        var lines = [Line(title, .heading, .bold)]
        for (keys, help) in entries {
            let head = Line("  ") + Line(keys, .key).padded(to: column)
            lines += (head + Line(help)).wrapped(to: width, indent: column + 2)
        }
        return lines + [Line()]
    }
}

extension ConsoleCommand {
    /// All its keys as help and manual show them; `:name` for one without.
    public var allKeys: String {
        if keys.isEmpty { return ":\(name)" }
        return keys.map { Key.names(Key.sequence($0)) }.joined(separator: ", ")
    }
}

extension ConsoleCommand.Risk {
    fileprivate var mark: String { self == .runs ? "!! " : "" }
}
