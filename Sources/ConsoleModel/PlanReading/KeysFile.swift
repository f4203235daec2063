import LaunchCore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An operator's own keys as a file has them: names of console commands, and the keys of each. What the names and keys mean, the file
/// does not know.
public struct KeysFile: Sendable {
    public struct Entry: Sendable {
        public var command: String
        public var place: SourceLocation
        /// One for each way to give the command; none where it shall have no key.
        public var keys: [(text: String, place: SourceLocation)]
    }

    public private(set) var entries: [Entry] = []
    /// What could not be read, each at its place.
    public private(set) var problems: [Problem] = []

    /// More than all commands need.
    static let sizeLimit = 65_536

    /// Where it is looked for; nil where the environment names no home.
    ///
    /// - Parameter environment: `XDG_CONFIG_HOME` and `HOME` are read.
    public static func path(environment: [String: String]) -> String? {
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config" }
        let configuration = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        return configuration.map { $0 + "/opsconsole/keys.yaml" }
    }

    /// Whether there is one; costs one call of the system.
    public static func exists(at path: String) -> Bool { access(path, F_OK) == 0 }

    public init(path: String) {
        switch SourceFile.load(path: path, name: path, limit: Self.sizeLimit) {
        case .success(let file): self.init(text: file.text, file: path)
        case .failure(let problem):
            self.init(text: "", file: path)
            problems = [problem]
        }
    }

    public init(text: String, file: String) {
        // A file of remarks alone is what one begins with.
        guard text.split(whereSeparator: \.isNewline).contains(where: { !Self.isRemark($0) }) else { return }
        var composer = YamlComposer(file: file, environment: [:])
        let root = composer.compose(text)
        problems = composer.problems
        guard let root else { return }
        guard let lines = root.entries else {
            problems.append(Problem(.error, at: root.location, "is \(root.kindText); write lines of `COMMAND: KEY`"))
            return
        }
        for line in lines { take(line) }
    }

    private mutating func take(_ line: YamlEntry) {
        switch line.value.content {
        case .mapping:
            add(line.value.location, "`\(line.key)` has a mapping; write a key, a list of keys, or `none`")
        case .scalar where line.value.isNull:
            add(line.keyLocation, "`\(line.key)` has no key; write one, in quotes where it is a sign like \"#\", or `none`")
        case .scalar("none", _): entries.append(Entry(command: line.key, place: line.keyLocation, keys: []))
        case .scalar, .sequence:
            let wrong = line.value.asList.filter { $0.text == nil }
            for value in wrong { add(value.location, "is \(value.kindText); write a key, in quotes where it is a sign") }
            guard wrong.isEmpty else { return }
            let keys = line.value.asList.map { (text: $0.text ?? "", place: $0.location) }
            entries.append(Entry(command: line.key, place: line.keyLocation, keys: keys))
        }
    }

    private mutating func add(_ place: SourceLocation, _ message: String) { problems.append(Problem(.error, at: place, message)) }

    private static func isRemark(_ line: Substring) -> Bool {
        let words = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
        return words.isEmpty || words.hasPrefix("#") || words == "---"
    }
}
