/// What every role looks like.
public struct Theme: Hashable, Sendable {
    struct Look: Hashable, Sendable {
        var foreground: ThemeColour
        var background: ThemeColour
        var attributes: Attributes
        /// Has a ground of its own, which the selection does not replace.
        var hasGround: Bool
    }

    public let name: String
    public let summary: String
    private let looks: [Role: Look]

    /// - Parameter document: complete, that is already laid over what it inherits from.
    /// - Throws: every way in which a word of the document is unknown, the first one.
    public init(document: ThemeDocument) throws(ThemeError) {
        let reading = ThemeReading(document: document)
        name = document.name
        summary = document.summary
        looks = try reading.looks()
    }

    func look(of role: Role) -> Look {
        var role = role
        while true {
            if let look = looks[role] { return look }
            guard let parent = role.parent else {
                return Look(foreground: .terminal, background: .terminal, attributes: [], hasGround: false)
            }
            role = parent
        }
    }
}
