import LaunchCore

/// A YAML node with its place, freed of the parser that made it.
struct YamlValue: Sendable {
    indirect enum Content: Sendable {
        /// `plain` is false where the text stood in quotes or a block.
        case scalar(String, plain: Bool)
        case sequence([YamlValue])
        case mapping([YamlEntry])
    }

    var content: Content
    var location: SourceLocation

    /// `key:` with nothing, `~` or `null` behind it.
    var isNull: Bool {
        if case .scalar(let text, plain: true) = content { return text.isEmpty || text == "~" || text == "null" }
        return false
    }

    var text: String? {
        if case .scalar(let text, _) = content, !isNull { text } else { nil }
    }

    var list: [YamlValue]? {
        if case .sequence(let values) = content { values } else { nil }
    }

    var entries: [YamlEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// A list, or the one value as a list of itself; empty for nothing.
    var asList: [YamlValue] { list ?? (isNull ? [] : [self]) }

    var texts: [String] { asList.compactMap(\.text) }

    var integer: Int? { text.flatMap { Int($0) } }

    var boolean: Bool? {
        switch text {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    var duration: Duration? { text.flatMap { Duration(launchText: $0) } }

    subscript(key: String) -> YamlValue? {
        guard let value = entries?.first(where: { $0.key == key })?.value, !value.isNull else { return nil }
        return value
    }

    /// What it is, for a message: `a list`, `a mapping`, `text`.
    var kindText: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The place of the character at `offset` of a scalar's text; exact where it stands on one line.
    func location(at offset: Int) -> SourceLocation {
        var place = location
        if case .scalar(_, let plain) = content { place.column += offset + (plain ? 0 : 1) }
        return place
    }
}

/// A key of a mapping and what stands behind it.
struct YamlEntry: Sendable {
    var key: String
    var keyLocation: SourceLocation
    var value: YamlValue
}
