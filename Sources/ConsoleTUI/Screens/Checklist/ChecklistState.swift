import LaunchCore

/// Where the operator is in the checklist, and which phases are open.
struct ChecklistState: Hashable, Sendable {
    private(set) var outline: Outline
    private(set) var tally: Tally
    private var open: Set<String>
    /// Indexes into the outline of the lines that show, in order.
    private(set) var rows: [Int] = []
    /// Index into `rows`.
    private(set) var cursor = 0
    private(set) var top = 0

    init(_ plan: Plan, _ state: LaunchState) {
        outline = Outline(plan)
        tally = Tally(outline, plan, state)
        open = []
        if let current = tally.current ?? plan.phases.indices.first { open.insert(plan.phases[current].id) }
        layOut(plan)
        select { if case .item(let item) = $0.entry { state.progress(of: item) == .open } else { false } }
    }

    /// Takes in a new plan or new records; the cursor stays on its entry.
    mutating func refresh(_ plan: Plan, _ state: LaunchState) {
        if !outline.isOf(plan) {
            let known = selected.flatMap(outline.identity)
            outline = Outline(plan)
            tally = Tally(outline, plan, state)
            layOut(plan)
            if let place = known.flatMap(outline.place), let row = row(of: place) { cursor = row }
            cursor = max(0, min(cursor, rows.count - 1))
            return
        }
        guard tally.seq != state.seq else { return }
        let before = tally.current
        tally = Tally(outline, plan, state)
        // The next phase opens by itself; nothing ever closes under the operator's hands.
        if let current = tally.current, current != before { setOpen(true, phase: current, plan) }
    }

    var selected: Outline.Line? { rows.indices.contains(cursor) ? outline.lines[rows[cursor]] : nil }

    var selectedItem: Item? {
        if case .item(let item)? = selected?.entry { item } else { nil }
    }

    func isOpen(_ phase: Phase) -> Bool { open.contains(phase.id) }

    mutating func move(_ motion: Motion, height: Int) {
        let page = max(1, height - 1)
        let target: Int
        switch motion {
        case .up: target = cursor - 1
        case .down: target = cursor + 1
        case .pageUp: target = cursor - page
        case .pageDown: target = cursor + page
        case .top: target = 0
        case .bottom: target = rows.count - 1
        }
        let isDownwards = target > cursor
        cursor = max(0, min(target, rows.count - 1))
        // Sub-headings are no place to stand.
        while selected?.isHeading == true, cursor > 0, cursor < rows.count - 1 { cursor += isDownwards ? 1 : -1 }
        top = firstShown(height: height)
    }

    mutating func stand(on row: Int, height: Int) {
        cursor = max(0, min(row, rows.count - 1))
        top = firstShown(height: height)
    }

    /// The next line, after the cursor and round to it, that answers `isWanted`; phases that hide it are opened.
    mutating func find(_ plan: Plan, height: Int, forwards: Bool = true, _ isWanted: (Outline.Line) -> Bool) -> Bool {
        let count = outline.lines.count
        guard count > 0 else { return false }
        let start = rows.indices.contains(cursor) ? rows[cursor] : 0
        for step in 1...count {
            let index = (start + (forwards ? step : count - step) + count) % count
            let line = outline.lines[index]
            if line.isHeading || !isWanted(line) { continue }
            if row(of: index) == nil { setOpen(true, phase: line.phase, plan) }
            if let row = row(of: index) { stand(on: row, height: height) }
            return true
        }
        return false
    }

    private mutating func select(_ isWanted: (Outline.Line) -> Bool) {
        cursor = rows.firstIndex { isWanted(outline.lines[$0]) } ?? 0
    }

    func firstShown(height: Int) -> Int {
        ListState.firstShown(top: top, cursor: cursor, last: cursor, limit: max(0, rows.count - height), height: height)
    }

    mutating func setOpen(_ isOpen: Bool, phase index: Int, _ plan: Plan) {
        guard plan.phases.indices.contains(index) else { return }
        if isOpen { open.insert(plan.phases[index].id) } else { open.remove(plan.phases[index].id) }
        layOutKeepingSelection(plan, fallback: index)
    }

    mutating func setAllOpen(_ isOpen: Bool, _ plan: Plan) {
        let phase = selected?.phase ?? 0
        open = isOpen ? Set(plan.phases.map(\.id)) : []
        layOutKeepingSelection(plan, fallback: phase)
    }

    var isEveryPhaseOpen: Bool { open.count == outline.starts.count - 1 }

    private mutating func layOutKeepingSelection(_ plan: Plan, fallback phase: Int) {
        let place = rows.indices.contains(cursor) ? rows[cursor] : 0
        layOut(plan)
        cursor = row(of: place) ?? row(of: outline.starts[phase]) ?? 0
    }

    private mutating func layOut(_ plan: Plan) {
        rows.removeAll(keepingCapacity: true)
        for (index, phase) in plan.phases.enumerated() {
            rows.append(outline.starts[index])
            if open.contains(phase.id) { rows.append(contentsOf: outline.starts[index] + 1..<outline.starts[index + 1]) }
        }
    }

    /// The row an entry of the outline stands in; nil while its phase is closed.
    private func row(of place: Int) -> Int? {
        var low = 0, high = rows.count - 1
        while low <= high {
            let middle = (low + high) / 2
            if rows[middle] == place { return middle }
            if rows[middle] < place { low = middle + 1 } else { high = middle - 1 }
        }
        return nil
    }
}
