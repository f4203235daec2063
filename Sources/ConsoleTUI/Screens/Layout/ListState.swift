/// Where somebody is in a list whose lines come and go: the cursor keeps to an entry, not to a line number.
struct ListState: Hashable, Sendable {
    var selected: String?
    /// The first line shown.
    var top = 0

    /// The line the cursor is on: that of the selected entry, else the first that can be selected.
    func cursor<Content>(in rows: [PaneRow<Content>]) -> Int? {
        if let selected, let index = rows.firstIndex(where: { $0.isSelectable && $0.id == selected }) { return index }
        return rows.firstIndex { $0.isSelectable }
    }

    func selectedID<Content>(in rows: [PaneRow<Content>]) -> String? { cursor(in: rows).flatMap { rows[$0].id } }

    mutating func move<Content>(_ motion: Motion, in rows: [PaneRow<Content>], height: Int) {
        let stops = rows.indices.filter { rows[$0].isSelectable }
        guard let cursor = cursor(in: rows), let place = stops.firstIndex(of: cursor) else {
            scroll(motion, count: rows.count, height: height)
            return
        }
        let page = max(1, height - 1)
        let target: Int
        switch motion {
        case .up: target = max(0, place - 1)
        case .down: target = min(stops.count - 1, place + 1)
        case .pageUp: target = stops.firstIndex { $0 >= cursor - page } ?? 0
        case .pageDown: target = stops.lastIndex { $0 <= cursor + page } ?? place
        case .top: target = 0
        case .bottom: target = stops.count - 1
        }
        selected = rows[stops[target]].id
        top = firstShown(in: rows, height: height)
        // What stands above the first entry comes into sight with it.
        if target == 0 { top = 0 }
    }

    /// Lists without anything to select scroll.
    mutating func scroll(_ motion: Motion, count: Int, height: Int) {
        let page = max(1, height - 1)
        switch motion {
        case .up: top -= 1
        case .down: top += 1
        case .pageUp: top -= page
        case .pageDown: top += page
        case .top: top = 0
        case .bottom: top = count
        }
        top = max(0, min(top, count - height))
    }

    /// The first line to show so that the selected entry is in sight.
    func firstShown<Content>(in rows: [PaneRow<Content>], height: Int) -> Int {
        let limit = max(0, rows.count - height)
        guard let cursor = cursor(in: rows) else { return max(0, min(top, limit)) }
        var last = cursor
        while last + 1 < rows.count, rows[last + 1].id == rows[cursor].id { last += 1 }
        return Self.firstShown(top: top, cursor: cursor, last: last, limit: limit, height: height)
    }

    static func firstShown(top: Int, cursor: Int, last: Int, limit: Int, height: Int) -> Int {
        var first = max(0, min(top, limit))
        if last >= first + height { first = last - height + 1 }
        if cursor < first { first = cursor }
        return first
    }
}
