import LaunchCore

/// How a run that stands goes on, once it is really meant. Why, the operator may say; the record keeps it with the choice.
struct ResumeCard: Card {
    let title: String
    let run: String
    let choice: ResumeChoice
    let lines: [Line]
    /// What must be typed, and the reason then, too; nil where Enter is enough.
    var word: String?

    var verb: String { choice.rawValue }
    var isGrave: Bool { word != nil }
    var arming: Duration? { word == nil ? nil : .seconds(60) }

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] {
        guard let word else { return [keep(Field("Reason, if you like"), from: given)] }
        return [
            keep(Field("Reason", .needed("an abort of the rollback needs a reason")), from: given),
            keep(Field("Type \(word) to \(choice.rawValue)", .word(word)), from: given),
        ]
    }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] { [Line()] + lines.flatMap { $0.wrapped(to: width) } }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] {
        [.launch(.resume(run: run, choice: choice, reason: fields.first?.value.nilIfBlank?.trimmed))]
    }
}
