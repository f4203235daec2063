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

    /// What must have happened for the words to be true.
    public struct Cause: Sendable {
        let isSo: @Sendable (LaunchState) -> Bool
        /// What is said until then.
        let instead: String

        public init(_ isSo: @escaping @Sendable (LaunchState) -> Bool, else instead: String) {
            self.isSo = isSo
            self.instead = instead
        }
    }

    let title: String
    /// Commands by name stand between backticks, to be shown by their keys, and keys that are no command's.
    let words: String
    let goal: Goal
    /// The pane the words are about; nil where they are about none.
    let pane: Pane?
    let cause: Cause?

    public init(_ title: String, _ words: String, on pane: Pane? = nil, after cause: Cause? = nil, until goal: Goal = .reading) {
        self.title = title
        self.words = words
        self.goal = goal
        self.cause = cause
        if case .pane(let wanted) = goal { self.pane = pane ?? wanted } else { self.pane = pane }
    }

    /// The same without a cause: its words, or those that are said until then.
    public func saying(instead: Bool) -> TourStep { TourStep(title, instead ? cause?.instead ?? words : words, on: pane, until: goal) }

    func words(_ state: LaunchState) -> String {
        if let cause, !cause.isSo(state) { cause.instead } else { words }
    }
}
