/// Prints a report as Markdown that no text in it can break out of.
enum ReportMarkdown {
    static func text(_ blocks: [ReportBlock]) -> String {
        blocks.map(text).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let level, let text): String(repeating: "#", count: level) + " " + escaped(text)
        case .paragraph(let text): escaped(text)
        case .list(let lines): lines.map { "- " + escaped($0) }.joined(separator: "\n")
        case .code(let text): code(text)
        case .table(let titles, let rows): table(titles, rows)
        }
    }

    /// Between fences that are longer than any row of backticks in the text.
    private static func code(_ text: String) -> String {
        var longest = 2, row = 0
        for character in text {
            row = character == "`" ? row + 1 : 0
            longest = max(longest, row)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)sh\n\(text)\n\(fence)"
    }

    private static func table(_ titles: [String], _ rows: [[String]]) -> String {
        let lines = [titles.map(escaped), titles.map { _ in "---" }] + rows.map { $0.map(escaped) }
        return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    /// Signs that Markdown or HTML would read in the middle of a line are escaped; a line break becomes a space, for it would end the row.
    static func escaped(_ text: String) -> String {
        let characters = Array(text)
        var result = ""
        for (index, character) in characters.enumerated() {
            switch character {
            case "\\", "`", "*", "[", "]", "<", "|", "~", "&": result += "\\\(character)"
            case "_" where !(isWord(characters, index - 1) && isWord(characters, index + 1)): result += "\\_"
            case "\n", "\r\n", "\r": result += " "
            default: result.append(character)
            }
        }
        return result
    }

    private static func isWord(_ characters: [Character], _ index: Int) -> Bool {
        characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
    }
}
