/// A part of the screen that can have the focus. Its number is the key that leads to it, unless an operator chose another.
public enum Pane: Int, CaseIterable, Hashable, Sendable {
    case overview = 1
    case checklist, status, triggers, logs, record

    /// The name of the console command that leads to it.
    var command: String { title.lowercased() }

    var title: String {
        switch self {
        case .overview: "Launch"
        case .checklist: "Checklist"
        case .status: "Status"
        case .triggers: "Triggers"
        case .logs: "Logs"
        case .record: "Record"
        }
    }
}
