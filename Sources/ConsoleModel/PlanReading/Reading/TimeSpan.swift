import LaunchCore

/// A range of time as a plan names it: `Hour 2-3`, `Hours 0-6`, `First 24 hours`, `0-5 minutes`, `T+10m to T+30m`.
struct TimeSpan: Equatable {
    enum Style: Equatable {
        /// `Hour 2-3`: the second and third; counts both ends.
        case counted
        /// `Hours 4-8`: either way, its neighbours tell.
        case unclear
        /// `0-5 minutes`: from one time to another.
        case offset
        /// `First 24 hours`.
        case named
        /// `24 hours`, with nothing that says which.
        case plain
        /// `Day 2+`: no end.
        case open
    }

    var style: Style
    var from: Double
    var to: Double
    /// Seconds in one of its units.
    var unit: Int
    /// Tokens it was read from.
    var range: Range<Int>

    /// Nil for an open end.
    func length(asOffset: Bool) -> Duration? {
        switch style {
        case .open: nil
        case .counted: .milliseconds(Int64((to - from + 1) * Double(unit) * 1000))
        case .unclear: .milliseconds(Int64((to - from + (asOffset ? 0 : 1)) * Double(unit) * 1000))
        case .offset, .named, .plain: .milliseconds(Int64((to - from) * Double(unit) * 1000))
        }
    }

    /// Every range in the text, in order.
    static func all(in tokens: [Token]) -> [TimeSpan] {
        var spans: [TimeSpan] = []
        var index = 0
        while index < tokens.count {
            if let span = at(index, in: tokens) {
                spans.append(span)
                index = span.range.upperBound
            } else {
                index += 1
            }
        }
        return spans
    }

    private static func at(_ index: Int, in tokens: [Token]) -> TimeSpan? {
        let span = countdown(index, tokens) ?? unitFirst(index, tokens) ?? numberFirst(index, tokens) ?? firstUnit(index, tokens)
        return span.flatMap { ($0.to + 1) * Double($0.unit) <= ProseDuration.longest.seconds ? $0 : nil }
    }

    /// `Hour 1`, `Hours 2-3`, `Day 2+`
    private static func unitFirst(_ index: Int, _ tokens: [Token]) -> TimeSpan? {
        guard let word = tokens[index].word, word.count > 1, let unit = ProseDuration.seconds(word), unit >= 60 else { return nil }
        var next = index + 1
        if next < tokens.count, tokens[next].isSign("#+") { next += 1 }
        guard next < tokens.count, let first = tokens[next].number else { return nil }
        // `Hour 6: 25%` is a point of a rollout, not a range.
        if let point = tokens.dropFirst(next + 1).first(where: { !$0.isSign(":-–—→") }), point.number != nil, !isRange(tokens, next + 1) {
            return nil
        }
        let plural = word.hasSuffix("s") || word == "stunden" || word == "tage" || word == "minuten" || word == "ore" || word == "giorni"
        if next + 1 < tokens.count, tokens[next + 1].isSign("+") {
            return TimeSpan(style: .open, from: first.double, to: first.double, unit: unit, range: index..<(next + 2))
        }
        if isRange(tokens, next + 1), let last = tokens[next + 2].number, last > first || last == first {
            var end = next + 3
            if end < tokens.count, tokens[end].word.flatMap(ProseDuration.seconds) == unit { end += 1 }
            let style: Style = first == .zero ? .offset : plural ? .unclear : .counted
            return TimeSpan(style: style, from: first.double, to: last.double, unit: unit, range: index..<end)
        }
        if first == .zero { return nil }
        return TimeSpan(style: .counted, from: first.double, to: first.double, unit: unit, range: index..<(next + 1))
    }

