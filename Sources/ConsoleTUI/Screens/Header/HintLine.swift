import LaunchCore

/// The last line: what can be done here, or that a sequence of keys has begun.
struct HintLine {
    let snapshot: Snapshot
    let state: ScreenState
    let context: ConsoleCommand.Context

    /// A key with its words, and the command that a click on it gives.
    struct Hint {
        let line: Line
        let command: ConsoleCommand?
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
        }?.command
    }

    private func hints(width: Int) -> [Hint] {
        if case .pending? = state.pendingAnswer(snapshot) {
            let keys = state.pending.map(\.name).joined(separator: " ")
            return [Hint(line: Line("\(keys) …  ", .key, .bold) + Self.hint("Esc", "back"), command: nil)]
        }
        // Help and leaving are always there.
        let last = context.isDialog ? [] : ["help", "leave"].compactMap { state.table.named($0).flatMap(hint) }
        var hints: [Hint] = []
        var groups: Set<String> = []
        var room = width - last.reduce(0) { $0 + $1.line.width }
        for command in state.table.hints(for: context) where command.refusal(snapshot, state) == nil {
            guard let hint = hint(command), command.group.map({ groups.insert($0).inserted }) ?? true else { continue }
            // Only whole hints.
            room -= hint.line.width
            if room < 0 { break }
            hints.append(hint)
        }
        return hints + last
    }

    /// Nil for a command without a key. Sequences of a group show as one: the box of what follows tells the rest.
    private func hint(_ command: ConsoleCommand) -> Hint? {
        guard let keys = command.firstKey else { return nil }
        let names = keys.split(separator: " ")
        if let group = command.group, names.count > 1 {
            return Hint(line: Self.hint(names.dropLast().joined(separator: " ") + " …", group), command: nil)
        }
        return Hint(line: Self.hint(keys, command.title), command: command)
    }

    private static let palette = hint("↑ ↓", "choose") + hint("⏎", "do it") + hint("Esc", "cancel")

    static func hint(_ key: String, _ title: String) -> Line {
        Line(key, .key, .bold) + Line(" \(title)   ", .hint)
    }
}
