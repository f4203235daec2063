import LaunchCore

/// One step of a tour: what the operator is told, and what he does to go on.
public struct TourStep: Sendable {
    /// What ends the step. The key for the next step always does.
    public enum Goal: Sendable {
        /// The words are all there is.
        case reading
        /// One of these commands is given, by key, palette or mouse.
        case command(Set<String>)
        /// The pane gets the keys.
        case pane(Pane)
        /// A record is written from now on, by whomever.
        case record(@Sendable (LaunchEvent) -> Bool)
        /// The launch has come so far; it may have before the step began.
        case state(@Sendable (LaunchState) -> Bool)
    }

    let title: String
    /// Commands by name stand between backticks, to be shown by their keys, and keys that are no command's.
    let words: String
    let goal: Goal

    public init(_ title: String, _ words: String, until goal: Goal = .reading) {
        self.title = title
        self.words = words
        self.goal = goal
    }
}
