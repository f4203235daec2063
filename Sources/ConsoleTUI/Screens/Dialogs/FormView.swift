import LaunchCore

/// Draws a form: the body above, the questions always in sight below it.
struct FormView {
    let form: Form
    let snapshot: Snapshot

    /// - Parameter area: the room below the verdict and the banner.
    func draw(in area: Rect, on grid: inout Grid) {
        let isGrave = form.card.isGrave
        let width = isGrave ? area.width : min(area.width, max(50, min(84, area.width - 8)))
        let room = width - 4
        let body = form.card.body(snapshot, form.fields, width: room)
        let lower = questions(width: room)
        let wanted = body.count + lower.lines.count + 2
        let height = isGrave ? area.height : min(area.height, wanted)
        let rect = Rect(x: area.x + (area.width - width) / 2, y: area.y + max(0, (area.height - height) / 3), width: width, height: height)
        grid.fill(rect)
        let style = Style(isGrave ? .danger : .borderFocused, isGrave ? .bold : [])
        let inner = grid.box(rect, title: .init(left: form.card.title, leftStyle: Style(.title, .bold)), style: style)
            .inset(columns: 1, rows: 0)
        let upper = Rect(x: inner.x, y: inner.y, width: inner.width, height: max(0, inner.height - lower.lines.count))
        drawBody(body, in: upper, frame: rect, style: style, on: &grid)
        let lowerTop = min(inner.maxY, max(inner.y, inner.y + (isGrave ? upper.height : min(upper.height, body.count))))
        for (index, line) in lower.lines.enumerated() where lowerTop + index < inner.maxY {
            grid.draw(line, in: Rect(x: inner.x, y: lowerTop + index, width: inner.width, height: 1))
        }
        if let cursor = lower.cursor, lowerTop + cursor.y < inner.maxY {
            grid.cursor = Point(x: inner.x + cursor.x, y: lowerTop + cursor.y)
        }
    }

    private func drawBody(_ body: [Line], in rect: Rect, frame: Rect, style: Style, on grid: inout Grid) {
        let first = max(0, min(form.top, body.count - rect.height))
        let shown = min(rect.height, body.count - first)
        for offset in 0..<max(0, shown) { grid.draw(body[first + offset], in: rect.row(offset)) }
        let below = body.count - first - max(0, shown)
        guard first > 0 || below > 0 else { return }
        let words = (first > 0 ? " ↑\(first) more" : "") + (below > 0 ? " ↓\(below) more" : "") + " PgUp PgDn "
        grid.put(words, endingAt: frame.maxX - 2, y: frame.maxY - 1, in: frame, style: Style(.hint))
    }

    private func questions(width: Int) -> (lines: [Line], cursor: Point?) {
        var lines: [Line] = form.fields.isEmpty ? [] : [Line()]
        var cursor: Point?
        let labels = form.fields.map { TextWidth.of($0.label) }.max() ?? 0
        for (index, field) in form.fields.enumerated() {
            let isFocused = index == form.focus
            var line = Line(isFocused ? "▸ " : "  ", .borderFocused, .bold)
            line.append(Line(field.label, isFocused ? .heading : .muted).cut(to: width / 2).padded(to: min(labels, width / 2)))
            line.append("  ")
            switch field.kind {
            case .choice(let choices): line.append(Self.choice(choices, chosen: field.chosen))
            case .text, .path:
                let armed = field.requirement.isProse ? nil : form.armedLeft(snapshot.now.wall)
                let note = armed.map { Line("  ▲ armed, \(Clock.countdown($0)) left", .warning, .bold) } ?? Line()
                let room = max(4, width - line.width - note.width)
                let (text, place) = field.text.view(width: room, suggestion: isFocused ? form.suggestion(snapshot) : nil)
                if isFocused { cursor = Point(x: line.width + place, y: lines.count) }
                line.append(text)
                line.append(
                    Span(
                        known: String(repeating: " ", count: max(0, room - text.width)), width: max(0, room - text.width),
                        Style(.inputField, .underline)))
                line.append(note)
            }
            lines.append(line)
            if isFocused, let path = form.pathCompletion(snapshot) { lines += path.lines(width: width - 2).map { Line("  ") + $0 } }
        }
        lines.append(Line())
        if let problem = form.problem {
            lines += Line("✖ \(problem)", .bad).wrapped(to: width, indent: 2)
            lines.append(Line())
        }
        // At a narrow card's end the way out is not to be cut off.
        return (lines + hint.wrapped(to: width), cursor)
    }

    private static func choice(_ choices: [String], chosen: Int) -> Line {
        var line = Line()
        for (index, choice) in choices.enumerated() {
            let isChosen = index == chosen
            line.append(isChosen ? "[\(choice)]" : " \(choice) ", isChosen ? .title : .muted, isChosen ? .bold : [])
            line.append(" ")
        }
        line.append(" ← →", .hint)
        return line
    }

    private var hint: Line {
        var line = HintLine.hint("⏎", form.card.verb(form.fields))
        if form.fields.count > 1 { line.append(HintLine.hint("Tab", "next field")) }
        if form.suggestion(snapshot) != nil { line.append(HintLine.hint("→", "complete")) }
        return line + HintLine.hint("Esc", "cancel")
    }
}
