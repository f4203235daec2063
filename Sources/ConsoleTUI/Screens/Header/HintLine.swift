import LaunchCore

/// The last line: what can be done here, or that a sequence of keys has begun.
struct HintLine {
    let snapshot: Snapshot
    let state: ScreenState
    let context: ConsoleCommand.Context

    /// A key with its words, and the command it stands for.
    struct Hint: Sendable {
        let line: Line
        let command: ConsoleCommand?
        /// Nil where a click does nothing.
        var clicked: ConsoleCommand? { group == nil ? command : nil }
        /// What the sequences have in common that show as one hint.
        let group: String?

        init(_ line: Line) {
            self.line = line
            (command, group) = (nil, nil)
        }

        /// Nil for a command without a key. Sequences of a group show as one: the box of what follows tells the rest.
        init?(_ command: ConsoleCommand) {
            guard let keys = command.firstKey else { return nil }
            self.command = command
            let names = keys.split(separator: " ")
            group = names.count > 1 ? command.group : nil
            line =
                if let group { HintLine.hint(names.dropLast().joined(separator: " ") + " …", group) } else {
                    HintLine.hint(keys, command.title)
                }
        }
    }

    func draw(in rect: Rect, on grid: inout Grid) {
        guard !rect.isEmpty else { return }
        switch state.dialog {
        case .form?, .prompt?: return
        case .palette?: return grid.draw(Line(" ") + Self.palette, in: rect)
        case nil, .page?, .run?: break
        }
        grid.draw(line(width: rect.width - 2), in: rect.inset(columns: 1, rows: 0))
    }

    func line(width: Int) -> Line { hints(width: width).reduce(Line()) { $0 + $1.line } }

    /// The command at a column of the line.
    func command(at column: Int, width: Int) -> ConsoleCommand? {
        var x = 1
        return hints(width: width - 2).first { hint in
            defer { x += hint.line.width }
            return (x..<x + hint.line.width).contains(column)
        }?.clicked
    }

    private func hints(width: Int) -> [Hint] {
        if case .pending? = state.pendingAnswer(snapshot) {
            let keys = state.pending.map(\.name).joined(separator: " ")
            return [Hint(Line("\(keys) …  ", .key, .bold) + Self.hint("Esc", "back"))]
        }
        // Help and leaving are always there; over a page the way to another pane.
        let last = context.isDialog ? otherPanes : ["help", "leave"].compactMap { state.table.named($0).flatMap(Hint.init) }
        var hints: [Hint] = []
        var groups: Set<String> = []
        var room = width - last.reduce(0) { $0 + $1.line.width }
        for hint in ordered(state.table.hints(for: context)) where hint.command?.refusal(snapshot, state) == nil {
            if let group = hint.group, !groups.insert(group).inserted { continue }
            // Only whole hints.
            room -= hint.line.width
            if room < 0 { break }
            hints.append(hint)
        }
        return hints + last
    }

    /// `1-6`, as long as the panes have these keys.
    private var otherPanes: [Hint] {
        let isStandard = Pane.allCases.allSatisfy { snapshot.optionalKey($0.command) == "\($0.rawValue)" }
        return isStandard ? [Hint(Self.hint("1-\(Pane.allCases.count)", "another pane"))] : []
    }

    /// What the verdict asks for goes before everything else: on a narrow screen the rest finds no room.
    private func ordered(_ hints: [Hint]) -> [Hint] {
        let urgent: [String] =
            switch snapshot.verdict.word {
            case .rollBackProposed: snapshot.nextCountdown == nil ? ["rollback", "acknowledge"] : ["hold", "rollback", "acknowledge"]
            case .rollbackFailed: ["output", "rollback", "release"]
            case .preparing, .go, .hold, .rollingBack, .rolledBack, .complete: []
            }
        // A page has little room: it tells of these only where the verdict asks for them.
        let apart = Set(context.isDialog ? Self.asked : []).union(urgent)
        guard !apart.isEmpty else { return hints }
        return urgent.compactMap { name in hints.first { $0.command?.name == name } }
            + hints.filter { !apart.contains($0.command?.name ?? "") }
    }

    private static let asked = ["rollback", "hold", "release"]

    private static let palette = hint("↑ ↓", "choose") + hint("⏎", "do it") + hint("Esc", "cancel")

    static func hint(_ key: String, _ title: String) -> Line {
        Line(key, .key, .bold) + Line(" \(title)   ", .hint)
    }
}
