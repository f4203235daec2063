/// What a value is counted in. Values are kept in base units: ratio for percentages, seconds for times, bytes for sizes, per
/// second for rates.
public enum Unit: String, Codable, Sendable {
    case plain, ratio, seconds, bytes, perSecond = "per_second"
}

/// A decimal with a unit as somebody wrote it: `5%`, `0.05`, `200ms`, `10MB`, `3/min`.
public struct Quantity: Hashable, Codable, Sendable {
    /// The value in base units.
    public var base: Decimal
    public var unit: Unit
    /// As it was written, spaces removed.
    public var text: String

    public init(base: Decimal, unit: Unit, text: String) {
        self.base = base
        self.unit = unit
        self.text = text
    }

    /// Reads a number and an optional unit. Nil when the number or the unit is not understood.
    public init?(text: some StringProtocol) {
        let compact = String(text.filter { !$0.isWhitespace })
        let number = compact.prefix { $0.isASCII && ($0.isNumber || "+-.,".contains($0)) }
        guard let value = Decimal(text: number) else { return nil }
        let suffix = String(compact.dropFirst(number.count))
        if let scale = Self.scales[suffix] ?? Self.scales[suffix.lowercased()] {
            self.init(base: value * scale.factor, unit: scale.unit, text: compact)
        } else if let duration = Duration(launchText: compact) {
            self.init(base: Decimal(significand: duration.milliseconds, exponent: -3), unit: .seconds, text: compact)
        } else {
            return nil
        }
    }

    private static let scales: [String: (unit: Unit, factor: Decimal)] = {
        func tens(_ significand: Int64, _ exponent: Int = 0) -> Decimal { Decimal(significand: significand, exponent: exponent) }
        return [
            "": (.plain, tens(1)), "%": (.ratio, tens(1, -2)), "x": (.plain, tens(1)),
            "us": (.seconds, tens(1, -6)), "ms": (.seconds, tens(1, -3)), "s": (.seconds, tens(1)), "sec": (.seconds, tens(1)),
            "m": (.seconds, tens(60)), "min": (.seconds, tens(60)), "h": (.seconds, tens(3600)), "d": (.seconds, tens(86_400)),
            "B": (.bytes, tens(1)), "kB": (.bytes, tens(1, 3)), "KB": (.bytes, tens(1, 3)), "MB": (.bytes, tens(1, 6)),
            "GB": (.bytes, tens(1, 9)), "TB": (.bytes, tens(1, 12)), "KiB": (.bytes, tens(1024)), "MiB": (.bytes, tens(1_048_576)),
            "GiB": (.bytes, tens(1_073_741_824)), "K": (.plain, tens(1, 3)), "k": (.plain, tens(1, 3)), "M": (.plain, tens(1, 6)),
            "/s": (.perSecond, tens(1)), "/sec": (.perSecond, tens(1)), "/min": (.perSecond, tens(16_666_666_666_666_667, -18)),
            "/h": (.perSecond, tens(277_777_777_777_777_778, -21)),
        ]
    }()
}

extension Unit {
    /// A base-unit value as people read it: `1.2%`, `812ms`, `4.1s`, `12.5MB`, `3/s`. Rounded to three digits; `Decimal.text` is exact.
    public func display(_ value: Decimal) -> String { display(value.double) }

    public func display(_ value: Double) -> String {
        switch self {
        case .plain: Self.short(value)
        case .ratio: Self.short(value * 100) + "%"
        case .seconds:
            if abs(value) < 1 { Self.short((value * 1000 * 10).rounded() / 10) + "ms" } else { Self.short(value) + "s" }
        case .bytes: Self.scaled(value) + "B"
        case .perSecond: Self.short(value) + "/s"
        }
    }

    private static func scaled(_ value: Double) -> String {
        for (name, factor) in [("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)] where abs(value) >= factor {
            return short(value / factor) + name
        }
        return short(value)
    }

    private static func short(_ value: Double) -> String {
        let magnitude = abs(value)
        let places: Double = magnitude >= 100 ? 1 : magnitude >= 10 ? 10 : magnitude >= 0.1 || magnitude == 0 ? 100 : 10_000
        let rounded = (value * places).rounded() / places
        if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int64(rounded)) }
        return "\(rounded)"
    }
}
