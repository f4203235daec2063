/// Prints a report as one HTML page that needs nothing else: no script, no link, no picture.
enum ReportHTML {
    static func text(_ blocks: [ReportBlock], title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        \(blocks.map(text).joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private static let style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
        h1{font-size:1.6rem}h2{margin-top:2.2rem;border-bottom:1px solid #c9d1d9}h3{margin-top:1.6rem;font-size:1rem}
        table{border-collapse:collapse;margin:.6rem 0}td,th{border:1px solid #c9d1d9;padding:.25rem .6rem;text-align:left;vertical-align:top}
        td{white-space:pre-wrap;overflow-wrap:anywhere}th,pre{background:#eef1f4}pre{padding:.6rem;overflow-x:auto}
        @media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,pre{background:#1b222b}td,th,h2{border-color:#3d444d}}
        @media print{body{margin:0;max-width:none}tr{break-inside:avoid}}
        """

    private static func text(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let level, let text): "<h\(level)>\(escaped(text))</h\(level)>"
        case .paragraph(let text): "<p>\(escaped(text))</p>"
        case .list(let lines): "<ul>\(lines.map { "<li>\(escaped($0))</li>" }.joined())</ul>"
        case .code(let text): "<pre>\(escaped(text))</pre>"
        case .table(let titles, let rows): table(titles, rows)
        }
    }

    /// A table without titles names its rows in the first column.
    private static func table(_ titles: [String], _ rows: [[String]]) -> String {
        let isNamed = titles.allSatisfy(\.isEmpty)
        let head = isNamed ? "" : "<thead><tr>\(titles.map { "<th>\(escaped($0))</th>" }.joined())</tr></thead>"
        let body = rows.map { row in
            let cells = row.enumerated().map { index, cell in
                isNamed && index == 0 ? "<th scope=\"row\">\(escaped(cell))</th>" : "<td>\(escaped(cell))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        return "<table>\(head)<tbody>\n\(body.joined(separator: "\n"))\n</tbody></table>"
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
