import LaunchCore

/// Whose records to show.
struct AuthorCard: Card {
    var title: String { "Whose records" }
    var verb: String { "show them" }
    var changesNothing: Bool { true }

    private static let everybody = "everybody"

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        let names = snapshot.recordPage?.authors ?? []
        var field = Field("By", choices: [Self.everybody] + names)
        if let author = snapshot.recordPage?.filter.author, let index = names.firstIndex(of: author) { field.chosen = index + 1 }
        return [keep(field, from: given)]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] {
        [Line(), Line("← → choose, a first letter, too. The engine and the runners record under names of their own.", .muted)]
            .flatMap { $0.wrapped(to: width) }
    }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        guard let field = fields.first, case .choice(let choices) = field.kind else { return [] }
        return [.record(.author(field.chosen == 0 ? nil : choices[field.chosen]))]
    }
}
