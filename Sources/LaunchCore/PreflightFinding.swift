/// One thing that was looked at before a rollback: a host, or something on this one.
public struct PreflightFinding: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        /// Not answered yet.
        case waiting
        case fine
        /// It may go wrong.
        case warning
        /// Nothing can run there.
        case problem
    }

    /// A host's name, or `this host`.
    public var subject: String
    public var kind: Kind
    /// Printable.
    public var words: String

    public init(_ subject: String, _ kind: Kind, _ words: String) {
        self.subject = subject
        self.kind = kind
        self.words = words
    }
}
