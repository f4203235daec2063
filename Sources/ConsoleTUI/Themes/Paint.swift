/// What a terminal is told for a style: colour numbers, -1 for its own, and attributes.
public struct Paint: Hashable, Sendable {
    public var foreground: Int
    public var background: Int
    public var attributes: Attributes

    public init(foreground: Int, background: Int, attributes: Attributes) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
