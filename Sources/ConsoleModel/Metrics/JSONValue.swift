import LaunchCore

/// A JSON value from outside, with numbers as they were written: 0.1 stays 0.1, and a number too big for a double stays itself.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The deepest nesting that is read.
    static let deepest = 64

    /// Throws where `bytes` are no JSON (RFC 8259) or nest deeper than `deepest`; says at which byte. The caller bounds the size.
    init(_ bytes: some Collection<UInt8>) throws(Failure) {
        func read(_ buffer: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, Failure> {
            Result { () throws(Failure) in try JSONReader.document(buffer) }
        }
        self = try (bytes.withContiguousStorageIfAvailable(read) ?? Array(bytes).withUnsafeBufferPointer(read)).get()
    }

    /// The text of a scalar: a string's own, a number's and boolean's JSON text. Nil for null, arrays and objects.
    var text: String? {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .string(let text): text
        case .null, .array, .object: nil
        }
    }

    var decimal: Decimal? { if case .number(let text) = self { Decimal(text: text) } else { nil } }

    var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    subscript(name: String) -> JSONValue? { if case .object(let members) = self { members[name] } else { nil } }

    /// What it is, for a sentence: `a list`.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// The value an RFC 6901 pointer leads to; nil where there is none, and for a text that is no pointer.
    func at(_ pointer: String) -> JSONValue? {
        if pointer.isEmpty { return self }
        guard pointer.hasPrefix("/") else { return nil }
        var value = self
        for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
            switch value {
            case .object(let members):
                guard let member = members[name] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Self.index(name), index < elements.count else { return nil }
                value = elements[index]
            case .null, .bool, .number, .string: return nil
            }
        }
        return value
    }

    /// Digits without leading zeros, as the RFC has it.
    private static func index(_ token: String) -> Int? {
        guard token.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), token == "0" || !token.hasPrefix("0") else {
            return nil
        }
        return Int(token)
    }
}
