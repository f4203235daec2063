import LaunchCore

/// Which headings are phases, and which phase each item stands in.
struct PhaseGrouping {
    private let reader: PlanReader
    /// Of each section, until a phase takes them: there may be ten thousand, too many to copy.
    private var items: [[Item]]
    private var names: UniqueNames
    private var result: [Phase] = []
    /// The section each phase is made of.
    private var sectionOfPhase: [Int] = []
    /// The phase each section stands in.
    private var phaseOfSection: [Int?]
    /// Anything of a launch found in a section or below it, other than items.
    private var hasOther: [Bool]
    private var hasItems: [Bool]
    private let titleCount: Int

    private init(_ items: consuming [[Item]], of reader: PlanReader) {
        self.reader = reader
        hasItems = items.map { !$0.isEmpty }
        self.items = items
        names = reader.names
        titleCount = reader.sections.count { $0.level == 1 }
        let count = reader.sections.count
        phaseOfSection = Array(repeating: nil, count: count)
        hasOther = Array(repeating: false, count: count)
        for section in reader.windows.map(\.section) + reader.triggers.map(\.section) + reader.criteria.map(\.section)
            + reader.decisions.map(\.section)
            + reader.rollbacks.map(\.section)
        {
            hasOther[section] = true
        }
        // Children stand after their parents, so one pass from the end reaches every ancestor.
        for index in stride(from: count - 1, to: 0, by: -1) {
            guard let parent = reader.sections[index].parent else { continue }
            if hasItems[index] { hasItems[parent] = true }
            if hasOther[index] { hasOther[parent] = true }
        }
    }

    struct Grouped {
        var phases: [Phase]
        var phaseOfSection: [Int?]
        var names: UniqueNames
    }

    static func group(_ items: consuming [[Item]], of reader: PlanReader) -> Grouped {
        var grouping = PhaseGrouping(items, of: reader)
        grouping.collect(0)
        return Grouped(phases: grouping.result, phaseOfSection: grouping.phaseOfSection, names: grouping.names)
    }

    private mutating func collect(_ index: Int) {
        let section = reader.sections[index]
        let isContainer = section.level == 0 || section.level == 1 && (titleCount == 1 || !section.isPhase)
        if isContainer {
            addOwn(index)
            for child in section.children { collect(child) }
        } else if !section.isPhase, splits(section) {
            addOwn(index)
            for child in section.children { collect(child) }
        } else {
            add(index)
        }
    }

    /// A heading above several phases, or above numbered parts, is no phase itself.
    private func splits(_ section: Section) -> Bool {
        if section.isGiven || section.words.contains(.restated) { return false }
        let children = section.children.map { reader.sections[$0] }
        if children.count(where: \.isPhase) >= 2 { return true }
        switch section.role {
        case .tasks, .phase, nil: return children.count { $0.shape.numbers > 0 } >= 2
        default: return false
        }
    }

    /// A phase of a section's own items only.
    private mutating func addOwn(_ index: Int) {
        guard !items[index].isEmpty else { return }
        append(index, items: take(index, below: index))
    }

    private mutating func add(_ index: Int) {
        let section = reader.sections[index]
        guard hasItems[index] || section.isPhase && hasOther[index] else { return }
        let phase = append(index, items: [])
        gather(index, into: phase)
    }

    @discardableResult
    private mutating func append(_ index: Int, items: [Item]) -> Int {
        let section = reader.sections[index]
        let title = section.title.isEmpty ? PlanText.trimmed(reader.file.name.split(separator: ".").first ?? "Plan") : section.title
        let facts = PhaseFacts(title: title, facts: reader.facts[index])
        let id = names.take(Slug.make(PlanText.withoutParentheses(title)))
        phaseOfSection[index] = result.count
        sectionOfPhase.append(index)
        result.append(
            Phase(
                id: id, title: title, owner: facts.owner, estimate: facts.estimate, items: items,
                location: reader.at(section.firstLine)))
        return result.count - 1
    }

    private mutating func gather(_ index: Int, into phase: Int) {
        phaseOfSection[index] = phase
        result[phase].items.take(take(index, below: sectionOfPhase[phase]))
        for child in reader.sections[index].children { gather(child, into: phase) }
    }

    /// The items of a section, which know the headings between it and the phase's section.
    private mutating func take(_ index: Int, below phase: Int) -> [Item] {
        var taken: [Item] = []
        swap(&taken, &items[index])
        let headings = Array(reader.paths[index].dropFirst(reader.paths[phase].count))
        if !headings.isEmpty { for place in taken.indices { Self.place(&taken[place], below: headings) } }
        return taken
    }

    private static func place(_ item: inout Item, below headings: [String]) {
        item.section = headings
        for index in item.items.indices { place(&item.items[index], below: headings) }
    }
}

/// Owner and estimate of a phase, from its heading and the lines below it.
struct PhaseFacts {
    var owner: String?
    var estimate: Duration?

    init(title: String, facts: [Fact]) {
        let own = ItemFacts(title)
        owner = own.owner
        estimate = own.estimate
        for fact in facts {
            if owner == nil, fact.words.contains(.owner), fact.value.count <= 60 { owner = PlanText.withoutSigns(fact.value) }
            if estimate == nil, fact.words.contains(.estimate) {
                let tokens = Tokens.of(fact.value)
                if let (length, range) = ProseDuration.first(in: tokens), range.lowerBound <= 1 { estimate = length }
            }
        }
    }
}

extension PlanText {
    static func withoutParentheses(_ text: String) -> String {
        guard text.hasByte({ $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") || $0 == 0xEF }) else { return text }
        var depth = 0
        return String(
            text.filter { character in
                if character == "(" || character == "（" { depth += 1 }
                defer { if character == ")" || character == "）" { depth = max(0, depth - 1) } }
                return depth == 0
            })
    }
}
