/// What the operator does with the logs on the screen. None of it reaches the launch.
public enum LogViewCommand: Hashable, Sendable {
    /// Shows these logs, merged by time where they are several.
    case select([String])
    /// Rows forward in time, which are lines where these are not broken; negative is back. Going back holds the view, going past the
    /// newest line follows again. While lines are being selected, the end of the selection moves by lines.
    case scroll(Int)
    case top
    case follow
    /// Stands still where it is.
    case hold
    /// Keeps the present place in mind.
    case remember
    /// Goes back to the place kept in mind.
    case goBack
    /// Goes to the first line at or after a moment.
    case goTo(Moment)
    /// Only lines that match a regular expression; nil all.
    case show(String?)
    /// No lines that match a regular expression; nil none left out.
    case hide(String?)
    /// What is marked, and what `find` goes to.
    case search(String?)
    /// What stands out, whatever is searched for.
    case highlight(String?)
    case find(Target, backwards: Bool)
    /// JSON lines as they were written, or made readable.
    case raw(Bool)
    /// Begins to select lines, or lets go of the selection.
    case selecting(Bool)
    /// Marks the lines that read like this one, or takes the mark away.
    case bookmark(UInt64)

    public enum Target: Hashable, Sendable {
        /// What `search` names.
        case match
        /// Severity error or worse.
        case error
        /// What the console put between the lines: a rotation, a tick, a trigger.
        case marker
        case bookmark
    }
}
