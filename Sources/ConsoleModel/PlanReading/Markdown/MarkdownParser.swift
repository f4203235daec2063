import CCMarkGFM

/// cmark-gfm with tables, task lists, autolinks and strikethrough. The only file that knows the C library.
enum MarkdownParser {
    /// Deeper blocks are left out here; their lines are still in the document.
    static let maxDepth = 48

    private typealias Pointer = OpaquePointer

    /// Registered once and never changed afterwards, so any thread may use them.
    private nonisolated(unsafe) static let extensions: [OpaquePointer] = {
        cmark_gfm_core_extensions_ensure_registered()
        let names: [String] = ["table", "tasklist", "autolink", "strikethrough"]
        return names.compactMap { cmark_find_syntax_extension($0) }
    }()

    static func parse(_ text: String) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var text = text
        text.withUTF8 { bytes in
            var parts = MarkdownParts(bytes)
            var linesAbove = 0
            while let part = parts.next {
                let boxes = BoxPlaces(part.text, linesAbove: linesAbove)
                if let found = parse(part.text, boxes, isLast: part.isLast) {
                    blocks += found
                    linesAbove += boxes.lineCount
                    parts.advance()
                } else {
                    parts.extend()
                }
            }
        }
        return blocks
    }

    /// Nil where the text ends inside of a block, unless it is the last.
    private static func parse(_ text: UnsafeBufferPointer<UInt8>, _ boxes: BoxPlaces, isLast: Bool) -> [MarkdownBlock]? {
        let extensions = extensions
        // Without source positions the library does not count the lines inside of code spans.
        guard let parser = cmark_parser_new(CMARK_OPT_SOURCEPOS) else { return [] }
        defer { cmark_parser_free(parser) }
        for ext in extensions { cmark_parser_attach_syntax_extension(parser, ext) }
        text.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        guard let root = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(root) }
        if !isLast, let last = cmark_node_last_child(root), isOpen(last, boxes) { return nil }
        return children(of: root, depth: 0, boxes)
    }

    /// Whether a fence or HTML at the end of a part goes on behind it: a closed one ends before the blank line.
    private static func isOpen(_ node: Pointer, _ boxes: BoxPlaces) -> Bool {
        let type = cmark_node_get_type(node)
        return (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) && Int(cmark_node_get_end_line(node)) >= boxes.lineCount
    }

    private static func children(of node: Pointer, depth: Int, _ boxes: BoxPlaces) -> [MarkdownBlock] {
        guard depth < maxDepth else { return [] }
        var blocks: [MarkdownBlock] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            if let block = block(child, depth: depth, boxes) { blocks.append(block) }
            next = cmark_node_next(child)
        }
        return blocks
    }

    private static func block(_ node: Pointer, depth: Int, _ boxes: BoxPlaces) -> MarkdownBlock? {
        let first = firstLine(node) + boxes.linesAbove
        let last = max(first, Int(cmark_node_get_end_line(node)) + boxes.linesAbove)
        func make(_ kind: MarkdownBlock.Kind, lines: [MarkdownLine] = [], nested: Bool = false) -> MarkdownBlock {
            MarkdownBlock(
                kind, firstLine: first, lastLine: last, lines: lines, children: nested ? children(of: node, depth: depth + 1, boxes) : [])
        }
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING: return make(.heading(Int(cmark_node_get_heading_level(node))), lines: inlines(of: node, line: first))
        case CMARK_NODE_PARAGRAPH: return make(.paragraph, lines: inlines(of: node, line: first))
        case CMARK_NODE_LIST:
            let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            return make(.list(ordered: ordered, start: Int(cmark_node_get_list_start(node))), nested: true)
        case CMARK_NODE_ITEM:
            let box = boxes.state(node)
            let inner = children(of: node, depth: depth + 1, boxes)
            return MarkdownBlock(
                .item(box: box), firstLine: first, lastLine: last, children: box == nil ? inner : withoutBox(inner))
        case CMARK_NODE_CODE_BLOCK:
            // The library writes all three, wanted or not.
            var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
            let fenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
            return make(.code(info: string(cmark_node_get_fence_info(node)), text: string(cmark_node_get_literal(node)), fenced: fenced))
        case CMARK_NODE_BLOCK_QUOTE: return make(.quote, nested: true)
        case CMARK_NODE_HTML_BLOCK: return make(.html(string(cmark_node_get_literal(node))))
        case CMARK_NODE_THEMATIC_BREAK: return make(.rule)
        default: return table(node, firstLine: first, lastLine: last, boxes)
        }
    }

    /// Tables; their node types are known by name only.
    private static func table(_ node: Pointer, firstLine: Int, lastLine: Int, _ boxes: BoxPlaces) -> MarkdownBlock? {
        guard string(cmark_node_get_type_string(node)) == "table" else { return nil }
        var rows: [MarkdownRow] = []
        var next = cmark_node_first_child(node)
        while let row = next {
            let line = Int(cmark_node_get_start_line(row)) + boxes.linesAbove
            var cells: [MarkdownLine] = []
            var cell = cmark_node_first_child(row)
            while let current = cell {
                cells.append(joined(inlines(of: current, line: line), line: line))
                cell = cmark_node_next(current)
            }
            rows.append(MarkdownRow(line: line, cells: cells))
            next = cmark_node_next(row)
        }
        return MarkdownBlock(.table, firstLine: firstLine, lastLine: lastLine, rows: rows)
    }

    private static func joined(_ lines: [MarkdownLine], line: Int) -> MarkdownLine {
        guard let first = lines.first else { return MarkdownLine(text: "", line: line) }
        return MarkdownLine(
            text: lines.map(\.text).joined(separator: " "), line: line, lead: first.lead, codes: lines.flatMap(\.codes),
            urls: lines.flatMap(\.urls))
    }

    /// Where a block begins. The lines of a paragraph above the header of its own table have no place of their own, and the table has
    /// theirs.
    private static func firstLine(_ node: Pointer) -> Int {
        let line = Int(cmark_node_get_start_line(node))
        guard line == 0 else { return line }
        return cmark_node_next(node).map { max(1, Int(cmark_node_get_start_line($0))) } ?? 1
    }

    /// The library leaves the box in the text where it does not see it itself: in quotations.
    private static func withoutBox(_ blocks: [MarkdownBlock]) -> [MarkdownBlock] {
        guard let first = blocks.first, first.isParagraph, let text = first.lines.first?.text,
            text.hasPrefix("[ ] ") || text.hasPrefix("[x] ") || text.hasPrefix("[X] ")
        else { return blocks }
        var lines = first.lines
        lines[0].text = String(text.dropFirst(4))
        return [MarkdownBlock(.paragraph, firstLine: first.firstLine, lastLine: first.lastLine, lines: lines)] + blocks.dropFirst()
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    /// Walks with the parser's own iterator, so that nesting cannot exhaust the stack.
    private static func inlines(of node: Pointer, line: Int) -> [MarkdownLine] {
        guard let iterator = cmark_iter_new(node) else { return [] }
        defer { cmark_iter_free(iterator) }
        var writer = InlineWriter(line: line)
        let shift = line - Int(cmark_node_get_start_line(node))
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE || event == CMARK_EVENT_NONE { break }
            guard let current = cmark_iter_get_node(iterator), current != node else { continue }
            let entering = event == CMARK_EVENT_ENTER
            switch cmark_node_get_type(current) {
            case CMARK_NODE_TEXT:
                if entering { writer.add(string(cmark_node_get_literal(current)), line: Int(cmark_node_get_start_line(current)) + shift) }
            case CMARK_NODE_CODE:
                if entering {
                    writer.addCode(string(cmark_node_get_literal(current)), line: Int(cmark_node_get_start_line(current)) + shift)
                }
            case CMARK_NODE_HTML_INLINE: if entering { writer.addHTML(string(cmark_node_get_literal(current))) }
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: if entering { writer.breakLine() }
            case CMARK_NODE_STRONG: entering ? writer.beginStrong() : writer.endStrong()
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE: if entering { writer.addURL(string(cmark_node_get_url(current))) }
            default: break
            }
        }
        return writer.finish()
    }
}

/// Collects inline content line by line.
private struct InlineWriter {
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
