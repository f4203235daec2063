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
        let id: String
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
    private let places: [String: Int]

    init(_ plan: Plan) {
        digest = plan.digest
        var lines: [Line] = []
        var starts: [Int] = []
        for (index, phase) in plan.phases.enumerated() {
            starts.append(lines.count)
            lines.append(Line(entry: .phase(index), phase: index, id: "phase/\(phase.id)"))
            var section: [String] = []
            for item in phase.items {
                if item.section != section, !item.section.isEmpty {
                    lines.append(Line(entry: .section(item.section), phase: index, id: ""))
                }
                section = item.section
                for each in item.flattened { lines.append(Line(entry: .item(each), phase: index, id: "item/\(each.id)")) }
            }
            for decision in phase.decisions {
                lines.append(Line(entry: .decision(decision), phase: index, id: "decision/\(decision.id)"))
            }
        }
        starts.append(lines.count)
        self.lines = lines
        boxes = lines.compactMap { line in
            if case .item(let item) = line.entry { Box(phase: line.phase, id: item.id, wasDone: item.done) } else { nil }
        }
        self.starts = starts
        var places: [String: Int] = [:]
        for (index, line) in lines.enumerated() where !line.id.isEmpty { places[line.id] = index }
        self.places = places
    }

    func place(of id: String) -> Int? { places[id] }

    /// Whether it still tells of `plan`.
    func isOf(_ plan: Plan) -> Bool { digest == plan.digest && starts.count == plan.phases.count + 1 }
}
