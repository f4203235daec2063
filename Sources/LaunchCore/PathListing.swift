/// What is in a directory, for somebody who types a path.
public struct PathListing: Hashable, Sendable {
    /// As it was typed, with the stroke at its end; empty for the directory the console was started in.
    public var directory: String
    /// Sorted; those of directories end in `/`. Names that are no printable text are left out.
    public var names: [String]

    public init(directory: String, names: [String]) {
        self.directory = directory
        self.names = names
    }

    /// The part of a path before its last name: `logs/` of `logs/back`.
    public static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
