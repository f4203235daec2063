import LaunchCore

/// A heading with the blocks below it, up to the next heading.
struct Section {
    var title: String
    /// What the words of the title speak of.
    var words: SectionWords = []
    /// 0 for what stands before any heading.
    var level: Int
    var firstLine: Int
    var lastLine: Int
    var blocks: [MarkdownBlock] = []
    var parent: Int?
    var children: [Int] = []
    var shape: HeadingShape
    /// Given in the launch file, else told by the words of the heading.
    var ownRole: SectionRole?
    var isGiven = false
    /// What holds here: the own role, or that of a section above. Nil where nothing tells.
    var role: SectionRole?
    /// True for a part of the launch by its own words, or by the operator's.
    var isPhase = false
    /// It tells what was done before; nothing below it is work, whatever it is called.
    var isHistory = false
    var urls: [String] = []
}

/// Builds the tree of headings of a document.
struct SectionTree {
    private(set) var sections: [Section]
    private var stack = [0]
    private let lastLine: Int
    private let roles: [String: SectionRole]

    static func build(_ blocks: [MarkdownBlock], lastLine: Int, roles: [String: SectionRole]) -> [Section] {
        var tree = SectionTree(lastLine: lastLine, roles: roles)
        let boldHeadings = !blocks.contains { isPhaseHeading($0) }
        for block in blocks { tree.take(block, boldHeadings: boldHeadings) }
        tree.close()
        return tree.sections
    }

    private init(lastLine: Int, roles: [String: SectionRole]) {
        self.lastLine = lastLine
        self.roles = roles
        sections = [Section(title: "", level: 0, firstLine: 1, lastLine: lastLine, shape: HeadingShape(""))]
    }

    private static func isPhaseHeading(_ block: MarkdownBlock) -> Bool {
        if case .heading(let level) = block.kind { level > 1 && HeadingShape(block.text).isPhase } else { false }
    }

    private mutating func take(_ block: MarkdownBlock, boldHeadings: Bool) {
        if case .heading(let level) = block.kind {
            open(block, level: level)
        } else if boldHeadings, block.isParagraph, block.lines.count == 1, let lead = block.lines[0].lead,
            block.lines[0].afterLead.allSatisfy({ !$0.isLetter && !$0.isNumber }), HeadingShape(lead).isPhase
        {
            // Plans without phase headings often write them in bold.
            open(block, level: 7)
        } else {
            sections[sections.count - 1].blocks.append(block)
        }
    }

    private mutating func open(_ block: MarkdownBlock, level: Int) {
        while let top = stack.last, sections[top].level >= level, top != 0 { stack.removeLast() }
        let parent = stack.last ?? 0
        sections[sections.count - 1].lastLine = block.firstLine - 1
        let text = block.text
        let title = PlanText.trimmed(text)
        var section = Section(
            title: title, words: SectionWords.of(title), level: level, firstLine: block.firstLine, lastLine: lastLine, parent: parent,
            shape: HeadingShape(text))
        section.urls = block.lines.flatMap(\.urls)
        assignRole(&section, parent: parent)
        sections.append(section)
        sections[parent].children.append(sections.count - 1)
        stack.append(sections.count - 1)
    }

    private mutating func close() { sections[sections.count - 1].lastLine = max(lastLine, sections[sections.count - 1].firstLine) }

    private func assignRole(_ section: inout Section, parent: Int) {
        if !roles.isEmpty, let given = roles[Slug.make(section.title, limit: 200)] {
            (section.ownRole, section.role, section.isGiven, section.isPhase) = (given, given, true, given == .phase)
            return
        }
        let above = sections[parent]
        // Parentheses only take words away.
        section.isHistory =
            above.isHistory
            || !section.shape.isPhase && section.words.contains(.history)
                && SectionWords.of(PlanText.withoutParentheses(section.title)).contains(.history)
        if section.isHistory {
            (section.ownRole, section.role) = (.text, .text)
            return
        }
        if belongs(&section, to: above) { return }
        section.isPhase = section.shape.isPhase
        var own = SectionWords.role(ofTitle: section.title, words: section.words)
        // Inside work, `1. Analysis` is a step and `Phase 1: Planning` a phase, whatever else the words could mean.
        let isWork = section.isPhase || section.shape.numbers > 0 && (above.role == .tasks || above.isPhase)
        if isWork, own == .text || own == .timeline { own = nil }
        section.ownRole = own
        section.role = own ?? inherited(from: above, isPhase: section.isPhase)
    }

    /// Steps of a rollback and days of a watch are no phases of the launch, whatever they are called.
    private func belongs(_ section: inout Section, to above: Section) -> Bool {
        guard let role = above.role, !above.isPhase, [.rollback, .monitoring, .triggers, .criteria, .goals].contains(role) else {
            return false
        }
        let own = SectionWords.role(ofTitle: section.title, words: section.words)
        if section.words.contains(.negation) { return false }
        let isPart = own == nil || own == .tasks || own == .text || own == .timeline || section.shape.isPhase
        guard isPart, section.shape.isPhase || own != .text || role == .rollback || role == .triggers else { return false }
        if role == .monitoring, own == .tasks { return false }
        section.role = role
        return true
    }

    private func inherited(from above: Section, isPhase: Bool) -> SectionRole? {
        if isPhase { return .tasks }
        // The content of a phase is not all work; what stands below its own headings has to show it.
        return above.isPhase && above.ownRole == nil ? nil : above.role
    }
}
