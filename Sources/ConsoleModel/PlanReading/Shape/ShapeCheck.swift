import LaunchCore

/// Holds a launch file against its shape and reports every difference. What passes can be taken out without further checks.
struct ShapeCheck {
    private(set) var problems: [Problem] = []

    mutating func check(_ value: YamlValue, _ shape: ValueShape, _ what: String) {
        switch shape {
        case .list(let element):
            for value in value.asList { check(value, element, what) }
        case .named(let element):
            guard let entries = mapping(value, what, "names and what they stand for") else { return }
            for entry in entries { check(entry.value, element, "\(what).\(entry.key)") }
        case .object(let object): checkObject(value, object, what)
        case .textOr(let object):
            if value.entries != nil { checkObject(value, object, what) } else { checkText(value, what, or: "a mapping") }
        case .statuses:
            for value in value.asList where StatusRange.parse(value.text ?? "") == nil {
                wrong(value, "`\(what)` is no status", "write one as 200, or a range as 200-299")
            }
        default: checkScalar(value, shape, what)
        }
    }

    private mutating func checkObject(_ value: YamlValue, _ object: ObjectShape, _ what: String) {
        guard let entries = mapping(value, what, "keys such as `\(object.keys[0].name)`") else { return }
        for entry in entries {
            if let key = object.key(entry.key) {
                if !entry.value.isNull { check(entry.value, key.shape, entry.key) }
            } else {
                unknown(entry, in: object)
            }
        }
        for key in object.keys where key.required && value[key.name] == nil {
            wrong(value, "`\(what)` has no `\(key.name)`", "add it: \(key.help)")
        }
        let given = object.oneOf.filter { value[$0] != nil }
        let choices = object.oneOf.map { "`\($0)`" }.joined(separator: ", ")
        if !object.oneOf.isEmpty, given.isEmpty { wrong(value, "`\(what)` has none of \(choices)", "give it one of them") }
        if given.count > 1 {
            wrong(value, "`\(what)` has \(given.map { "`\($0)`" }.joined(separator: " and "))", "keep one of them")
        }
    }

    private mutating func mapping(_ value: YamlValue, _ what: String, _ expected: String) -> [YamlEntry]? {
        if let entries = value.entries { return entries }
        if !value.isNull { wrong(value, "`\(what)` is \(value.kindText), not a mapping", "give it \(expected)") }
        return nil
    }

    private mutating func unknown(_ entry: YamlEntry, in object: ObjectShape) {
        let advice =
            if let near = EditDistance.nearest(to: entry.key, in: object.keys.map(\.name)) {
                "did you mean `\(near)`?"
            } else {
                "known are \(object.keys.map { "`\($0.name)`" }.joined(separator: ", "))"
            }
        problems.append(Problem(.error, at: entry.keyLocation, "unknown key `\(entry.key)` in a \(object.name); \(advice)"))
    }

    private mutating func checkText(_ value: YamlValue, _ what: String, or other: String? = nil) {
        guard value.text == nil else { return }
        let expected = other.map { "text or \($0)" } ?? "text"
        wrong(value, "`\(what)` is \(value.kindText), not \(expected)", "quote it if it holds `: ` or starts with a sign such as [ or {")
    }

    private mutating func checkScalar(_ value: YamlValue, _ shape: ValueShape, _ what: String) {
        guard let text = value.text else { return checkText(value, what) }
        switch shape {
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else {
                return wrong(value, "`\(what)` is `\(text)`", "give a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .boolean: if value.boolean == nil { wrong(value, "`\(what)` is `\(text)`", "write true or false") }
        case .duration:
            guard let duration = Duration(launchText: text) else {
                return wrong(value, "`\(what)` is no duration: `\(text)`", "write it as 500ms, 90s, 5m, 1h30m or 2d")
            }
            if duration <= .zero { wrong(value, "`\(what)` is no time at all", "give more than 0") }
        case .quantity:
            if Quantity(text: text) == nil { wrong(value, "`\(what)` is no number with a unit: `\(text)`", "write 5%, 200ms or 3/min") }
        case .condition:
            if case .failure(let fault) = ConditionText.parse(text) {
                problems.append(Problem(.error, at: value.location(at: fault.offset), "`\(what)`: \(fault.message)"))
            }
        case .count: if CountText.parse(text) == nil { wrong(value, "`\(what)` is `\(text)`", "write it as 3 of 5") }
        case .pointer:
            if !text.isEmpty, !text.hasPrefix("/") {
                wrong(value, "`\(what)` is no JSON pointer: `\(text)`", "write it as /status or /a/b")
            }
        case .choice(let choices): checkChoice(value, text, choices, what)
        default: break
        }
    }

    private mutating func checkChoice(_ value: YamlValue, _ text: String, _ choices: [String], _ what: String) {
        guard !choices.contains(text) else { return }
        if let near = EditDistance.nearest(to: text, in: choices) {
            wrong(value, "`\(what)` cannot be `\(text)`", "did you mean `\(near)`?")
        } else {
            wrong(value, "`\(what)` cannot be `\(text)`", "choose one of \(choices.joined(separator: ", "))")
        }
    }

    private mutating func wrong(_ value: YamlValue, _ what: String, _ advice: String) {
        problems.append(Problem(.error, at: value.location, "\(what); \(advice)"))
    }
}
