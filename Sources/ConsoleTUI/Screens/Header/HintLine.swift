import LaunchCore

/// The last line: what can be done here, or how a sequence of keys goes on.
struct HintLine {
    let snapshot: Snapshot
    let state: ScreenState
    let context: ConsoleCommand.Context

    func draw(in rect: Rect, on grid: inout Grid) {
        guard !rect.isEmpty else { return }
        switch state.dialog {
        case .form?, .prompt?: return
        case .palette?: return grid.draw(Line(" ") + Self.palette, in: rect)
        case nil, .page?, .run?: break
        }
        grid.draw(line(width: rect.width - 2), in: rect.inset(columns: 1, rows: 0))
    }

    func line(width: Int) -> Line {
        if !state.pending.isEmpty, case .pending(let node) = KeyMap.map(for: context).answer(state.pending) {
            return continuations(node)
        }
        var line = Line()
        let last = Self.hint("?", "help") + Self.hint("q", "leave")
        for command in commands {
            guard let key = command.firstKey, command.refusal(snapshot, state) == nil else { continue }
            let hint = Self.hint(key, command.title)
            // Only whole hints; help and leaving are always there.
            if line.width + hint.width + last.width > width { break }
            line.append(hint)
        }
        return context.isDialog ? line : line + last
    }

    private static let palette = hint("↑ ↓", "choose") + hint("⏎", "do it") + hint("Esc", "cancel")

    private var commands: [ConsoleCommand] { Self.ordered[context] ?? [] }

    /// The commands with a place in the hint line of each context, the first first.
    private static let ordered: [ConsoleCommand.Context: [ConsoleCommand]] = Dictionary(
        uniqueKeysWithValues: ConsoleCommand.Context.allCases.map { context in
            let here = ConsoleCommand.all.filter { command in
                command.hint > 0 && (command.contexts.contains(context) || !context.isDialog && command.contexts.contains(.everywhere))
            }
            return (context, here.sorted { $0.hint < $1.hint })
        })

    static func hint(_ key: String, _ title: String) -> Line {
        Line(key, .key, .bold) + Line(" \(title)   ", .hint)
    }

    private func continuations(_ node: KeyMap.Node) -> Line {
        var line = Line(state.pending.map(\.name).joined(separator: " ") + " …  ", .key, .bold)
        for (key, next) in node.next.sorted(by: { $0.key.name < $1.key.name }) {
            line.append(Self.hint(key.name, next.command?.title ?? "…"))
        }
        return line + Self.hint("Esc", "back")
    }
}
