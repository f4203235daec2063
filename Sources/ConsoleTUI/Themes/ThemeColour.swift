/// A colour for terminals with many colours, and the one that stands for it where there are only sixteen or eight.
public struct ThemeColour: Hashable, Sendable {
    public var full: Colour
    public var few: Colour

    public init(full: Colour, few: Colour) {
        self.full = full
        self.few = few
    }

    public static let terminal = ThemeColour(full: .terminal, few: .terminal)

    /// `COLOUR`, or `COLOUR / COLOUR` with the second one for terminals with few colours. Alone, an `#rrggbb` is its nearest
    /// named colour there.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard let first = parts.first, parts.count <= 2, let full = Colour(first) else { return nil }
        guard let second = parts.dropFirst().first else {
            self.init(full: full, few: full.nearestNamed)
            return
        }
        guard let few = Colour(second), few.isOneOfFew else { return nil }
        self.init(full: full, few: few)
    }
}

extension Colour {
    fileprivate var isOneOfFew: Bool {
        if case .rgb = self { false } else { true }
    }

    /// The one of the sixteen that looks most like it, in xterm's palette.
    var nearestNamed: Colour {
        guard case .rgb(let value) = self else { return self }
        let nearest = NamedColour.allCases.min { RGB(value).distance(to: $0.rgb) < RGB(value).distance(to: $1.rgb) }
        return nearest.map { .named($0) } ?? self
    }
}
