import LaunchCore

/// The checklist as a flat list of lines, made once for a plan: drawing and moving never walk the tree.
struct Outline: Hashable, Sendable {
    enum Entry: Hashable, Sendable {
        case phase(Int)
        /// A heading between the phase and its items.
        case section([String])
        case item(Item)
        case decision(Decision)
    }

    /// An entry and the phase it belongs to.
    struct Line: Hashable, Sendable {
        let entry: Entry
        let phase: Int

        /// No place to stand.
        var isHeading: Bool { if case .section = entry { true } else { false } }
    }

    /// What an entry is known by after an edit of the plan.
    enum Identity: Hashable {
        case phase(String), item(String), decision(String)
    }

    /// What counting needs of an item.
    struct Box: Hashable, Sendable {
        let phase: Int
        let id: String
        let wasDone: Bool
    }

    let digest: String
    let lines: [Line]
    /// Where each phase begins in `lines`; one more at the end.
    let starts: [Int]
    /// One for each item, in order.
    let boxes: [Box]
    /// Ids of the phases.
    private let phases: [String]

    init(_ plan: Plan) {
        digest = plan.digest
        phases = plan.phases.map(\.id)
        var lines: [Line] = []
        var boxes: [Box] = []
        var starts: [Int] = []
        let count = plan.phases.reduce(0) { $0 + $1.items.count }
        lines.reserveCapacity(count + plan.phases.count)
        boxes.reserveCapacity(count)
        for (index, phase) in plan.phases.enumerated() {
            starts.append(lines.count)
            lines.append(Line(entry: .phase(index), phase: index))
            var section: [String] = []
            for item in phase.items {
                if item.section != section, !item.section.isEmpty {
                    lines.append(Line(entry: .section(item.section), phase: index))
                }
                section = item.section
                item.visit { each in
                    lines.append(Line(entry: .item(each), phase: index))
                    boxes.append(Box(phase: index, id: each.id, wasDone: each.done))
                }
            }
            for decision in phase.decisions { lines.append(Line(entry: .decision(decision), phase: index)) }
        }
        starts.append(lines.count)
        self.lines = lines
        self.boxes = boxes
        self.starts = starts
    }

    /// Nil for a heading.
    func identity(of line: Line) -> Identity? {
        switch line.entry {
        case .phase(let index): .phase(phases[index])
        case .section: nil
        case .item(let item): .item(item.id)
        case .decision(let decision): .decision(decision.id)
        }
    }

    /// Walks: after an edit of the plan once is often enough.
    func place(of identity: Identity) -> Int? { lines.firstIndex { self.identity(of: $0) == identity } }

    /// Whether it still tells of `plan`.
    func isOf(_ plan: Plan) -> Bool { digest == plan.digest && starts.count == plan.phases.count + 1 }
}
