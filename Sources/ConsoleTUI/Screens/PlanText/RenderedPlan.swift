/// Lines of a plan as they are meant to look, each still with its number: headings, lists, tables, code. What is not understood is
/// shown as it was written; no line is left out.
struct RenderedPlan {
    private let lines: [String]
    private let first: Int
    private let marked: Int?
    private let width: Int
    private var result: [Line] = []
    /// The sign that ends the code block the lines are in.
    private var fence: String?

    private static let gutter = 7

    /// - Parameters:
    ///   - lines: as the file has them.
    ///   - first: the number of the first.
    ///   - marked: the line that is pointed at.
    static func lines(_ lines: [String], first: Int, marked: Int?, width: Int) -> [Line] {
        var plan = RenderedPlan(lines: lines, first: first, marked: marked, width: width)
        plan.render()
        return plan.result
    }

    private init(lines: [String], first: Int, marked: Int?, width: Int) {
        self.lines = lines
        self.first = first
        self.marked = marked
        self.width = width
    }

    private mutating func render() {
        var index = 0
        while index < lines.count {
            if fence == nil, let end = endOfTable(from: index) {
                renderTable(index..<end)
                index = end
            } else {
                renderLine(index)
                index += 1
            }
        }
    }

    private mutating func add(_ line: Line, _ index: Int, indent: Int = 0) {
        let isIt = first + index == marked
        let number = Line(isIt ? "▸" : " ", .borderFocused) + Line("\(first + index)".leftPadded(to: 4) + "  ", .muted)
        result += (number + line).wrapped(to: width, indent: Self.gutter + indent)
    }

    private mutating func renderLine(_ index: Int) {
        let line = lines[index]
        let text = line.trimmed
        let indent = line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        if let sign = fenceSign(text) {
            if fence == nil {
                fence = sign
                return add(Line("\(String(repeating: " ", count: indent))╌╌ \(text.drop { $0 == "`" || $0 == "~" })", .muted), index)
            } else if text.hasPrefix(fence ?? ""), text.allSatisfy({ $0 == sign.first }) {
                fence = nil
                return add(Line(String(repeating: " ", count: indent) + "╌╌", .muted), index)
            }
        }
        if fence != nil { return add(Line(line, .code), index, indent: indent) }
        add(shown(text, indent: indent), index, indent: indent + 2)
    }

    private func fenceSign(_ text: String) -> String? {
        text.hasPrefix("```") ? "```" : text.hasPrefix("~~~") ? "~~~" : nil
    }

    private func shown(_ text: String, indent: Int) -> Line {
        let margin = Line([.blanks(indent)])
        let hashes = text.prefix { $0 == "#" }.count
        if (1...6).contains(hashes), text.dropFirst(hashes).first == " " {
            let title = text.dropFirst(hashes).drop { $0 == " " }
            return InlineMarkdown.line(title, .heading, hashes <= 2 ? [.bold, .underline] : .bold)
        }
        if text.count >= 3, text.allSatisfy({ $0 == "-" || $0 == " " }) || text.allSatisfy({ $0 == "*" || $0 == " " }) {
            return Line(String(repeating: "─", count: max(3, min(40, width - Self.gutter))), .border)
        }
        if text.hasPrefix(">") { return margin + Line("▏ ", .border) + shown(String(text.dropFirst()).trimmed, indent: 0) }
        if text.hasPrefix("<") { return margin + Line(text, .muted) }
        guard let marker = text.first, "-*+".contains(marker), text.dropFirst().first == " " else {
            return margin + InlineMarkdown.line(text)
        }
        let rest = text.dropFirst(2).drop { $0 == " " }
        for (box, sign, role) in [("[ ] ", "[ ] ", Role.pending), ("[x] ", "[x] ", .done), ("[X] ", "[x] ", .done)]
        where rest.hasPrefix(box) {
            return margin + Line(sign, role, .bold) + InlineMarkdown.line(rest.dropFirst(4))
        }
        return margin + Line("• ", .muted) + InlineMarkdown.line(rest)
    }

    // MARK: Tables

    private func endOfTable(from index: Int) -> Int? {
        guard index + 1 < lines.count, lines[index].contains("|"), Self.isRule(lines[index + 1]) else { return nil }
        var end = index + 2
        while end < lines.count, lines[end].contains("|"), !lines[end].trimmed.isEmpty { end += 1 }
        return end
    }

    private static func isRule(_ line: String) -> Bool {
        line.contains("-") && line.contains("|") && line.allSatisfy { "|-: \t".contains($0) }
    }

    private mutating func renderTable(_ range: Range<Int>) {
        let rows = range.map { Self.cells(of: lines[$0]) }
        let count = rows.map(\.count).max() ?? 0
        var table = Table((0..<count).map { _ in Table.Column(flexible: 6) })
        for (offset, row) in rows.enumerated() where offset != 1 {
            table.measure((0..<count).map { $0 < row.count ? InlineMarkdown.line(row[$0]) : Line() })
        }
        let widths = (0..<count).map { min(table.natural[$0], max(6, (width - Self.gutter) * 2 / 3)) }
        for (offset, row) in rows.enumerated() {
            if offset == 1 {
                add(Line(widths.map { String(repeating: "─", count: max(1, $0)) }.joined(separator: "─┼─"), .border), range.lowerBound + 1)
                continue
            }
            var line = Line()
            for column in 0..<count {
                if column > 0 { line.append(" │ ", .border) }
                let cell = column < row.count ? InlineMarkdown.line(row[column], .text, offset == 0 ? .bold : []) : Line()
                // What is wider than its column is not cut: nothing of a plan is hidden.
                line.append(column + 1 < count ? cell.padded(to: widths[column]) : cell)
            }
            add(line, range.lowerBound + offset, indent: 2)
        }
    }

    private static func cells(of line: String) -> [String] {
        var cells: [String] = [""]
        var isEscaped = false
        for character in line.trimmed {
            if character == "|", !isEscaped { cells.append("") } else { cells[cells.count - 1].append(character) }
            isEscaped = character == "\\"
        }
        if cells.first?.trimmed.isEmpty == true { cells.removeFirst() }
        if cells.last?.trimmed.isEmpty == true { cells.removeLast() }
        return cells.map(\.trimmed)
    }
}
