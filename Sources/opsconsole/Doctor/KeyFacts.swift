import ConsoleModel
import LaunchCore

/// What the doctor knows of the operator's own keys.
struct KeyFacts: Sendable {
    /// How many commands have other keys than the program gives them.
    var changed: Int
    var problems: [Problem]

    static func gather(environment: [String: String]) -> KeyFacts {
        let keys = KeyBindings.load(environment: environment)
        return KeyFacts(changed: keys.table.changed.count, problems: keys.problems)
    }
}

extension KeyFacts {
    var findings: [Finding] {
        let subject = "keys"
        if !problems.isEmpty {
            return problems.map { .failure(subject, "\($0)", "until then the program's own key stays in force there") }
        }
        return [.fine(subject, changed == 0 ? "the program's own" : "\(changed) of your own")]
    }
}
