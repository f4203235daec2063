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

/// A checklist entry.
public struct Item: Hashable, Sendable, Identifiable {
    public enum Kind: String, Codable, Sendable {
        /// A task-list entry; its box in the text says whether it was done before the launch.
        case box
        /// A numbered or bulleted entry of a procedure.
        case step
        /// Something only a person can do: a comment among commands, "notify the team".
        case manual
    }

    /// Stable over edits elsewhere in the plan: made of the section and the text, never of the line.
    public var id: String
    public var kind: Kind
    public var text: String
    /// What the box in the text says. Only a box can say so.
    public var done: Bool
    public var owner: String?
    public var estimate: Duration?
    public var priority: String?
    public var commands: [Command]
    /// The name of the procedure that is carried out from it, in place of commands.
    public var procedure: String?
    /// A condition that ticks the item by itself once it holds.
    public var check: ItemCheck?
    public var items: [Item]
    /// Nesting below the phase: 0 for its own items.
    public var depth: Int
    /// Headings between the phase and the item, outermost first; shown as a sub-heading of the checklist.
    public var section: [String]
    public var location: SourceLocation

    public init(
        id: String, kind: Kind, text: String, done: Bool = false, owner: String? = nil, estimate: Duration? = nil,
        priority: String? = nil, commands: [Command] = [], check: ItemCheck? = nil, items: [Item] = [], depth: Int = 0,
        section: [String] = [], location: SourceLocation
    ) {
        self.id = id
        self.kind = kind
        self.text = text
        self.done = done
        self.owner = owner
        self.estimate = estimate
        self.priority = priority
        self.commands = commands
        self.check = check
        self.items = items
        self.depth = depth
        self.section = section
        self.location = location
    }

    /// The item and everything below it, parents first.
    public var flattened: [Item] {
        var all: [Item] = []
        append(to: &all)
        return all
    }

    /// The item and everything below it, counted.
    var count: Int { items.reduce(1) { $0 + $1.count } }

    func append(to all: inout [Item]) {
        all.append(self)
        for item in items { item.append(to: &all) }
    }
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
