/// A block of Markdown as a value: what the parser saw, with its lines.
struct MarkdownBlock: Sendable {
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

    var kind: Kind
    var firstLine: Int
    var lastLine: Int
    /// The text of a heading or paragraph, one value for every source line.
    var lines: [MarkdownLine] = []
    var children: [MarkdownBlock] = []
    var rows: [MarkdownRow] = []

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
