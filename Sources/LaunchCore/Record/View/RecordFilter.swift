/// Which records are shown.
public struct RecordFilter: Hashable, Sendable {
    /// Nil for every kind.
    public var kind: RecordKind?
    /// The name of who made them; nil for everybody.
    public var author: String?
    /// What their words must match, as it was typed; nil for any words.
    public var text: String?

    public init(kind: RecordKind? = nil, author: String? = nil, text: String? = nil) {
        self.kind = kind
        self.author = author
        self.text = text
    }

    public var isEmpty: Bool { self == RecordFilter() }
}
