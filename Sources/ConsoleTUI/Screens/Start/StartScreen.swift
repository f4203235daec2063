import LaunchCore

/// What a start without a launch shows: what this is, and what one can begin with. A value: keys in, a choice out.
public struct StartScreen: Sendable {
    /// Something to begin with.
    public struct Entry: Hashable, Sendable {
        /// Entries of the same group stand together under its name.
        public var group: String
        public var title: String
        /// The command that does the same.
        public var command: String

        public init(group: String, title: String, command: String) {
            self.group = group
            self.title = title
            self.command = command
        }
    }

    public enum Outcome: Hashable, Sendable {
        case open, left
        /// An index of `entries`.
        case chosen(Int)
    }

    public let entries: [Entry]
    public private(set) var selected = 0
    private let introduction: String
    private var size: Size

    public init(introduction: String, entries: [Entry], size: Size) {
        self.introduction = introduction
        self.entries = entries
        self.size = size
    }

    public mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .resize(let width, let height): size = Size(width: width, height: height)
        case .character("q"), .escape, .control("c"), .control("d"): return .left
        case .enter, .character(" "), .right, .character("l"): return entries.indices.contains(selected) ? .chosen(selected) : .open
        case .up, .character("k"), .control("p"), .backTab: selected = max(0, selected - 1)
        case .down, .character("j"), .control("n"), .tab: selected = max(0, min(entries.count - 1, selected + 1))
        case .home, .character("g"), .pageUp: selected = 0
        case .end, .character("G"), .pageDown: selected = max(0, entries.count - 1)
        case .character(let digit):
            guard let number = digit.wholeNumberValue, entries.indices.contains(number - 1) else { return .open }
            selected = number - 1
        default: break
        }
        return .open
    }

    public var grid: Grid {
        var grid = Grid(width: size.width, height: size.height)
        let width = min(size.width - 2, 100)
        guard width > 8, size.height > 2 else { return grid }
        var area = Rect(x: 1, y: 0, width: width, height: size.height - 1)
        let head = [Line("opsconsole", .title, .bold)] + Line(introduction).wrapped(to: width, indent: 0) + [Line()]
        // Where there is little room the choices go before the words.
        let shown = size.height >= 16 ? head : Array(head.prefix(1))
        for (index, line) in shown.enumerated() { grid.draw(line, in: area.row(index)) }
        area = Rect(x: area.x, y: area.y + shown.count, width: width, height: max(0, area.height - shown.count))
        draw(rows, in: area, on: &grid)
        let hint = Line("↑↓", .key) + Line(" choose   ", .hint) + Line("⏎", .key) + Line(" do it   ", .hint)
        grid.draw(hint + Line("q", .key) + Line(" leave", .hint), in: Rect(x: 1, y: size.height - 1, width: width, height: 1))
        return grid
    }

    private enum Row { case group(String), entry(Int), gap }

    private var rows: [Row] {
        var rows: [Row] = []
        for (index, entry) in entries.enumerated() {
            if index == 0 || entries[index - 1].group != entry.group {
                if index > 0, size.height >= 16 { rows.append(.gap) }
                rows.append(.group(entry.group))
            }
            rows.append(.entry(index))
        }
        return rows
    }

    private func draw(_ rows: [Row], in area: Rect, on grid: inout Grid) {
        let cursor = rows.firstIndex { if case .entry(selected) = $0 { true } else { false } } ?? 0
        let first = ListState.firstShown(
            top: 0, cursor: cursor, last: cursor, limit: max(0, rows.count - area.height), height: area.height)
        // A title cut short tells nobody what it does; the command is for those who have room.
        let titles = min(area.width < 60 ? area.width - 4 : area.width / 2, (entries.map { TextWidth.of($0.title) }.max() ?? 0) + 4)
        for offset in 0..<max(0, min(area.height, rows.count - first)) {
            let line = area.row(offset)
            switch rows[first + offset] {
            case .gap: break
            case .group(let name): grid.draw(Line(name, .heading, .bold), in: line)
            case .entry(let index):
                let entry = entries[index]
                let title = Line("\(index < 9 ? "\(index + 1)" : " ") ", .key) + Line(entry.title)
                let words = Line(index == selected ? "▸ " : "  ", .borderFocused, .bold) + title.cut(to: titles).padded(to: titles)
                grid.draw(words + Line("  \(entry.command)", .muted), in: line)
                if index == selected { grid.select(line) }
            }
        }
        let below = rows.count - first - area.height
        guard below > 0 || first > 0 else { return }
        let more = (first > 0 ? " ↑\(first) more" : "") + (below > 0 ? " ↓\(below) more" : "")
        grid.put(more, endingAt: area.maxX, y: size.height - 1, in: grid.bounds, style: Style(.hint))
    }
}
