/// The text of one Markdown plan as it was written, damaged characters repaired, so that nothing of it is out of reach.
public struct PlanDocument: Hashable, Sendable {
    /// As in `SourceLocation.file`.
    public var path: String
    /// Every line of the file, without line ends; `lines[0]` is line 1.
    public var lines: [String]
    /// In the order of the text; together they cover every line. The first may have no title: what stands before any heading.
    public var sections: [PlanSection]

    public init(path: String, lines: [String], sections: [PlanSection]) {
        self.path = path
        self.lines = lines
        self.sections = sections
    }

    /// The innermost section `line` stands in.
    public func section(at line: Int) -> PlanSection? {
        var low = 0
        var high = sections.count
        while low < high {
            let middle = (low + high) / 2
            if sections[middle].firstLine <= line { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? sections[low - 1] : nil
    }

    /// The lines of a section with the sections below it.
    public func text(of section: PlanSection) -> ArraySlice<String> {
        let first = max(section.firstLine - 1, 0)
        return lines[min(first, lines.count)..<max(min(section.lastLineOfTree, lines.count), min(first, lines.count))]
    }
}

/// A heading and what stands below it, up to the next heading.
public struct PlanSection: Hashable, Sendable {
    /// As it is written, without the signs of the heading; empty before the first heading.
    public var title: String
    /// 1 to 6; 0 before the first heading.
    public var level: Int
    public var firstLine: Int
    /// The last line before the next heading.
    public var lastLine: Int
    /// The last line before the next heading of the same or a higher level.
    public var lastLineOfTree: Int
    /// Nil where the words did not tell; such a section is text.
    public var role: SectionRole?
    /// True where the launch file gave the role.
    public var roleIsGiven: Bool

    public init(
        title: String, level: Int, firstLine: Int, lastLine: Int, lastLineOfTree: Int, role: SectionRole? = nil, roleIsGiven: Bool = false
    ) {
        self.title = title
        self.level = level
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.lastLineOfTree = lastLineOfTree
        self.role = role
        self.roleIsGiven = roleIsGiven
    }
}
