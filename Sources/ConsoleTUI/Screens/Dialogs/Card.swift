import LaunchCore

/// What a form is about: what it shows, what it asks, and what follows from the answers.
protocol Card: Sendable {
    var title: String { get }
    /// What Enter does, for the hint: `skip`.
    var verb: String { get }
    /// The same, with what the answers still lack.
    func verb(_ fields: [Field]) -> String
    /// Drawn over the whole screen, with a border that warns.
    var isGrave: Bool { get }
    /// How long a word typed to start something counts; nil for ever.
    var arming: Duration? { get }
    /// The questions; asked again after every key, since one answer can lead to another question.
    func fields(_ snapshot: Snapshot, given: [Field]) -> [Field]
    func body(_ snapshot: Snapshot, _ fields: [Field], width: Int) -> [Line]
    func actions(_ snapshot: Snapshot, _ fields: [Field]) -> [ConsoleAction]
    /// The steps whose hosts shall be looked at while it is open; nil where there is nothing to look at.
    func preflightSteps(_ snapshot: Snapshot) -> [Step]?
}

extension Card {
    func verb(_ fields: [Field]) -> String { verb }
    var isGrave: Bool { false }
    var arming: Duration? { nil }
    func preflightSteps(_ snapshot: Snapshot) -> [Step]? { nil }

    /// The field of the given ones that answers the same question, or a new one.
    func keep(_ field: Field, from given: [Field]) -> Field { given.first { $0.label == field.label && $0.kind == field.kind } ?? field }
}
