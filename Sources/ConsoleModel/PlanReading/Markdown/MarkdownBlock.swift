/// A block of Markdown: what the parser saw, with its lines. It never changes and is passed around a lot, so it is a reference.
final class MarkdownBlock: Sendable {
    enum Kind: Sendable, Equatable {
        case heading(Int)
        case paragraph
        case list(ordered: Bool, start: Int)
        /// `box` is nil for an entry without one, else whether it is ticked.
        case item(box: Bool?)
        case code(info: String, text: String, fenced: Bool)
        case table
        case quote
        case html(String)
        case rule
    }

    let kind: Kind
    let firstLine: Int
    let lastLine: Int
    /// The text of a heading or paragraph, one value for every source line.
    let lines: [MarkdownLine]
    let children: [MarkdownBlock]
    let rows: [MarkdownRow]
    /// Of a list entry: its first paragraph.
    let entryText: String

    init(
        _ kind: Kind, firstLine: Int, lastLine: Int, lines: [MarkdownLine] = [], children: [MarkdownBlock] = [], rows: [MarkdownRow] = []
    ) {
        self.kind = kind
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.lines = lines
        self.children = children
        self.rows = rows
        entryText = if case .item = kind { Self.firstText(of: children) } else { "" }
    }

    var isParagraph: Bool { if case .paragraph = kind { true } else { false } }

    /// The line the text of a code block begins in: below its fence, where it has one.
    var codeLine: Int {
        if case .code(_, _, let fenced) = kind, !fenced { firstLine } else { firstLine + 1 }
    }

    /// All its text on one line.
    var text: String { lines.count == 1 ? lines[0].text : lines.map(\.text).joined(separator: " ") }
}

/// The inline content of one source line.
struct MarkdownLine: Sendable {
    /// Plain text: emphasis, code and link signs removed, their contents kept.
    var text: String
    var line: Int
    /// The bold text the line starts with.
    var lead: String?
    var codes: [String] = []
    var urls: [String] = []

    /// What stands after the bold start.
    var afterLead: Substring {
        guard let lead else { return text[...] }
        return text.drop(while: \.isWhitespace).dropFirst(lead.count)
    }
}

struct MarkdownRow: Sendable {
    var line: Int
    var cells: [MarkdownLine]
}
