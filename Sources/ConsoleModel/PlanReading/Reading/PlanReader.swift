import LaunchCore

/// Reads one Markdown plan: repairs its text, builds the tree of headings, tells what each section is, and takes out what a launch
/// is made of. Linear in the size of the text.
struct PlanReader {
    let file: SourceFile
    let givenRoles: [String: SectionRole]
    var text = ""
    var sections: [Section] = []
    var names: UniqueNames
    var itemNames = ItemNames()
    var problems: [Problem] = []

    /// Found per section, in the order of the text.
    var items: [[Item]] = []
    /// Headings above each section, outermost first, itself last; without the title of the document.
    var paths: [[String]] = []
    /// Per section: what the ids of its items are made of besides their own text, hashed.
    var marks: [UInt64] = []
    var facts: [[Fact]] = []
    var windows: [(window: Window, section: Int)] = []
    var triggers: [(trigger: Trigger, section: Int)] = []
    var rollbacks: [RollbackReading] = []
    var criteria: [(criterion: Criterion, section: Int)] = []
    var goals: [Goal] = []
    var decisions: [(decision: Decision, section: Int)] = []
    var timelines: [TimelineTable] = []
    var candidates: [Candidate] = []

    init(file: SourceFile, roles: [String: SectionRole], names: UniqueNames) {
        self.file = file
        givenRoles = roles
        self.names = names
    }

    /// Adds what the plan says, and tells what is doubtful.
    mutating func read(into plan: inout Plan) -> [Problem] {
        repair()
        let blocks = parse()
        let lines = PlanLines.split(text)
        sections = SectionTree.build(blocks, lastLine: lines.count, roles: givenRoles)
        items = Array(repeating: [], count: sections.count)
        facts = items.map { _ in [] }
        for section in sections { addPath(of: section) }
        readSections()
        let found = items
        items = []
        finish(PhaseGrouping.group(found, of: self), into: &plan)
        plan.documents.append(PlanDocument(path: file.name, lines: lines, sections: documentSections()))
        return problems
    }

    func at(_ line: Int) -> SourceLocation { SourceLocation(file: file.name, line: line) }

    mutating func note(_ line: Int, _ message: String) { problems.append(Problem(.note, at: at(line), message)) }

    private mutating func addPath(of section: Section) {
        let above = section.parent.map { paths[$0] } ?? []
        let mark = section.parent.map { marks[$0] } ?? Slug.hash(file.name, after: Slug.startOfHash)
        let isTitled = section.level > 1
        paths.append(isTitled ? above + [section.title] : above)
        marks.append(isTitled ? Slug.hash(section.title, after: mark) : mark)
    }

    private mutating func repair() {
        let outcome = TextRepair.repair(file.text)
        text = outcome.text
        if let page = outcome.page, let first = outcome.repairedLines.first {
            let count = outcome.repairedLines.count
            note(
                first,
                "\(count) damaged \(count == 1 ? "run" : "runs") of characters repaired, UTF-8 that was read as \(page); the file itself is left as it is"
            )
        }
        for guess in outcome.guesses {
            note(guess.line, "bytes were lost here: guessed \(guess.sign); correct the file if it was another sign")
        }
        for line in outcome.leftLines { note(line, "damaged characters could not be repaired; correct them in the file") }
    }

    private mutating func parse() -> [MarkdownBlock] {
        let blocks = MarkdownParser.parse(FrontMatter.blanked(text))
        guard let embedded = EmbeddedPlan.find(in: blocks) else { return blocks }
        note(embedded.line, "the plan stands inside a fence; that is what was read")
        return EmbeddedPlan.shifted(MarkdownParser.parse(FrontMatter.blanked(embedded.text)), by: embedded.line)
    }

    private mutating func readSections() {
        var urls: Set<String> = []
        for index in sections.indices {
            readSection(index)
            readCandidates(of: index, except: &urls)
            // Only gates are looked at once more. The memory of the others is still in the processor's cache, for what is read next.
            if sections[index].ownRole != .decision { sections[index].blocks = [] }
        }
        candidates.sort { $0.location.line < $1.location.line }
    }

    private mutating func readSection(_ index: Int) {
        let section = sections[index]
        let reader = SegmentReader(section)
        facts[index] = reader.facts
        readFacts(of: index)
        if section.role == .decision { readDecisionHeading(index) }
        let isWindow = readWindow(index, reader)
        for segment in reader.segments {
            // A labelled list of tasks inside a window stays work.
            readSegment(segment, in: index, isWindow: isWindow && (segment.role != .tasks || segment.label == nil))
        }
    }

    private mutating func readSegment(_ segment: Segment, in index: Int, isWindow: Bool) {
        switch segment.role {
        case .triggers: readTriggers(segment, in: index)
        case .rollback: readRollback(segment, in: index)
        case .criteria, .decision: readCriteria(segment, in: index)
        case .goals: readGoals(segment, in: index)
        case .timeline: readTimeline(segment, in: index)
        case .monitoring: if !isWindow { readMonitoring(segment, in: index) }
        case .phase, .tasks, .text, nil: readTables(segment, in: index)
        }
        if segment.role != .triggers, segment.role != .rollback { readItems(segment, in: index, isWindow: isWindow) }
        readKPIs(segment)
    }

    private func documentSections() -> [PlanSection] {
        sections.indices.filter { sections[$0].lastLine >= sections[$0].firstLine }.map { index in
            let section = sections[index]
            var last = section.lastLine
            for next in sections[(index + 1)...] {
                guard next.level > section.level else { break }
                last = next.lastLine
            }
            return PlanSection(
                title: section.title, level: section.level, firstLine: section.firstLine, lastLine: section.lastLine, lastLineOfTree: last,
                role: section.isPhase ? .phase : section.role, roleIsGiven: section.isGiven)
        }
    }
}

/// Ids of items: of section, text and occurrence, never of the line.
struct ItemNames {
    private var counts: [UInt64: Int] = [:]
    /// Hashes of the ids: shorter to keep, and quicker to look through again.
    private var taken: Set<UInt64> = []

    /// - Parameter mark: a hash of what the item stands below.
    mutating func take(below mark: UInt64, text: String) -> String {
        var hash = Slug.hash(text, after: mark)
        let count = Self.next(&counts[hash, default: 0])
        if count > 1 { hash = Slug.hash(String(count), after: hash) }
        var id = Slug.make(text, limit: 32, hash: hash)
        // The mark is short: among thousands of equal entries two may have one.
        while !taken.insert(Slug.hash(id, after: Slug.startOfHash)).inserted {
            hash = Slug.hash(Slug.make(text, limit: 32), after: hash)
            id = Slug.make(text, limit: 32, hash: hash)
        }
        return id
    }

    private static func next(_ count: inout Int) -> Int {
        count += 1
        return count
    }
}
