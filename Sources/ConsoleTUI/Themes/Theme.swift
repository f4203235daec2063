/// What every role looks like.
public struct Theme: Hashable, Sendable {
    struct Look: Hashable, Sendable {
        var foreground: ThemeColour
        var background: ThemeColour
        var attributes: Attributes
        /// Has a ground of its own, which the selection does not replace.
        var hasGround: Bool

        /// Of words and ground; 0 where one is the terminal's own and nobody knows.
        var contrast: Double {
            guard let words = foreground.full.rgb, let ground = background.full.rgb else { return 0 }
            return words.contrast(with: ground)
        }
    }

    public let name: String
    public let summary: String
    /// The least contrast of words with the selection's ground; what would be less readable there is lightened or darkened up to it.
    let leastContrast: Double
    private let looks: [Role: Look]

    /// - Parameter document: complete, that is already laid over what it inherits from.
    /// - Throws: every way in which a word of the document is unknown, the first one.
    public init(document: ThemeDocument) throws(ThemeError) {
        let reading = ThemeReading(document: document)
        name = document.name
        summary = document.summary
        let looks = try reading.looks()
        self.looks = looks
        // A theme that keeps to the higher contrast everywhere keeps to it on the selection, too.
        leastContrast = looks.values.allSatisfy { $0.contrast >= Self.highContrast } ? Self.highContrast : Self.usualContrast
    }

    /// WCAG 2 asks for so much of words (1.4.3), and for more where it is to be read with bad eyes (1.4.6).
    private static let usualContrast = 4.5
    private static let highContrast = 7.0

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
