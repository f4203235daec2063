/// What the operator does with the record on the screen. None of it reaches the launch.
public enum RecordViewCommand: Hashable, Sendable {
    /// Records forward in time; negative is back. Going past the newest one follows again.
    case move(Int)
    case oldest
    /// To the newest record, and on with every new one.
    case follow
    /// Stands on the record with this number.
    case select(Int64)
    /// Only records of this kind; nil all.
    case kind(RecordKind?)
    /// Only records of who has this name; nil everybody's.
    case author(String?)
    /// Only records whose words match what was typed; nil any.
    case text(String?)
    /// No filter, and following.
    case everything
}
