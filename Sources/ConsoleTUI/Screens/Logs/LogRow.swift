import LaunchCore

/// A line of a log as it is drawn: a sign, the log's name where there are several, the text with what was found in it.
struct LogRow {
    /// Cells of a log's name.
    private static let longestName = 12

    let line: LogPage.Line
    /// Cells that the names of logs take; 0 for none.
    let names: Int

    static func names(_ page: LogPage) -> Int {
        page.names.count > 1 ? min(longestName, page.names.map { TextWidth.of($0) }.max() ?? 0) : 0
    }

    /// Broken into lines of at most `width` cells, and into no more of them than there is room for.
    func wrapped(width: Int, height: Int) -> [Line] {
        let lines = (head + text).wrapped(to: width, indent: 2)
        guard lines.count > height, height > 0 else { return lines }
        return Array(lines.prefix(height - 1)) + [(lines[height - 1] + Line("…", sign.role)).cut(to: width)]
    }

    /// In one row, scrolled to the right.
    func scrolled(by column: Int) -> Line {
        column > 0 ? Line("\(sign.glyph)‹", sign.role) + (name + text).dropping(column) : head + text
    }

    private var head: Line { Line("\(sign.glyph) ", sign.role) + name }

    private var name: Line {
        guard let log = line.log else { return Line() }
        return Line(log, .muted).cut(to: Self.longestName).padded(to: names) + Line(" ")
    }

    private var sign: Sign { line.isBookmarked ? Sign("◆", "bookmark", .key) : Self.sign(line.line) }

    static func sign(_ line: LogLine) -> Sign {
        if line.isMarker { return Sign("─", "marker", .logMarker) }
        switch line.severity {
        case .none, .info: return Sign(" ", "", .text)
        case .debug: return Sign(" ", "debug", .logDebug)
        case .warning: return Sign("▲", "warning", .logWarning)
        case .error: return Sign("✖", "error", .logError)
        case .fatal: return Sign("✖", "fatal", .logError)
        }
    }

    private var text: Line {
        let role = Self.sign(line.line).role
        if line.highlights.isEmpty, line.emphasis.isEmpty { return Line(line.line.text, role) }
        return marked(role)
    }

    private func marked(_ role: Role) -> Line {
        let bytes = Array(line.line.text.utf8)
        let ranges = (line.highlights + line.emphasis).filter { $0.upperBound <= bytes.count }
        let cuts = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] } + [0, bytes.count]).sorted()
        var marked = Line()
        for (start, end) in zip(cuts, cuts.dropFirst()) {
            var attributes: Attributes = []
            if line.highlights.contains(where: { $0.contains(start) }) { attributes.insert(.reverse) }
            if line.emphasis.contains(where: { $0.contains(start) }) { attributes.formUnion([.bold, .underline]) }
            marked.append(String(decoding: bytes[start..<end], as: UTF8.self), role, attributes)
        }
        return marked
    }
}
