import LaunchCore

/// Every command by name: typing narrows the list, Enter carries out.
struct Palette: Sendable {
    struct Entry: Sendable {
        enum Choice: Sendable {
            case command(ConsoleCommand, ConsoleCommand.Place)
            case theme(String)
            case procedure(Procedure)
        }

        let name: String
        let help: String
        let keys: String
        let choice: Choice
        /// It could not be carried out when the palette was opened. What changes meanwhile moves no line below somebody's finger.
        let wasRefused: Bool

        /// Why it cannot be chosen now.
        func refusal(_ snapshot: Snapshot, _ state: ScreenState) -> String? {
            if case .command(let command, let place) = choice { place.refusal(command, snapshot, state) } else { nil }
        }

        /// Of two that fit alike, the one of this screen is meant, and hardly one that has nothing here to work on.
        var distance: Int {
            switch choice {
            case .command(_, .pane), .command(_, .run): 60
            case .command(_, .page), .command(_, .replay): 200
            case .command(_, .here), .theme, .procedure: 0
            }
        }
    }

    enum Outcome {
        case open, cancelled
        case chosen(Entry)
    }

    private(set) var field = TextField()
    private(set) var selected = 0
    private let entries: [Entry]

    /// - Parameter isRefused: whether a command cannot be carried out now.
    init(
        _ table: CommandTable, context: ConsoleCommand.Context, themes: [String], procedures: [Procedure] = [],
        isRefused: (ConsoleCommand, ConsoleCommand.Place) -> Bool
    ) {
        let all = table.commands.map { ($0, $0.place(from: context, isReplay: table.isReplay)) }
        let commands = all.filter { $0.1 == .here } + all.filter { $0.1 != .here }
        entries =
            procedures.map { Entry(name: "run \($0.id)", help: Self.help($0), keys: "", choice: .procedure($0), wasRefused: false) }
            + commands.map { command, place in
                // A key of another screen is not to be pressed here.
                let keys = command.keys.isEmpty || place != .here ? "" : command.allKeys
                let help = (place.words(table).map { "\($0): " } ?? "") + command.help
                return Entry(
                    name: command.name, help: help, keys: keys, choice: .command(command, place), wasRefused: isRefused(command, place))
            } + themes.map { Entry(name: "theme \($0)", help: "Changes the colours.", keys: "", choice: .theme($0), wasRefused: false) }
    }

    private static func help(_ procedure: Procedure) -> String {
        let count = procedure.steps.count == 1 ? "one step" : "\(procedure.steps.count) steps"
        return "Opens the card of \(procedure.title), \(count)."
    }

    /// What matches, the best first; what cannot be done comes last, unless it is what was typed.
    var matches: [Entry] {
        let wanted = field.text.trimmed
        if wanted.isEmpty { return entries }
        return entries.enumerated().compactMap { index, entry in
            Fuzzy.score(wanted, in: entry.name).map { score in
                (entry, entry.name == wanted ? Fuzzy.most : (entry.wasRefused ? score - Fuzzy.most : score) - entry.distance, index)
            }
        }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.2 < $1.2 }.map(\.0)
    }

    /// The theme the cursor is on, to be looked at before it is chosen.
    var selectedTheme: String? {
        let matches = matches
        guard matches.indices.contains(selected), case .theme(let name) = matches[selected].choice else { return nil }
        return name
    }

    mutating func handle(_ key: Key) -> Outcome {
        let count = matches.count
        switch key {
        case .escape, .control("c"), .control("g"): return .cancelled
        case .enter: return count > 0 ? .chosen(matches[min(selected, count - 1)]) : .open
        case .up, .control("p"), .backTab: selected = max(0, selected - 1)
        case .down, .control("n"), .tab: selected = min(max(0, count - 1), selected + 1)
        case .pageUp: selected = max(0, selected - 10)
        case .pageDown: selected = min(max(0, count - 1), selected + 10)
        default: if field.handle(key) { selected = 0 }
        }
        return .open
    }

    func draw(in area: Rect, _ snapshot: Snapshot, _ state: ScreenState, on grid: inout Grid) {
        let matches = matches
        let width = min(area.width, 90), height = min(area.height, min(matches.count, 14) + 4)
        let rect = Rect(x: area.x + (area.width - width) / 2, y: area.y, width: width, height: max(5, height))
        grid.fill(rect)
        let inner = grid.box(
            rect, title: .init(left: "Commands", right: "\(matches.count)", leftStyle: Style(.title, .bold)), style: Style(.borderFocused))
        let (text, cursor) = field.view(width: inner.width - 3)
        grid.draw(Line(": ", .key, .bold) + text, in: inner.row(0))
        grid.cursor = Point(x: inner.x + 2 + cursor, y: inner.y)
        let list = Rect(x: inner.x, y: inner.y + 1, width: inner.width, height: inner.height - 1)
        if matches.isEmpty { return grid.draw(Line("  no command is called so", .muted), in: list.row(0)) }
        let first = ListState.firstShown(
            top: 0, cursor: min(selected, matches.count - 1), last: min(selected, matches.count - 1),
            limit: max(0, matches.count - list.height),
            height: list.height)
        let names = matches.map(\.name.count).max() ?? 0, keys = min(16, matches.map { TextWidth.of($0.keys) }.max() ?? 0)
        let below = matches.count - first - list.height
        let more = (first > 0 ? " ↑\(first) more" : "") + (below > 0 ? " ↓\(below) more" : "")
        if !more.isEmpty { grid.put(more + " ", endingAt: rect.maxX - 2, y: rect.maxY - 1, in: rect, style: Style(.hint)) }
        for offset in 0..<min(list.height, matches.count - first) {
            let entry = matches[first + offset]
            let why = entry.refusal(snapshot, state)
            var line = Line(first + offset == selected ? "▸ " : "  ", .borderFocused, .bold)
            line.append(Line(entry.name, why == nil ? .text : .muted).padded(to: names))
            line.append("  ")
            line.append(Line(entry.keys, .key).cut(to: keys).padded(to: keys))
            line.append("  ")
            line.append(why.map { "not now: \($0)" } ?? entry.help, .muted)
            grid.draw(line, in: list.row(offset))
            if first + offset == selected { grid.select(list.row(offset)) }
        }
    }
}
