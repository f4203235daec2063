import LaunchCore

/// The keys an operator wants a command to have, as a file says it.
public struct KeyWish: Hashable, Sendable {
    /// Keys by name, one after the other: `g r`.
    public struct Sequence: Hashable, Sendable {
        public var text: String
        public var place: SourceLocation

        public init(_ text: String, at place: SourceLocation) {
            self.text = text
            self.place = place
        }
    }

    /// The name of a console command.
    public var command: String
    public var place: SourceLocation
    /// Instead of those the program gives it; empty for none at all.
    public var sequences: [Sequence]

    public init(_ command: String, at place: SourceLocation, _ sequences: [Sequence]) {
        self.command = command
        self.place = place
        self.sequences = sequences
    }
}
