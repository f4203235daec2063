import LaunchCore

/// Blocks of a section below one label: a bold line, or one that ends in a colon.
struct Segment {
    var label: String?
    var labelLine: Int?
    var words: SectionWords = []
    /// What the label says, else what the section is.
    var role: SectionRole?
    /// There is a label and its words do not tell.
    var isUnknownLabel = false
    var blocks: [MarkdownBlock] = []
}

/// `**Owner:** Dana`
struct Fact {
    var key: String
    var words: SectionWords
    var value: String
    var line: Int
}

/// Takes a section apart into its segments and facts.
struct SegmentReader {
    private(set) var segments: [Segment] = []
    private(set) var facts: [Fact] = []
    private let role: SectionRole?

    init(_ section: Section) {
        role = section.role
        segments = [Segment(role: role)]
        for (index, block) in section.blocks.enumerated() {
            let next = index + 1 < section.blocks.count ? section.blocks[index + 1] : nil
            take(block, next: next)
        }
    }

    private mutating func take(_ block: MarkdownBlock, next: MarkdownBlock?) {
        guard block.isParagraph else {
            if block.kind == .rule, !segments[segments.count - 1].blocks.isEmpty {
                start(nil)
            } else {
                segments[segments.count - 1].blocks.append(block)
            }
            return
        }
        var isPlain = true
        for (index, line) in block.lines.enumerated() {
            let isLast = index == block.lines.count - 1
            if isLast, let next, next.canFollowLabel, let label = PlanText.label(line) {
                start(label, line: line.line)
                isPlain = false
            } else if let fact = PlanText.fact(line) {
                facts.append(fact)
                isPlain = false
            }
        }
        if isPlain {
            if !segments[segments.count - 1].blocks.isEmpty { start(nil) }
            segments[segments.count - 1].blocks.append(block)
        }
    }

    private mutating func start(_ label: String?, line: Int? = nil) {
        var segment = Segment(label: label, labelLine: line, role: role)
        if let label {
            segment.words = SectionWords.of(label)
            let own = SectionWords.role(ofTitle: label, words: segment.words)
            segment.role = own ?? role
            segment.isUnknownLabel = own == nil
        }
        segments.append(segment)
    }
}

extension MarkdownBlock {
    /// Lists, code and tables are what labels stand above.
    fileprivate var canFollowLabel: Bool {
        switch kind {
        case .list, .code, .table, .quote: true
        default: false
        }
    }

    var isList: Bool { if case .list = kind { true } else { false } }
}
