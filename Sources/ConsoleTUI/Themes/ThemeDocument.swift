/// A theme as it is written: words, nothing looked up yet.
public struct ThemeDocument: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        /// A colour or the name of one in the palette; nil takes that of `text`.
        public var foreground: String?
        public var background: String?
        public var attributes: [String]

        public init(_ foreground: String? = nil, on background: String? = nil, _ attributes: String...) {
            self.init(foreground: foreground, background: background, attributes: attributes)
        }

        public init(foreground: String?, background: String?, attributes: [String]) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    public var name: String
    public var summary: String
    /// The theme whose palette and roles these are laid over.
    public var inherits: String?
    public var palette: [String: String]
    public var roles: [String: Entry]

    public init(name: String, summary: String, inherits: String? = nil, palette: [String: String] = [:], roles: [String: Entry] = [:]) {
        self.name = name
        self.summary = summary
        self.inherits = inherits
        self.palette = palette
        self.roles = roles
    }

    /// This theme laid over the one it inherits from: a role or colour named here replaces the other's whole.
    public func laid(over parent: ThemeDocument) -> ThemeDocument {
        ThemeDocument(
            name: name, summary: summary, inherits: parent.inherits, palette: parent.palette.merging(palette) { _, mine in mine },
            roles: parent.roles.merging(roles) { _, mine in mine })
    }
}
