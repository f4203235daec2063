import LaunchCore

/// A question that is answered in a few words: why something is skipped, held, acknowledged, released.
struct ReasonCard: Card {
    let title: String
    let verb: String
    let lines: [Line]
    var label = "Reason"
    var requirement: Field.Requirement = .needed("say why in a few words")
    var prefilled = ""
    /// The answer is the path of a file.
    var isPath = false
    let action: @Sendable (String) -> ConsoleAction

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        let field = isPath ? Field(path: label, requirement, text: prefilled) : Field(label, requirement, text: prefilled)
        return [keep(field, from: given)]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        [Line()] + lines.flatMap { $0.wrapped(to: width) }
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] { [action(fields.first?.value.trimmed ?? "")] }
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Nil when nothing is said.
    var nilIfBlank: String? { trimmed.isEmpty ? nil : trimmed }
}
