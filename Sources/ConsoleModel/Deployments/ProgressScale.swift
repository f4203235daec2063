import LaunchCore

/// Whether a source counts its progress to 1 or to 100: it shows by the first number above 1. A text with a sign, `70%` or `7/10`,
/// speaks for itself.
struct ProgressScale: Hashable, Sendable {
    private var isPercent = false

    /// 0 to 1; nil for what is no progress.
    mutating func progress(_ value: JSONValue) -> Double? {
        guard let text = value.text?.filter({ !$0.isWhitespace }) else { return nil }
        if text.hasSuffix("%") { return Decimal(text: text.dropLast()).flatMap { Self.fraction($0.double / 100) } }
        if let slash = text.firstIndex(of: "/") {
            guard let done = Decimal(text: text[..<slash])?.double, let all = Decimal(text: text[text.index(after: slash)...])?.double,
                all > 0
            else { return nil }
            return Self.fraction(done / all)
        }
        guard let number = Decimal(text: text)?.double else { return nil }
        if number > 1 { isPercent = true }
        return Self.fraction(isPercent ? number / 100 : number)
    }

    private static func fraction(_ number: Double) -> Double? { (0...1).contains(number) ? number : nil }
}
