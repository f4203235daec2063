extension Duration {
    /// Whole milliseconds, rounded towards zero.
    public var milliseconds: Int64 {
        let parts = components
        return parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    }

    public var seconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }

    /// Reads `500ms`, `90s`, `5m`, `1h30m`, `2d`. Nil for anything else, for a bare number, and for more than 10,000 days.
    public init?(launchText text: Substring) {
        var total: Int64 = 0
        var number: Int64?
        var rest = text
        while let character = rest.first {
            if let digit = character.wholeNumberValue, character.isASCII {
                let (product, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
                guard !overflow, product < 1_000_000_000_000_000 else { return nil }
                number = product + Int64(digit)
                rest.removeFirst()
                continue
            }
            let unit = rest.prefix { $0.isLetter }
            guard let count = number, let scale = Self.unitMilliseconds[String(unit)] else { return nil }
            let (part, overflow) = count.multipliedReportingOverflow(by: scale)
            guard !overflow else { return nil }
            total += part
            guard total <= 864_000_000_000 else { return nil }
            number = nil
            rest.removeFirst(unit.count)
        }
        guard number == nil, !text.isEmpty else { return nil }
        self = .milliseconds(total)
    }

    /// The same for a whole text.
    public init?(launchText text: String) { self.init(launchText: text[...]) }

    private static let unitMilliseconds: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// The shortest text `init(launchText:)` reads back: `1h30m`, `90s` as `1m30s`, `0s`.
    public var launchText: String {
        var rest = abs(milliseconds)
        if rest == 0 { return "0s" }
        var text = milliseconds < 0 ? "-" : ""
        for (name, scale) in [("d", Int64(86_400_000)), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] where rest >= scale {
            text += "\(rest / scale)\(name)"
            rest %= scale
        }
        return text
    }

    /// A short length of time, rounded down: `81ms`, `4.1s`, `12s`, `2m05s`, `1h02m`; nothing below zero.
    public var shortText: String {
        let milliseconds = max(0, milliseconds)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return switch milliseconds {
        case ..<1000: "\(milliseconds)ms"
        case ..<10_000: "\(milliseconds / 1000).\(milliseconds / 100 % 10)s"
        case ..<60_000: "\(milliseconds / 1000)s"
        case ..<3_600_000: "\(milliseconds / 60_000)m\(two(milliseconds / 1000 % 60))s"
        default: "\(milliseconds / 3_600_000)h\(two(milliseconds / 60_000 % 60))m"
        }
    }
}
