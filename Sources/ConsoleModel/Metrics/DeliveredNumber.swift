import LaunchCore

/// What a source delivered, before its unit is applied.
enum DeliveredNumber: Hashable, Sendable {
    /// Counted as the launch file says the source counts.
    case number(Decimal)
    /// A text that may carry its own unit: `42%`.
    case text(String)

    /// A scalar of a JSON document; a boolean counts as 1 or 0.
    init(_ value: JSONValue, at pointer: String) throws(Failure) {
        let place = Printable.text(pointer.isEmpty ? "the document" : pointer, limit: 60)
        switch value {
        case .bool(let value): self = .number(Decimal(value ? 1 : 0))
        case .string(let text): self = .text(text)
        case .number(let text):
            guard let number = Decimal(text: text) else { throw Failure(.parse, "\(place) is out of range: \(text.prefix(40))") }
            self = .number(number)
        case .null, .array, .object: throw Failure(.parse, "\(place) is \(value.kind), not a number")
        }
    }

    /// A sample's value as Prometheus writes it. What is not a finite number is no measurement.
    init(sample text: String) throws(Failure) {
        switch text.lowercased() {
        case "nan": throw Failure(.parse, "the value is NaN: there was nothing to divide or compare")
        case "inf", "+inf", "-inf": throw Failure(.parse, "the value is infinite")
        default:
            guard let number = Decimal(text: text) else { throw Failure(.parse, "not a number: \(Printable.text(text, limit: 40))") }
            self = .number(number)
        }
    }
}

extension Metric {
    /// The value in base units.
    func base(_ delivered: DeliveredNumber) throws(Failure) -> Decimal {
        switch delivered {
        case .number(let number): return number * scale
        case .text(let text):
            if let number = Decimal(text: text) { return number * scale }
            guard let quantity = Quantity(text: text) else {
                throw Failure(.parse, "not a number: \(Printable.text(text, limit: 40))")
            }
            if quantity.unit == .plain { return quantity.base * scale }
            guard unit == .plain || unit == quantity.unit else {
                throw Failure(.parse, "\(Printable.text(text, limit: 40)) is \(quantity.unit.words), expected \(unit.words)")
            }
            return quantity.base
        }
    }
}
