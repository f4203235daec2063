import CCMarkGFM

/// cmark-gfm with tables, task lists, autolinks and strikethrough. The only file that knows the C library.
enum MarkdownParser {
    /// Deeper blocks are left out here; their lines are still in the document.
    static let maxDepth = 48

    private typealias Pointer = OpaquePointer

    /// Registered once and never changed afterwards, so any thread may use them.
    private nonisolated(unsafe) static let extensions = found(["table", "tasklist", "strikethrough"])
    /// Registered once and never changed, as well. By itself: it goes over the whole tree once more, and cuts the text at every `w` and
    /// `:` before, which is not worth it where no link can be.
    private nonisolated(unsafe) static let autolink = found(["autolink"])

    private static func found(_ names: [String]) -> [OpaquePointer] {
        cmark_gfm_core_extensions_ensure_registered()
        return names.compactMap { cmark_find_syntax_extension($0) }
    }

    static func parse(_ text: String) -> [MarkdownBlock] {
        var text = text
        return text.withUTF8 { bytes in ParserMemory.lend { parse(bytes, in: $0) } }
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, in memory: UnsafeMutablePointer<cmark_mem>) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var parts = MarkdownParts(bytes)
        var linesAbove = 0
        while let part = parts.next {
            let boxes = BoxPlaces(part.text, linesAbove: linesAbove)
            if let found = parse(part.text, boxes, isLast: part.isLast, in: memory) {
                blocks += found
                linesAbove += boxes.lineCount
                parts.advance()
            } else {
                parts.extend()
            }
            ParserMemory.reuse()
        }
        return blocks
    }

    /// Nil where the text ends inside of a block, unless it is the last. Parser and nodes go with their memory.
    private static func parse(
        _ text: UnsafeBufferPointer<UInt8>, _ boxes: BoxPlaces, isLast: Bool, in memory: UnsafeMutablePointer<cmark_mem>
    ) -> [MarkdownBlock]? {
        // Without source positions the library does not count the lines inside of code spans.
        guard let parser = cmark_parser_new_with_mem(CMARK_OPT_SOURCEPOS, memory) else { return [] }
        for ext in extensions { cmark_parser_attach_syntax_extension(parser, ext) }
        if mayHoldLinks(text) { for ext in autolink { cmark_parser_attach_syntax_extension(parser, ext) } }
        text.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        guard let root = cmark_parser_finish(parser) else { return [] }
        if !isLast, let last = cmark_node_last_child(root), isOpen(last, boxes) { return nil }
        return children(of: root, depth: 0, boxes)
    }

    /// Whether there is anything to make a link of: `https://...`, `www....`, an address of mail.
    private static func mayHoldLinks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "@"): return true
            case UInt8(ascii: ":") where index + 2 < text.count && text[index + 1] == 0x2F && text[index + 2] == 0x2F: return true
            case UInt8(ascii: ".") where index > 2 && text[(index - 3)..<index].allSatisfy({ $0 == UInt8(ascii: "w") }): return true
            default: continue
            }
        }
        return false
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

    private static func inlines(of node: Pointer, line: Int) -> [MarkdownLine] {
        guard let first = cmark_node_first_child(node) else { return [MarkdownLine(text: "", line: line)] }
        var walk = InlineWalk(line: line, shift: line - Int(cmark_node_get_start_line(node)))
        walk.take(first, below: node)
        return walk.writer.finish()
    }

    /// Goes from node to node by itself, so that nesting cannot exhaust the stack.
    private struct InlineWalk {
        var writer: InlineWriter
        /// Between the lines as the library counts them in this block and those of the plan.
        private let shift: Int

        init(line: Int, shift: Int) {
            writer = InlineWriter(line: line)
            self.shift = shift
        }

        mutating func take(_ first: Pointer, below top: Pointer) {
            var node = first
            while true {
                enter(node)
                if let child = cmark_node_first_child(node) {
                    node = child
                    continue
                }
                leave(node)
                while cmark_node_next(node) == nil {
                    guard let parent = cmark_node_parent(node), parent != top else { return }
                    node = parent
                    leave(node)
                }
                guard let next = cmark_node_next(node) else { return }
                node = next
            }
        }

        private mutating func enter(_ node: Pointer) {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_TEXT: writer.add(string(cmark_node_get_literal(node)), line: line(of: node))
            case CMARK_NODE_CODE: writer.addCode(string(cmark_node_get_literal(node)), line: line(of: node))
            case CMARK_NODE_HTML_INLINE: writer.addHTML(string(cmark_node_get_literal(node)))
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: writer.breakLine()
            case CMARK_NODE_STRONG: writer.beginStrong()
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE: writer.addURL(string(cmark_node_get_url(node)))
            default: break
            }
        }

        private mutating func leave(_ node: Pointer) { if cmark_node_get_type(node) == CMARK_NODE_STRONG { writer.endStrong() } }

        private func line(of node: Pointer) -> Int { Int(cmark_node_get_start_line(node)) + shift }
    }
}
