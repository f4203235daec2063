/// Writes JSON with the keys in the order they are given, so that two readings of one plan compare line by line.
indirect enum JSONText: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Digits as they are to stand.
    case number(String)
    case string(String)
    case array([JSONText])
    case object([(String, JSONText)])

    static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }
    static func seconds(_ duration: Duration?) -> JSONText {
        guard let duration else { return .null }
        let milliseconds = duration.milliseconds
        return milliseconds % 1000 == 0 ? .integer(Int(milliseconds / 1000)) : .number("\(Double(milliseconds) / 1000)")
    }

    /// Pretty, two spaces an indentation.
    var text: String {
        var result = ""
        write(to: &result, indent: "")
        return result
    }

    private func write(to result: inout String, indent: String) {
        switch self {
        case .null: result += "null"
        case .boolean(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .number(let digits): result += digits
        case .string(let text): Self.quote(text, to: &result)
        case .array(let values):
            guard !values.isEmpty else { return result += "[]" }
            result += "[\n"
            for (index, value) in values.enumerated() {
                result += indent + "  "
                value.write(to: &result, indent: indent + "  ")
                result += index + 1 < values.count ? ",\n" : "\n"
            }
            result += indent + "]"
        case .object(let members):
            guard !members.isEmpty else { return result += "{}" }
            result += "{\n"
            for (index, member) in members.enumerated() {
                result += indent + "  "
                Self.quote(member.0, to: &result)
                result += ": "
                member.1.write(to: &result, indent: indent + "  ")
                result += index + 1 < members.count ? ",\n" : "\n"
            }
            result += indent + "}"
        }
    }

    private static func quote(_ text: String, to result: inout String) {
        result += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isHidden(scalar):
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "\""
    }

    /// Signs that reorder or hide text in a terminal.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0x2028
            || scalar.value == 0x2029
    }
}
