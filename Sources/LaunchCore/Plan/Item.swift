/// A checklist entry.
///
/// One reference, copied when a shared one is changed: a plan holds ten thousand, in its phases and once more in one list.
public struct Item: Hashable, Sendable, Identifiable {
    public enum Kind: String, Codable, Sendable {
        /// A task-list entry; its box in the text says whether it was done before the launch.
        case box
        /// A numbered or bulleted entry of a procedure.
        case step
        /// Something only a person can do: a comment among commands, "notify the team".
        case manual
    }

    private var content: Content

    /// Stable over edits elsewhere in the plan: made of the section and the text, never of the line.
    public var id: String {
        get { content.fields.id }
        _modify { yield &fields.id }
    }
    public var kind: Kind {
        get { content.fields.kind }
        _modify { yield &fields.kind }
    }
    public var text: String {
        get { content.fields.text }
        _modify { yield &fields.text }
    }
    /// What the box in the text says. Only a box can say so.
    public var done: Bool {
        get { content.fields.done }
        _modify { yield &fields.done }
    }
    public var owner: String? {
        get { content.fields.owner }
        _modify { yield &fields.owner }
    }
    public var estimate: Duration? {
        get { content.fields.estimate }
        _modify { yield &fields.estimate }
    }
    public var priority: String? {
        get { content.fields.priority }
        _modify { yield &fields.priority }
    }
    public var commands: [Command] {
        get { content.fields.commands }
        _modify { yield &fields.commands }
    }
    /// The name of the procedure that is carried out from it, in place of commands.
    public var procedure: String? {
        get { content.fields.procedure }
        _modify { yield &fields.procedure }
    }
    /// A condition that ticks the item by itself once it holds.
    public var check: ItemCheck? {
        get { content.fields.check }
        _modify { yield &fields.check }
    }
    public var items: [Item] {
        get { content.fields.items }
        _modify { yield &fields.items }
    }
    /// Nesting below the phase: 0 for its own items.
    public var depth: Int {
        get { content.fields.depth }
        _modify { yield &fields.depth }
    }
    /// Headings between the phase and the item, outermost first; shown as a sub-heading of the checklist.
    public var section: [String] {
        get { content.fields.section }
        _modify { yield &fields.section }
    }
    public var location: SourceLocation {
        get { content.fields.location }
        _modify { yield &fields.location }
    }

    public init(
        id: String, kind: Kind, text: String, done: Bool = false, owner: String? = nil, estimate: Duration? = nil,
        priority: String? = nil, commands: [Command] = [], check: ItemCheck? = nil, items: [Item] = [], depth: Int = 0,
        section: [String] = [], location: SourceLocation
    ) {
        content = Content(
            Fields(
                id: id, kind: kind, text: text, done: done, owner: owner, estimate: estimate, priority: priority, commands: commands,
                check: check, items: items, depth: depth, section: section, location: location))
    }

    private struct Fields: Hashable, Sendable {
        var id: String
        var kind: Kind
        var text: String
        var done: Bool
        var owner: String?
        var estimate: Duration?
        var priority: String?
        var commands: [Command]
        var procedure: String?
        var check: ItemCheck?
        var items: [Item]
        var depth: Int
        var section: [String]
        var location: SourceLocation
    }

    /// Changed only while one item alone has it, so that no thread sees another's change.
    private final class Content: @unchecked Sendable {
        var fields: Fields

        init(_ fields: Fields) { self.fields = fields }
    }

    private var fields: Fields {
        get { content.fields }
        _modify {
            if !isKnownUniquelyReferenced(&content) { content = Content(content.fields) }
            yield &content.fields
        }
    }

    public static func == (a: Item, b: Item) -> Bool { a.content === b.content || a.content.fields == b.content.fields }
    public func hash(into hasher: inout Hasher) { hasher.combine(content.fields) }

    /// The item and everything below it, parents first.
    public var flattened: [Item] {
        var all: [Item] = []
        visit { all.append($0) }
        return all
    }

    /// The item and everything below it, parents first, without an array of them.
    public func visit(_ body: (Item) -> Void) {
        body(self)
        for item in items { item.visit(body) }
    }
}
