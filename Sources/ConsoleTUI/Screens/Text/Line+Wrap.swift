extension Line {
    /// The line broken into lines of at most `cells`, at blanks where there are some; lines after the first are indented.
    func wrapped(to cells: Int, indent: Int = 0) -> [Line] {
        guard width > cells, cells > indent + 1 else { return [self] }
        var lines: [Line] = []
        var rest = self
        var room = cells
        while rest.width > room {
            let (head, tail) = rest.broken(at: room)
            lines.append(lines.isEmpty ? head : Line([.blanks(indent)]) + head)
            rest = tail
            room = cells - indent
        }
        if rest.width > 0 { lines.append(lines.isEmpty ? rest : Line([.blanks(indent)]) + rest) }
        return lines
    }

    private func broken(at room: Int) -> (Line, Line) {
        let blank = lastBlank(before: room)
        let head = prefix(blank ?? room)
        let tail = dropping(blank.map { $0 + 1 } ?? max(head.width, 1))
        return (head, tail)
    }

    /// The column of the last blank at or before `room`, unless it comes too early to be a good place to break.
    private func lastBlank(before room: Int) -> Int? {
        var column = 0
        var last: Int?
        scan: for span in spans {
            for glyph in Glyphs(span.text) {
                if column > room { break scan }
                if glyph.text == " " { last = column }
                column += glyph.width
            }
        }
        return last.flatMap { $0 > room / 3 ? $0 : nil }
    }

    func prefix(_ cells: Int) -> Line {
        var kept = Line()
        for span in spans where kept.width < cells { kept.append(span.prefix(cells - kept.width)) }
        return kept
    }

    func dropping(_ cells: Int) -> Line {
        var kept = Line()
        var left = cells
        for span in spans {
            kept.append(left <= 0 ? span : span.dropping(left))
            left -= span.width
        }
        return kept
    }
}
