/// A part of the launch with work in it.
public struct Phase: Hashable, Sendable, Identifiable {
    public var id: String
    public var title: String
    public var owner: String?
    public var estimate: Duration?
    public var items: [Item]
    /// The gates between this phase and the next: every one must be answered with go.
    public var decisions: [Decision]
    public var location: SourceLocation

    public init(
        id: String, title: String, owner: String? = nil, estimate: Duration? = nil, items: [Item] = [],
        decision: Decision? = nil, location: SourceLocation
    ) {
        self.id = id
        self.title = title
        self.owner = owner
        self.estimate = estimate
        self.items = items
        decisions = decision.map { [$0] } ?? []
        self.location = location
    }

    /// The first of its gates.
    public var decision: Decision? { decisions.first }

    /// Every item of the phase, parents before their children.
    public var allItems: [Item] { items.flatMap(\.flattened) }
}

/// What makes an item tick itself.
public enum ItemCheck: Hashable, Sendable {
    case service(String)
    case condition(Condition)
    case deployment(String)
}

/// Shell text attached to an item or a step. Run verbatim, from the plan's root directory.
public struct Command: Hashable, Sendable {
    public var text: String
    /// An OpenSSH destination; nil is this host.
    public var host: String?
    public var timeout: Duration?
    /// Blanks such as `<commit_hash>` or `{{ version }}` that must be filled before it can run.
    public var placeholders: [String]
    /// True when it deletes or overwrites what cannot be had back: it needs a typed yes.
    public var destructive: Bool
    /// True when it wants a terminal of its own.
    public var interactive: Bool
    public var location: SourceLocation

    public init(
        text: String, host: String? = nil, timeout: Duration? = nil, placeholders: [String] = [], destructive: Bool = false,
        interactive: Bool = false, location: SourceLocation
    ) {
        self.text = text
        self.host = host
        self.timeout = timeout
        self.placeholders = placeholders
        self.destructive = destructive
        self.interactive = interactive
        self.location = location
    }
}

/// A go/no-go gate after the phase it closes.
public struct Decision: Hashable, Sendable, Identifiable {
    public var id: String
    public var title: String
    /// How many operators must say go; at least 1.
    public var approvers: Int
    public var location: SourceLocation

    public init(id: String, title: String, approvers: Int = 1, location: SourceLocation) {
        self.id = id
        self.title = title
        self.approvers = approvers
        self.location = location
    }
}
