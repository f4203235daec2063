/// What a section of a plan is. An operator can give any section a role; the launch file keeps it under `roles`.
public enum SectionRole: String, Codable, CaseIterable, Sendable {
    /// A part of the launch with work in it.
    case phase
    /// Its lists are work: entries become items.
    case tasks
    /// Holds monitoring windows.
    case monitoring
    case triggers
    /// The rollback procedure.
    case rollback
    case criteria
    case goals
    case decision
    /// A schedule; its sums are checked.
    case timeline
    /// Read by people only.
    case text
}
