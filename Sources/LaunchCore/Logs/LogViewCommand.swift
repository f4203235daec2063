/// What the operator does with the logs on the screen. None of it reaches the launch.
public enum LogViewCommand: Hashable, Sendable {
    /// Shows these logs, merged by time where they are several.
    case select([String])
    /// Lines forward in time; negative is back. Going back holds the view, going past the newest line follows again.
    case scroll(Int)
    case top
    case follow
    /// Goes to the first line at or after a moment.
    case goTo(Moment)
    /// Only lines that match a regular expression; nil all.
    case show(String?)
    /// No lines that match a regular expression; nil none left out.
    case hide(String?)
    /// What is highlighted, and what `find` goes to.
    case search(String?)
    case find(Target, backwards: Bool)
    /// JSON lines as they were written, or made readable.
    case raw(Bool)

    public enum Target: Hashable, Sendable {
        /// What `search` names.
        case match
        /// Severity error or worse.
        case error
        /// What the console put between the lines: a rotation, a tick, a trigger.
        case marker
    }
}