    private static func isRange(_ tokens: [Token], _ index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index + 1].number != nil else { return false }
        return tokens[index].isSign("-–—~～至") || ["to", "bis", "a", "through", "until", "至", "到"].contains(tokens[index].word ?? "")
    }

    /// `0-5 minutes`, `first 24 hours`, `24-hour`
    private static func numberFirst(_ index: Int, _ tokens: [Token]) -> TimeSpan? {
        guard let first = tokens[index].number else { return nil }
        var next = index + 1
        var last: Decimal?
        if next < tokens.count, let unitWord = tokens[next].word, ProseDuration.seconds(unitWord) != nil, isRange(tokens, next + 1) {
            // `0h-1h`
            next += 1
        }
        if isRange(tokens, next) {
            last = tokens[next + 1].number
            next += 2
        }
        let isOpen = next < tokens.count && tokens[next].isSign("+")
        if next < tokens.count, tokens[next].isSign("-–+") { next += 1 }
        guard next < tokens.count, let word = tokens[next].word, let unit = ProseDuration.seconds(word), unit >= 60 else { return nil }
        let range = index..<(next + 1)
        if isOpen { return TimeSpan(style: .open, from: first.double, to: first.double, unit: unit, range: range) }
        if let last {
            guard last > first else { return nil }
            return TimeSpan(style: .offset, from: first.double, to: last.double, unit: unit, range: range)
        }
        let isNamed = index > 0 && tokens[index - 1].word.map(isOrdinalWord) == true
        return TimeSpan(
            style: isNamed ? .named : .plain, from: 0, to: first.double, unit: unit, range: (isNamed ? index - 1 : index)..<range.upperBound
        )
    }

    /// `first hour`, `première heure`
    private static func firstUnit(_ index: Int, _ tokens: [Token]) -> TimeSpan? {
        guard let word = tokens[index].word, isOrdinalWord(word), index + 1 < tokens.count, let next = tokens[index + 1].word else {
            return nil
        }
        guard let unit = ProseDuration.seconds(next), unit >= 60, next.count > 1 else { return nil }
        return TimeSpan(style: .named, from: 0, to: 1, unit: unit, range: index..<(index + 2))
    }

    private static func isOrdinalWord(_ word: String) -> Bool {
        ordinals.contains(word) || ["前", "最初の", "首", "头", "最初", "接下来", "最初の"].contains { word.hasSuffix($0) }
    }

    private static let ordinals: Set<String> = [
        "first", "next", "initial", "last", "following", "erste", "ersten", "erster", "nachsten", "premiere", "premieres", "premiers",
        "premier", "primera",
        "primeras", "primeros", "primer", "primeira", "primeiras", "primeiros", "prime", "prima", "primi", "prossime", "proximas",
        "prochaines",
    ]

    /// `T+10 min to T+30 min`, `T0 + 1h to T0 + 24h`
    private static func countdown(_ index: Int, _ tokens: [Token]) -> TimeSpan? {
        guard isStart(index, tokens) else { return nil }
        let from = instant(index, tokens)
        guard from.next < tokens.count else { return nil }
        guard tokens[from.next].isSign("-–—→") || ["to", "bis", "a", "until"].contains(tokens[from.next].word ?? "") else { return nil }
        guard isStart(from.next + 1, tokens) else { return nil }
        let to = instant(from.next + 1, tokens)
        // Without a unit nobody knows whether `T+10` means minutes.
        guard to.unit > 0 else { return nil }
        let start = from.value * Double(from.unit > 0 ? from.unit : to.unit)
        let stop = to.value * Double(to.unit)
        guard stop > start else { return nil }
        return TimeSpan(style: .offset, from: start, to: stop, unit: 1, range: index..<to.next)
    }

    private static func isStart(_ index: Int, _ tokens: [Token]) -> Bool {
        guard index < tokens.count, let word = tokens[index].word else { return false }
        if word == "t0" { return true }
        guard word == "t", index + 2 < tokens.count, tokens[index + 1].isSign("+") else { return false }
        return tokens[index + 2].number != nil
    }

    private struct Instant {
        var value: Double
        /// 0 where none is written.
        var unit: Int
        var next: Int
    }

    private static func instant(_ index: Int, _ tokens: [Token]) -> Instant {
        var result = Instant(value: 0, unit: 0, next: index + 1)
        guard index + 2 < tokens.count, tokens[index + 1].isSign("+"), let value = tokens[index + 2].number else { return result }
        result.value = value.double
        result.next = index + 3
        if result.next < tokens.count, let word = tokens[result.next].word, let unit = ProseDuration.seconds(word) {
            result.unit = unit
            result.next += 1
        }
        return result
    }
}
