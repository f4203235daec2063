/// Writes Prometheus' text format, version 0.0.4: families in order, labels escaped.
struct ExpositionWriter {
    enum Kind: String { case gauge, counter }

    private(set) var text = ""
    private var family = ""

    /// The samples that follow are of this family.
    mutating func begin(_ name: String, _ help: String, _ kind: Kind = .gauge) {
        family = name
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func add(_ value: String, _ labels: KeyValuePairs<String, String> = [:]) {
        text += family
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.key)=\"\(Self.escaped($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    mutating func add(_ value: Bool, _ labels: KeyValuePairs<String, String> = [:]) { add(value ? "1" : "0", labels) }
    mutating func add(_ value: some BinaryInteger, _ labels: KeyValuePairs<String, String> = [:]) { add("\(value)", labels) }
    mutating func add(_ value: Double, _ labels: KeyValuePairs<String, String> = [:]) { add("\(value)", labels) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n", "\r\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
