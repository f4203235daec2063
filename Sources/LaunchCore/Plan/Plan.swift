/// Everything that was read from a launch file and its Markdown plans. Immutable while a launch runs; a changed file is a new
/// `Plan` with another `digest`, and must be accepted before any of its commands can run.
public struct Plan: Hashable, Sendable {
    public var name: String
    /// A slug, unique among the launches of a directory.
    public var id: String
    public var fromVersion: String?
    public var toVersion: String?
    public var phases: [Phase] = [] { didSet { index() } }
    public var services: [Service] = []
    public var deployments: [Deployment] = []
    public var logs: [LogSource] = []
    public var metrics: [Metric] = []
    public var windows: [Window] = []
    public var triggers: [Trigger] = []
    public var criteria: [Criterion] = []
    public var goals: [Goal] = []
    public var rollback: Procedure?
    /// The other named lists of steps; their `id` is the name.
    public var procedures: [Procedure] = []
    public var notifications: [Notification] = []
    /// URLs and files found in the text that look worth wiring up.
    public var candidates: [Candidate] = []
    /// The files read, the launch file first.
    public var sources: [PlanSource] = []
    /// The text of every Markdown plan, by section; what Enter shows.
    public var documents: [PlanDocument] = []
    /// Names of environment variables that must not reach the commands it runs.
    public var redact: [String] = []
    /// Values taken from the environment by `${NAME}`; redacted wherever text leaves the program.
    public var secrets: [String] = []

    public init(name: String, id: String) {
        self.name = name
        self.id = id
    }

    /// One hash over the bytes of every file read; what a launch is pinned to.
    public var digest: String { sources.map(\.sha256).joined(separator: "+") }

    /// Every item, parents before their children, in the order of the plan.
    public private(set) var items: [Item] = []
    private var itemIndex: [String: Int] = [:]
    /// How many items the text does not tick.
    private(set) var openItems = 0
    /// Where the phases with a decision stand in `phases`.
    private(set) var gatedPhases: [Int] = []

    /// Whether every item has an id of its own.
    public var hasUniqueItems: Bool { itemIndex.count == items.count }

    public func item(_ id: String) -> Item? { itemIndex[id].map { items[$0] } }

    /// What the text says of an item; nil where there is none of this id. Cheaper than the whole item.
    func isTicked(_ id: String) -> Bool? { itemIndex[id].map { items[$0].done } }

    private mutating func index() {
        items = []
        items.reserveCapacity(phases.reduce(0) { $0 + $1.items.count })
        for phase in phases { for item in phase.items { item.visit { items.append($0) } } }
        openItems = 0
        gatedPhases = phases.indices.filter { !phases[$0].decisions.isEmpty }
        itemIndex = Dictionary(minimumCapacity: items.count)
        // Backwards, so that of two with one id the first is found.
        for index in items.indices.reversed() {
            itemIndex[items[index].id] = index
            if !items[index].done { openItems += 1 }
        }
    }

    public func procedure(_ name: String) -> Procedure? { procedures.first { $0.id == name } }
    public func trigger(_ id: String) -> Trigger? { triggers.first { $0.id == id } }
    public func window(_ id: String) -> Window? { windows.first { $0.id == id } }
    public func metric(_ name: String) -> Metric? { metrics.first { $0.name == name } }

    /// When the newest measurement of a metric is too old to count: what is derived from a service's probes ages with them.
    public func staleAfter(metric name: String) -> Duration? {
        guard let metric = metric(name) else { return nil }
        if case .health(let service, _, _) = metric.source { return services.first { $0.name == service }?.staleAfter }
        return metric.staleAfter
    }

    public func document(_ path: String) -> PlanDocument? { documents.first { $0.path == path } }
    public var decisions: [Decision] { gatedPhases.flatMap { phases[$0].decisions } }
}

/// A file the plan was read from.
public struct PlanSource: Hashable, Codable, Sendable {
    public var path: String
    /// Lowercase hexadecimal SHA-256 of its bytes as they are on disk; the boxes of a Markdown plan count as open, whether they are
    /// ticked or not.
    public var sha256: String

    public init(path: String, sha256: String) {
        self.path = path
        self.sha256 = sha256
    }
}

/// A URL or file mentioned in a plan that `init` can offer to watch.
public struct Candidate: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, Sendable { case health, dashboard, log }

    public var kind: Kind
    public var url: String
    public var location: SourceLocation

    public init(kind: Kind, url: String, location: SourceLocation) {
        self.kind = kind
        self.url = url
        self.location = location
    }
}

/// Who is told of what. Exactly one of `command` and `webhook` is set.
public struct Notification: Hashable, Sendable {
    public var command: String?
    public var webhook: String?
    /// Empty means every kind of event.
    public var events: [String]
    public var location: SourceLocation

    public init(command: String? = nil, webhook: String? = nil, events: [String] = [], location: SourceLocation) {
        self.command = command
        self.webhook = webhook
        self.events = events
        self.location = location
    }
}
