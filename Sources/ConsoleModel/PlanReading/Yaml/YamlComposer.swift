import LaunchCore
import Yams

/// Turns YAML text into `YamlValue`s: bounded in depth and number of nodes, `${NAME}` expanded, every problem with its place.
struct YamlComposer {
    static let maxDepth = 32
    static let maxNodes = 100_000
    /// Aliases can multiply; so many cannot make more nodes than are affordable before they are counted.
    static let maxAliases = 24

    private let file: String
    private let environment: [String: String]
    private var nodes = 0
    private(set) var problems: [Problem] = []
    /// Values taken from the environment, without duplicates, in the order they were met.
    private(set) var secrets: [String] = []

    init(file: String, environment: [String: String]) {
        self.file = file
        self.environment = environment
    }

    /// Nil with a problem when nothing can be read; an empty document is nil with a problem too.
    mutating func compose(_ text: String) -> YamlValue? {
        guard Self.aliasCount(in: text) <= Self.maxAliases else {
            add(.error, line: 1, column: 1, "has more than \(Self.maxAliases) YAML aliases (*name); write the values out")
            return nil
        }
        if let line = Self.tooDeepLine(in: text) {
            add(.error, line: line, column: 1, "is nested too deeply; check its indentation and brackets")
            return nil
        }
        do {
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                add(.error, line: 1, column: 1, "is empty; describe a launch, or let `opsconsole init PLAN.md` write it")
                return nil
            }
            return try convert(root, depth: 0)
        } catch let problem as Problem {
            problems.append(problem)
        } catch let error as YamlError {
            problems.append(describe(error))
        } catch {
            add(.error, line: 1, column: 1, "is not YAML: \(error); correct the file")
        }
        return nil
    }

    private mutating func convert(_ node: Node, depth: Int) throws -> YamlValue {
        let place = SourceLocation(file: file, line: max(1, node.mark?.line ?? 1), column: max(1, node.mark?.column ?? 1))
        nodes += 1
        guard nodes <= Self.maxNodes else {
            throw Problem(.error, at: place, "has more than \(Self.maxNodes) values; split the launch into smaller ones")
        }
        guard depth <= Self.maxDepth else {
            throw Problem(.error, at: place, "is nested more than \(Self.maxDepth) deep; check the indentation")
        }
        switch node {
        case .scalar(let scalar):
            let value = YamlValue(content: .scalar(scalar.string, plain: scalar.style == .plain), location: place)
            return YamlValue(content: .scalar(expand(scalar.string, in: value), plain: scalar.style == .plain), location: place)
        case .sequence(let sequence):
            return YamlValue(content: .sequence(try sequence.map { try convert($0, depth: depth + 1) }), location: place)
        case .mapping(let mapping):
            var entries: [YamlEntry] = []
            for (key, value) in mapping {
                let keyValue = try convert(key, depth: depth + 1)
                guard case .scalar(let name, _) = keyValue.content else {
                    throw Problem(.error, at: keyValue.location, "a key must be text, not \(keyValue.kindText); quote it")
                }
                entries.append(YamlEntry(key: name, keyLocation: keyValue.location, value: try convert(value, depth: depth + 1)))
            }
            return YamlValue(content: .mapping(entries), location: place)
        case .alias:
            throw Problem(.error, at: place, "an alias that names no anchor; write the value out")
        }
    }

    /// `${NAME}` by the environment's value; `$${NAME}` stays `${NAME}` for the shell; anything else is left alone.
    private mutating func expand(_ text: String, in value: YamlValue) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            let after = rest[dollar...].dropFirst()
            if after.hasPrefix("${") {
                result += "${"
                rest = after.dropFirst(2)
            } else if after.hasPrefix("{"), let end = after.firstIndex(of: "}"), Self.isName(after[after.startIndex..<end].dropFirst()) {
                let name = String(after[..<end].dropFirst())
                result += taken(name, at: value.location(at: text.distance(from: text.startIndex, to: dollar)))
                rest = after[after.index(after: end)...]
            } else {
                result += "$"
                rest = after
            }
        }
        return result + rest
    }

    private mutating func taken(_ name: String, at place: SourceLocation) -> String {
        guard let value = environment[name] else {
            problems.append(
                Problem(.error, at: place, "the environment has no \(name); export it, or write $${\(name)} to leave it to the shell"))
            return ""
        }
        if !value.isEmpty, !secrets.contains(value) { secrets.append(value) }
        return value
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
        return text.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95 }
    }

    private mutating func add(_ severity: Problem.Severity, line: Int, column: Int, _ message: String) {
        problems.append(Problem(severity, at: SourceLocation(file: file, line: line, column: column), message))
    }

    private func describe(_ error: YamlError) -> Problem {
        func problem(_ mark: Mark?, _ message: String) -> Problem {
            Problem(.error, at: SourceLocation(file: file, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1)), message)
        }
        switch error {
        case .scanner(let context, let what, let mark, _), .parser(let context, let what, let mark, _),
            .composer(let context, let what, let mark, _):
            let during = context.map { " (\($0.text))" } ?? ""
            return problem(mark, "is not YAML: \(what)\(during); correct this line or the one before")
        case .duplicatedKeysInMapping(let names, let context):
            let list = names.map { "`\($0)`" }.joined(separator: ", ")
            return problem(context.mark, "the key \(list) stands here more than once; keep one of them")
        case .reader(let what, _, let value, _):
            return problem(nil, "holds a character YAML does not allow (\(what), \(value)); remove it")
        default:
            return problem(nil, "is not YAML: \(error); correct the file")
        }
    }
}
