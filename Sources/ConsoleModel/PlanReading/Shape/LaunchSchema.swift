/// The launch file's shape as JSON Schema and as reference, from the table the reader itself uses.
public enum LaunchSchema {
    /// docs/schema/launch.schema.json
    public static var json: String {
        let root = schema(of: ObjectShape.launch)
        guard case .object(let members) = root else { return "" }
        let head: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("$id", .string(name)),
            ("title", .string("opsconsole launch file")),
        ]
        return JSONText.object(head + members).text + "\n"
    }

    /// A name, and no address: the schema is where the program is installed, and `opsconsole schema` prints it.
    private static let name = "urn:opsconsole:launch-file"

    /// The generated part of docs/launch-file.md.
    public static var reference: String {
        objects(of: .launch).map(section).joined(separator: "\n")
    }

    private static func schema(of object: ObjectShape) -> JSONText {
        var members: [(String, JSONText)] = [
            ("type", .string("object")), ("description", .string(object.help)), ("additionalProperties", .boolean(false)),
            ("properties", .object(object.keys.map { ($0.name, described(schema(of: $0.shape), $0.help)) })),
        ]
        let required = object.keys.filter(\.required).map { JSONText.string($0.name) }
        if !required.isEmpty { members.append(("required", .array(required))) }
        if !object.oneOf.isEmpty {
            members.append(("oneOf", .array(object.oneOf.map { .object([("required", .array([.string($0)]))]) })))
        }
        return .object(members)
    }

    private static func described(_ schema: JSONText, _ help: String) -> JSONText {
        guard case .object(let members) = schema else { return schema }
        return .object([("description", .string(help))] + members.filter { $0.0 != "description" })
    }

    private static func schema(of shape: ValueShape) -> JSONText {
        func text(_ pattern: String? = nil) -> JSONText {
            .object([("type", .string("string"))] + (pattern.map { [("pattern", JSONText.string($0))] } ?? []))
        }
        switch shape {
        // Numbers and booleans read as the text they are written as.
        case .text: return .object([("type", .array(["string", "number", "boolean"].map(JSONText.string)))])
        case .integer(let range):
            return .object([("type", .string("integer")), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound))])
        case .boolean: return .object([("type", .string("boolean"))])
        case .duration: return text("^([0-9]+(ms|s|m|h|d))+$")
        case .quantity: return .object([("type", .array(["string", "number"].map(JSONText.string)))])
        case .condition: return text("^\\s*[\\p{L}_][\\p{L}\\p{N}_.-]*\\s*((>=|<=|>|<|=|==|!=|≥|≤|≠)\\s*.+)?$")
        case .count: return text("^[0-9]+ of [0-9]+$")
        case .statuses:
            let one = JSONText.object([("type", .array(["string", "integer"].map(JSONText.string)))])
            return .object([("anyOf", .array([one, .object([("type", .string("array")), ("items", one)])]))])
        case .pointer: return text("^(/.*)?$")
        case .choice(let choices): return .object([("enum", .array(choices.map(JSONText.string)))])
        case .list(let element):
            let one = schema(of: element)
            return .object([("anyOf", .array([one, .object([("type", .string("array")), ("items", one)])]))])
        case .named(let element): return .object([("type", .string("object")), ("additionalProperties", schema(of: element))])
        case .object(let object): return schema(of: object)
        case .textOr(let object): return .object([("anyOf", .array([schema(of: .text), schema(of: object)]))])
        }
    }

    /// Every object once, in the order it is met.
    private static func objects(of root: ObjectShape) -> [ObjectShape] {
        var found: [ObjectShape] = []
        func visit(_ object: ObjectShape) {
            guard !found.contains(where: { $0.name == object.name }) else { return }
            found.append(object)
            for key in object.keys { if let inner = inner(of: key.shape) { visit(inner) } }
        }
        func inner(of shape: ValueShape) -> ObjectShape? {
            switch shape {
            case .object(let object), .textOr(let object): object
            case .list(let element), .named(let element): inner(of: element)
            default: nil
            }
        }
        visit(root)
        return found
    }

    private static func section(_ object: ObjectShape) -> String {
        var lines = ["### \(object.name)", "", object.help, ""]
        if !object.oneOf.isEmpty { lines += ["Exactly one of \(object.oneOf.map { "`\($0)`" }.joined(separator: ", ")).", ""] }
        lines += ["| key | value | |", "| --- | --- | --- |"]
        lines += object.keys.map { key in
            let help = key.help.split(separator: "|").joined(separator: "\\|")
            return "| `\(key.name)`\(key.required ? " (required)" : "") | \(words(for: key.shape)) | \(help) |"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func words(for shape: ValueShape) -> String {
        switch shape {
        case .text: "text"
        case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "true or false"
        case .duration: "duration"
        case .quantity: "number with unit"
        case .condition: "condition"
        case .count: "N of M"
        case .statuses: "status codes"
        case .pointer: "JSON pointer"
        case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: ", ")
        case .list(let element): "\(words(for: element)), or a list"
        case .named(let element): "name: \(words(for: element))"
        case .object(let object): "[\(object.name)](#\(object.name.split(separator: " ").joined(separator: "-")))"
        case .textOr(let object): "text or [\(object.name)](#\(object.name.split(separator: " ").joined(separator: "-")))"
        }
    }
}
