import LaunchCore

/// A line of a log as it is drawn: a sign, the log's name where there are several, the text with what was found in it.
struct LogRow {
    /// Cells of a log's name.
    private static let longestName = 12

    let line: LogPage.Line
    /// Cells that the names of logs take; 0 for none.
    let names: Int

    static func names(_ names: [String]) -> Int {
        names.count > 1 ? min(longestName, names.map { TextWidth.of($0) }.max() ?? 0) : 0
    }

    /// Broken into rows of at most `width` cells.
    func wrapped(width: Int) -> [Line] { (head + text).wrapped(to: width, indent: 2) }

    /// How far to scroll for a part of the text to be in sight: as far as it is, or so that the part begins in the middle.
    func column(showing part: Range<Int>, from column: Int, width: Int) -> Int {
        let bytes = Array(line.line.text.utf8)
        guard part.upperBound <= bytes.count else { return column }
        let start = name.width + TextWidth.of(String(decoding: bytes[..<part.lowerBound], as: UTF8.self))
        let end = start + TextWidth.of(String(decoding: bytes[part], as: UTF8.self))
        // The sign and the one after it, and the one that says that the line goes on.
        let room = width - 3
        return start >= column && end - column <= room ? column : max(0, start - room / 2)
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
