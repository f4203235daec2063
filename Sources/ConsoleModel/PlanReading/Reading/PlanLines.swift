/// The lines of a text as the Markdown parser counts them.
enum PlanLines {
    /// Ends at LF, CRLF or CR; a line end at the very end of the text opens no further line.
    static func split(_ text: String) -> [String] {
        var lines: [String] = []
        var text = text
        text.withUTF8 { bytes in
            lines.reserveCapacity(bytes.count { $0 == 0x0A } + 1)
            var start = 0
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 0x0A || byte == 0x0D {
                    lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
                    if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                    start = index + 1
                }
                index += 1
            }
            if start < bytes.count { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
        }
        return lines
    }
}

/// YAML between `---` lines at the very start of a plan.
enum FrontMatter {
    /// The text with the front matter's lines empty, so that line numbers stay.
    static func blanked(_ text: String) -> String {
        let bytes = text.utf8
        guard text.hasPrefix("---\n") || text.hasPrefix("---\r\n") else { return text }
        var lines = 0
        var seen = 0
        var index = bytes.startIndex
        // A front matter of more than 200 lines is no front matter.
        while index < bytes.endIndex, lines < 200 {
            // Only what ends a line for the Markdown parser, too: others do not count.
            let stop = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
            let line = text[index..<stop]
            lines += 1
            if line == "---" || line == "..." { seen += 1 }
            index = stop
            if index < bytes.endIndex { index = bytes.index(after: index) }
            if stop < bytes.endIndex, bytes[stop] == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A {
                index = bytes.index(after: index)
            }
            if seen == 2 { return String(repeating: "\n", count: lines) + text[index...] }
            if lines > 1, seen == 1, !line.isEmpty, !line.contains(":"), !line.hasPrefix(" "), !line.hasPrefix("-"), !line.hasPrefix("#") {
                return text
            }
        }
        return text
    }
}

/// Handbooks and templates hold a whole plan in a fence.
enum EmbeddedPlan {
    /// The fence that is the plan: Markdown with headings, and nothing to do outside of it.
    static func find(in blocks: [MarkdownBlock]) -> (text: String, line: Int)? {
        var found: (text: String, line: Int)?
        guard blocks.contains(where: isMarkdown) else { return nil }
        for block in blocks {
            if case .code(let info, let text, _) = block.kind, ["markdown", "md"].contains(info.lowercased()),
                text.contains("\n## ") || text.hasPrefix("# ")
            {
                if found == nil { found = (text, block.firstLine) }
            } else if hasWork(block) {
                return nil
            }
        }
        return found
    }

    private static func isMarkdown(_ block: MarkdownBlock) -> Bool {
        if case .code(let info, _, _) = block.kind { ["markdown", "md"].contains(info.lowercased()) } else { false }
    }

    private static func hasWork(_ block: MarkdownBlock) -> Bool {
        if case .item(let box) = block.kind, box != nil { return true }
        if case .heading = block.kind, HeadingShape(block.text).isPhase { return true }
        return block.children.contains(where: hasWork)
    }

    static func shifted(_ blocks: [MarkdownBlock], by lines: Int) -> [MarkdownBlock] {
        blocks.map { block in
            MarkdownBlock(
                block.kind, firstLine: block.firstLine + lines, lastLine: block.lastLine + lines,
                lines: block.lines.map { shifted($0, by: lines) }, children: shifted(block.children, by: lines),
                rows: block.rows.map { row in MarkdownRow(line: row.line + lines, cells: row.cells.map { shifted($0, by: lines) }) })
        }
    }

    private static func shifted(_ line: MarkdownLine, by lines: Int) -> MarkdownLine {
        var line = line
        line.line += lines
        return line
    }
}
