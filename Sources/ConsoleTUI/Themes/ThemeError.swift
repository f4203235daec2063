/// Why a theme cannot be used.
public struct ThemeError: Error, Hashable, Sendable {
    /// Where in the document: `["roles", "log.error", "fg"]`.
    public var path: [String]
    /// What is wrong and what to do.
    public var message: String

    public init(path: [String], message: String) {
        self.path = path
        self.message = message
    }
}
