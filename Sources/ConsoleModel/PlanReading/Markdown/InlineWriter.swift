/// Collects inline content line by line.
struct InlineWriter {
    private var lines: [MarkdownLine] = []
    private var current: MarkdownLine
    private var strongStart: Int?

    init(line: Int) {
        current = MarkdownLine(text: "", line: line)
    }

    mutating func add(_ text: String, line: Int) {
        if current.text.isEmpty { current.line = max(current.line, line) }
        if current.text.isEmpty { current.text = text } else { current.text += text }
    }

    mutating func addCode(_ text: String, line: Int) {
        add(text, line: line)
        current.codes.append(text)
    }

    mutating func addURL(_ url: String) { current.urls.append(url) }

    /// Tags vanish; `<commit_hash>` and the like are no tags and stay.
    mutating func addHTML(_ text: String) {
        if text.hasPrefix("<!--") { return }
        let name = text.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if name == "br" { current.text += " " } else if !Self.tags.contains(name) || text.contains("_") { current.text += text }
    }

    private static let tags: Set<String> = [
        "a", "b", "i", "u", "s", "em", "strong", "code", "kbd", "sub", "sup", "span", "div", "p", "img", "font", "small", "mark", "del",
        "ins", "details", "summary", "center", "input", "label", "h1", "h2", "h3", "h4", "ul", "ol", "li", "table", "tr", "td", "th",
    ]

    mutating func beginStrong() {
        if current.lead == nil, current.text.allSatisfy({ !$0.isLetter && !$0.isNumber }) { strongStart = current.text.utf8.count }
    }

    mutating func endStrong() {
        guard let start = strongStart else { return }
        strongStart = nil
        let utf8 = current.text.utf8
        guard start <= utf8.count else { return }
        let lead = String(current.text[utf8.index(utf8.startIndex, offsetBy: start)...])
        if !lead.isEmpty { current.lead = lead }
    }

    mutating func breakLine() {
        lines.append(current)
        current = MarkdownLine(text: "", line: current.line + 1)
        strongStart = strongStart.map { _ in 0 }
    }

    mutating func finish() -> [MarkdownLine] {
        lines.append(current)
        return lines
    }
}
