import LaunchCore

/// A command before it is run: its whole text, where it runs, and what it still needs.
struct RunCard: Card {
    let item: Item

    var title: String { "Run: \(item.text)" }
    var verb: String { "run it" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        var fields: [Field] = []
        if item.commands.count > 1 {
            fields.append(keep(Field(Self.which, choices: (1...item.commands.count).map(String.init) + ["all"]), from: given))
        }
        let chosen = chosen(fields)
        var seen: Set<String> = []
        for blank in chosen.flatMap(\.placeholders) where seen.insert(blank).inserted {
            fields.append(keep(Field(blank, .needed("\(blank) must be filled in")), from: given))
        }
        if chosen.contains(where: \.destructive) { fields.append(keep(Field("Type yes", .word("yes")), from: given)) }
        return fields
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        var lines = [Line()]
        let chosen = chosen(fields)
        var said: Line?
        for (index, command) in chosen.enumerated() {
            let terms = terms(of: command, isOneOfMany: chosen.count > 1)
            if terms != said {
                if index > 0 { lines.append(Line()) }
                lines.append(terms)
            }
            said = terms
            let text = filled(command, fields)
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                lines += (Line("  ") + Line(String(line), .code)).wrapped(to: width, indent: 4)
            }
            if command.destructive {
                lines.append(Line("  !! it deletes or overwrites what cannot be had back", .danger, .bold))
            }
            if command.interactive { lines += terminal(command, width: width) }
        }
        lines.append(Line())
        let location = item.commands.first?.location ?? item.location
        lines.append(Line("from \(location.file):\(location.line)", .muted))
        if let progress = snapshot.state.items[item.id], progress.state == .failed {
            lines.append(Line("✖ it failed at \(snapshot.clock(progress.at)): \(progress.evidence ?? "")", .bad))
        }
        return lines
    }

    private func terminal(_ command: Command, width: Int) -> [Line] {
        let words = Line("  it runs in a terminal of its own: T attaches, Ctrl-] comes back", .info)
        guard command.host != nil else { return words.wrapped(to: width, indent: 4) }
        return words.wrapped(to: width, indent: 4)
            + Line("  ▲ through ssh: when the link breaks, it cannot be taken up again", .warning).wrapped(to: width, indent: 4)
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [.launch(.run(item: item.id, texts: chosen(fields).map { filled($0, fields) }, runID: ""))]
    }

    private static let which = "Which"

    private func chosen(_ fields: [Field]) -> [Command] {
        guard let field = fields.first(where: { $0.label == Self.which }), item.commands.count > 1 else { return item.commands }
        return item.commands.indices.contains(field.chosen) ? [item.commands[field.chosen]] : item.commands
    }

    private func terms(of command: Command, isOneOfMany: Bool) -> Line {
        var line = Line("on ", .muted)
        line.append(command.host ?? "this host", command.host == nil ? .text : .link, .bold)
        line.append(" · \(isOneOfMany ? "each " : "")ends after \((command.timeout ?? .seconds(3600)).launchText) at the latest", .muted)
        return line
    }

    /// The text as it will run: blanks that are still open stay as they are.
    private func filled(_ command: Command, _ fields: [Field]) -> String {
        var values: [String: String] = [:]
        for blank in command.placeholders {
            guard let value = fields.first(where: { $0.label == blank })?.value.trimmed, !value.isEmpty else { continue }
            values[blank] = value
        }
        return Blanks.filled(command.text, with: values)
    }
}
