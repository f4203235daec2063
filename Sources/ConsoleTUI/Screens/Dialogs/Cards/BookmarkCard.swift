import LaunchCore

/// Marks a line of a log; what is said of it goes into the record together with the line.
struct BookmarkCard: Card {
    let line: LogPage.Line
    let log: String

    var title: String { "Bookmark a line" }
    var verb: String { "mark it and write it down" }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] { [keep(Field("Note"), from: given)] }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        let shown = Line("\(log)  ", .muted) + Line(line.line.text, LogRow.sign(line.line).role)
        return [Line()] + shown.wrapped(to: width, indent: 2).prefix(6)
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        let note = fields.first?.value.trimmed ?? ""
        let text = line.line.text.count > 300 ? line.line.text.prefix(300) + "…" : line.line.text[...]
        return [
            .log(.bookmark(line.id)), .launch(.note("◆ \(log): \(text)" + (note.isEmpty ? "" : " (\(note))"))),
        ]
    }
}
