import LaunchCore

/// Asks whether it is really meant.
struct ConfirmCard: Card {
    let title: String
    let verb: String
    let lines: [Line]
    let actions: [ConsoleAction]

    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field] { [] }

    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line] { [Line()] + lines.flatMap { $0.wrapped(to: width) } }

    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction] { actions }
}
