import ConsoleTUI
import LaunchCore
import Yams

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A theme as a YAML file has it, with the place of every word for messages.
struct ThemeFile {
    /// More than any theme needs, less than would hurt.
    static let sizeLimit = 65_536

    let file: String
    private(set) var document = ThemeDocument(name: "", summary: "")
    private var keys: [[String]: SourceLocation] = [:]
    private var values: [[String]: SourceLocation] = [:]

    /// - Throws: the first thing that is wrong, at its place.
    init(text: String, file: String) throws(Problem) {
        self.file = file
        guard text.utf8.count <= Self.sizeLimit, !Self.isDeep(text) else {
            throw problem("is too large or too deeply nested for a theme; keep to `name`, `summary`, `inherits`, `palette` and `roles`")
        }
        guard let root = try compose(text) else { throw problem("is empty; copy one of Themes/*.yaml and change it") }
        try interpret(root)
    }

    /// A theme that was written in Swift; it has no places.
    init(document: ThemeDocument) {
        file = "(built in)"
        self.document = document
    }

    static func load(path: String) throws(Problem) -> ThemeFile {
        func refuse(_ message: String) -> Problem { Problem(.error, at: SourceLocation(file: path, line: 1), message) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw refuse("cannot be read: \(String(cString: strerror(errno))); check the path") }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: sizeLimit + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw refuse("cannot be read: \(String(cString: strerror(errno))); name a YAML file") }
        return try ThemeFile(text: String(decoding: bytes[..<count], as: UTF8.self), file: path)
    }

    /// The place of what a `ThemeError` speaks of: the word itself, or what it stands in; nil when it does not stand in this file.
    func place(of path: [String]) -> SourceLocation? {
        guard path.count < 2 || keys[Array(path.prefix(2))] != nil else { return nil }
        if path.count == 2, path.first == "roles" { return keys[path] }
        var path = path
        while !path.isEmpty {
            if let place = values[path] { return place }
            path.removeLast()
        }
        return nil
    }

    private func compose(_ text: String) throws(Problem) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw describe(error)
        } catch {
            throw problem("is not YAML: \(error); correct it")
        }
    }

    private mutating func interpret(_ root: Node) throws(Problem) {
        for (key, value) in try entries(of: root, path: []) {
            switch key {
            case "name": document.name = try word(value)
            case "summary": document.summary = try word(value)
            case "inherits": document.inherits = try word(value)
            case "palette": for (name, colour) in try entries(of: value, path: [key]) { document.palette[name] = try word(colour) }
            case "roles":
                for (role, entry) in try entries(of: value, path: [key]) { document.roles[role] = try self.entry(entry, [key, role]) }
            default:
                throw problem(
                    "`\(key)` means nothing here; there are `name`, `summary`, `inherits`, `palette` and `roles`", at: keys[[key]])
            }
        }
        guard !document.name.isEmpty else { throw problem("has no name; add `name: WORD`") }
    }

    /// `fg: .., bg: .., attributes: [..]`, or the foreground alone.
    private mutating func entry(_ node: Node, _ path: [String]) throws(Problem) -> ThemeDocument.Entry {
        guard node.mapping != nil else { return ThemeDocument.Entry(foreground: try word(node), background: nil, attributes: []) }
        var entry = ThemeDocument.Entry()
        for (key, value) in try entries(of: node, path: path) {
            switch key {
            case "fg": entry.foreground = try word(value)
            case "bg": entry.background = try word(value)
            case "attributes":
                guard let list = value.sequence else { throw problem("`attributes` is a list, like `[bold]`", at: place(of: value)) }
                for item in list { entry.attributes.append(try word(item)) }
            default: throw problem("`\(key)` means nothing here; a role has `fg`, `bg` and `attributes`", at: keys[path + [key]])
            }
        }
        return entry
    }

    private mutating func entries(of node: Node, path: [String]) throws(Problem) -> [(String, Node)] {
        guard let mapping = node.mapping else { throw problem("must be `NAME: VALUE` lines", at: place(of: node)) }
        var entries: [(String, Node)] = []
        for (key, value) in mapping {
            let name = try word(key)
            keys[path + [name]] = place(of: key)
            values[path + [name]] = place(of: value)
            entries.append((name, value))
        }
        return entries
    }

    private func word(_ node: Node) throws(Problem) -> String {
        guard let scalar = node.scalar else { throw problem("must be one word or text", at: place(of: node)) }
        return Printable.text(scalar.string, limit: 200)
    }

    private func place(of node: Node) -> SourceLocation? {
        node.mark.map { place(of: $0) }
    }

    func problem(_ message: String, at place: SourceLocation? = nil) -> Problem {
        Problem(.error, at: place ?? SourceLocation(file: file, line: 1), message)
    }
}

extension ThemeFile {
    /// Whether the parser, which recurses, had better not see this.
    private static func isDeep(_ text: String) -> Bool {
        var open = 0
        var dashes = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: "*"): dashes += 1
            case UInt8(ascii: "\n"): dashes = 0
            default: break
            }
            if open > 8 || dashes > 100 { return true }
        }
        return false
    }

    private func describe(_ error: YamlError) -> Problem {
        switch error {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            problem("is not YAML: \(what); correct this line or the one before", at: place(of: mark))
        case .duplicatedKeysInMapping(let names, let context):
            problem("\(names.map { "`\($0)`" }.joined(separator: ", ")) stands here more than once; keep one", at: place(of: context.mark))
        default: problem("is not YAML; correct it")
        }
    }

    private func place(of mark: Mark) -> SourceLocation { SourceLocation(file: file, line: mark.line, column: mark.column) }
}
