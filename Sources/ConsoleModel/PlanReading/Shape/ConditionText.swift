import LaunchCore

/// `error_rate > 5%`, as launch files write it.
enum ConditionText {
    struct Fault: Error, Hashable {
        /// Characters before the place that is wrong.
        var offset: Int
        var message: String
    }

    /// A bare name means "is above 0".
    static func parse(_ text: String) -> Result<Condition, Fault> {
        let characters = Array(text)
        var index = 0
        func skipSpace() { while index < characters.count, characters[index].isWhitespace { index += 1 } }
        func take(_ accept: (Character) -> Bool) -> String {
            let start = index
            while index < characters.count, accept(characters[index]) { index += 1 }
            return String(characters[start..<index])
        }
        skipSpace()
        let start = index
        let metric = take { $0.isLetter || $0.isNumber || "_.-".contains($0) }
        guard let first = metric.first, first.isLetter || first == "_" else {
            return .failure(Fault(offset: start, message: "no metric at `\(rest(characters, start))`; write it as error_rate > 5%"))
        }
        skipSpace()
        if index == characters.count {
            return .success(Condition(metric: metric, comparison: .above, threshold: Quantity(base: .zero, unit: .plain, text: "0")))
        }
        let place = index
        guard let comparison = comparison(of: take { "<>=!≥≤≠".contains($0) }) else {
            return .failure(Fault(offset: place, message: "no comparison at `\(rest(characters, place))`; use >, >=, <, <=, = or !="))
        }
        skipSpace()
        let threshold = rest(characters, index)
        guard let quantity = Quantity(text: threshold) else {
            return .failure(Fault(offset: index, message: "no number with a unit: `\(threshold)`; write it as 5%, 0.05, 200ms or 3/min"))
        }
        return .success(Condition(metric: metric, comparison: comparison, threshold: quantity))
    }

    static func comparison(of sign: String) -> Condition.Comparison? {
        switch sign {
        case ">": .above
        case ">=", "≥", "=>": .atLeast
        case "<": .below
        case "<=", "≤", "=<": .atMost
        case "=", "==": .equal
        case "!=", "≠", "<>": .notEqual
        default: nil
        }
    }

    private static func rest(_ characters: [Character], _ index: Int) -> String { String(characters[min(index, characters.count)...]) }
}

/// `3 of 5`
enum CountText {
    static func parse(_ text: String) -> (breaches: Int, measurements: Int)? {
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "of", let part = Int(words[0]), let whole = Int(words[2]) else { return nil }
        guard part >= 1, part <= whole, whole <= 1000 else { return nil }
        return (part, whole)
    }
}

/// `200`, `200-299`, `200, 204`
enum StatusRange {
    static func parse(_ text: String) -> [ClosedRange<Int>]? {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.filter { $0 != " " }) }
            guard let low = ends.first ?? nil, let high = ends.count == 2 ? ends[1] : low, ends.count <= 2 else { return nil }
            guard 100 <= low, low <= high, high <= 599 else { return nil }
            ranges.append(low...high)
        }
        return ranges.isEmpty ? nil : ranges
    }
}
