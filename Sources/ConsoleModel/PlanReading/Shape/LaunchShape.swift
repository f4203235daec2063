/// What a launch file may hold. One table feeds the reader, the JSON schema and the reference in docs/launch-file.md, so the
/// three cannot disagree.
indirect enum ValueShape: Sendable {
    case text
    case integer(ClosedRange<Int>)
    case boolean
    case duration
    case quantity
    /// `error_rate > 5%`, or the bare name of a metric.
    case condition
    /// `3 of 5`
    case count
    /// `200`, `200-299`, or a list of these.
    case statuses
    /// `/a/b`, RFC 6901.
    case pointer
    case choice([String])
    /// One value or a list of them.
    case list(ValueShape)
    /// A mapping from names the author chooses.
    case named(ValueShape)
    case object(ObjectShape)
    /// Text alone is short for the object.
    case textOr(ObjectShape)
}

/// A mapping with known keys.
struct ObjectShape: Sendable {
    /// The word of DESIGN for what it describes: `service`, `trigger`.
    var name: String
    var help: String
    var keys: [KeyShape]
    /// Exactly one of these keys must be present; empty for no such rule.
    var oneOf: [String] = []

    func key(_ name: String) -> KeyShape? { keys.first { $0.name == name } }
}

struct KeyShape: Sendable {
    var name: String
    var shape: ValueShape
    var help: String
    var required = false

    init(_ name: String, _ shape: ValueShape, _ help: String, required: Bool = false) {
        self.name = name
        self.shape = shape
        self.help = help
        self.required = required
    }
}
