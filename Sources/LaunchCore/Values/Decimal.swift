/// An exact decimal number, `significand` x 10^`exponent`, so that 5.9 % is above 5 % and 5.0 % is not.
///
/// Kept normalised: no trailing zero in the significand, and an exponent of 0 for zero. Magnitudes beyond 10^±100 and digits
/// beyond the 18th are not kept.
public struct Decimal: Hashable, Comparable, Sendable {
    public private(set) var significand: Int64
    public private(set) var exponent: Int

    public init(significand: Int64, exponent: Int = 0) {
        self.significand = significand
        self.exponent = exponent
        normalise()
    }

    public init(_ integer: Int) { self.init(significand: Int64(integer)) }

    public static let zero = Decimal(0)

    /// The shortest decimal that reads back as `double`. Nil for NaN and the infinities: those are no measurement.
    public init?(_ double: Double) {
        guard double.isFinite else { return nil }
        self.init(text: "\(double)")
    }

    /// Reads `12`, `-0.05`, `1.5e-3`, `5,000`. Nil for anything else.
    public init?(text: some StringProtocol) {
        var text = String(text)
        guard let read = text.withUTF8(Self.read) else { return nil }
        self = read
    }

    private static func read(_ text: UnsafeBufferPointer<UInt8>) -> Decimal? {
        var index = 0
        var sign: Int64 = 1
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            index = 1
        }
        var value: Int64 = 0
        var exponent = 0
        var digits = 0
        var seenPoint = false
        while index < text.count, text[index] | 0x20 != UInt8(ascii: "e") {
            switch text[index] {
            case UInt8(ascii: "."):
                guard !seenPoint else { return nil }
                seenPoint = true
            case UInt8(ascii: ","):
                guard !seenPoint, digits > 0 else { return nil }
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if value < 100_000_000_000_000_000 {
                    value = value * 10 + Int64(text[index] - UInt8(ascii: "0"))
                    if seenPoint { exponent -= 1 }
                } else if !seenPoint {
                    exponent += 1
                }
            default: return nil
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        if index < text.count {
            let rest = String(decoding: text[(index + 1)...], as: UTF8.self)
            guard let power = Int(rest), abs(power) <= 400 else { return nil }
            exponent += power
        }
        guard value == 0 || abs(exponent) <= 400 else { return nil }
        return Decimal(significand: sign * value, exponent: exponent)
    }

    private mutating func normalise() {
        if significand == 0 {
            exponent = 0
            return
        }
        while significand % 10 == 0 {
            significand /= 10
            exponent += 1
        }
    }

    public static func < (a: Decimal, b: Decimal) -> Bool {
        if a.significand.signum() != b.significand.signum() { return a.significand < b.significand }
        if a.exponent == b.exponent { return a.significand < b.significand }
        let negative = a.significand < 0
        let (aOrder, bOrder) = (a.order, b.order)
        if aOrder != bOrder { return (aOrder < bOrder) != negative }
        // The same order of magnitude: exponents differ by at most 18, so the scaled values fit 128 bits.
        let least = min(a.exponent, b.exponent)
        return a.scaled(to: least) < b.scaled(to: least)
    }

    /// The power of ten just above the value.
    private var order: Int {
        var digits = 0
        var rest = significand.magnitude
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        return digits + exponent
    }

    private func scaled(to least: Int) -> Int128 {
        var value = Int128(significand)
        for _ in 0..<(exponent - least) { value *= 10 }
        return value
    }

    /// The value times 10^`power`.
    public func shifted(by power: Int) -> Decimal { Decimal(significand: significand, exponent: exponent + power) }

    /// Exact unless it needs more than 18 digits.
    public static func * (a: Decimal, b: Decimal) -> Decimal {
        var product = Int128(a.significand) * Int128(b.significand)
        var exponent = a.exponent + b.exponent
        while product.magnitude > Int128.Magnitude(Int64.max) {
            product /= 10
            exponent += 1
        }
        return Decimal(significand: Int64(product), exponent: exponent)
    }

    public var double: Double { Double(text) ?? 0 }

    /// Plain digits without exponent where that stays short, else `1.5e-30`.
    public var text: String {
        if significand == 0 { return "0" }
        let digits = String(significand.magnitude)
        let sign = significand < 0 ? "-" : ""
        if exponent >= 0 {
            guard exponent <= 20 else { return "\(significand)e\(exponent)" }
            return sign + digits + String(repeating: "0", count: exponent)
        }
        let point = digits.count + exponent
        if point > 0 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
        guard point > -12 else { return "\(significand)e\(exponent)" }
        return sign + "0." + String(repeating: "0", count: -point) + digits
    }
}

extension Decimal: Codable {
    public init(from decoder: Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Decimal(text: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a decimal: \(text)")
        }
        self = value
    }

    public func encode(to encoder: Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
