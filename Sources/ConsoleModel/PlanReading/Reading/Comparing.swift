import LaunchCore

/// A comparison with a number inside a sentence: `exceeds 5%`, `< 200 ms`, `> 3 consecutive failures`, `5%を超える`.
struct Comparing {
    var comparison: Condition.Comparison
    var threshold: Quantity
    /// The threshold is a multiple of something measured before: `2x baseline`.
    var isRelative = false
    /// The comparison, its number and unit.
    var range: Range<Int>

    /// The first one in the text.
    static func first(in tokens: [Token], text: String, from start: Int = 0) -> Comparing? {
        for index in tokens.indices.dropFirst(start) {
            if let (comparison, next) = sign(at: index, tokens) ?? words(at: index, tokens),
                let (threshold, relative, end) = quantity(at: next, tokens, text)
            {
                return Comparing(comparison: comparison, threshold: threshold, isRelative: relative, range: index..<end)
            }
            if let found = numberFirst(index, tokens, text) { return found }
        }
        return nil
    }

    private static func sign(at index: Int, _ tokens: [Token]) -> (Condition.Comparison, Int)? {
        guard case .sign(let sign) = tokens[index].kind else { return nil }
        let isEqual = index + 1 < tokens.count && tokens[index + 1].isSign("=") && tokens[index + 1].isJoined
        switch sign {
        // `->` and `=>` are arrows.
        case ">":
            if index > 0, tokens[index].isJoined, tokens[index - 1].isSign("-=") { return nil }
            return isEqual ? (.atLeast, index + 2) : (.above, index + 1)
        case "<": return isEqual ? (.atMost, index + 2) : (.below, index + 1)
        case "≥", "⩾": return (.atLeast, index + 1)
        case "≤", "⩽": return (.atMost, index + 1)
        case "＞": return (.above, index + 1)
        case "＜": return (.below, index + 1)
        default: return nil
        }
    }

    private static func words(at index: Int, _ tokens: [Token]) -> (Condition.Comparison, Int)? {
        guard let first = tokens[index].word else { return nil }
        if let sign = first.first, Tokens.isWide(sign) {
            return wide.first { first.hasSuffix($0.word) }.map { ($0.comparison, index + 1) }
        }
        for phrase in phrases[first] ?? []
        where phrase.rest.indices.allSatisfy({ offset in
            index + 1 + offset < tokens.count && tokens[index + 1 + offset].word == phrase.rest[offset]
        }) {
            return (phrase.comparison, index + 1 + phrase.rest.count)
        }
        return nil
    }

    private static let wide: [(word: String, comparison: Condition.Comparison)] = [
        ("超过", .above), ("大于", .above), ("高于", .above), ("多于", .above), ("低于", .below), ("小于", .below), ("少于", .below), ("至少", .atLeast),
    ]

    private struct Phrase {
        var rest: [String]
        var comparison: Condition.Comparison
    }

    private static let phrases: [String: [Phrase]] = {
        var phrases: [String: [Phrase]] = [:]
        for (comparison, list) in [
            (
                Condition.Comparison.above,
                """
                greater than,more than,higher than,larger than,longer than,exceeds,exceed,exceeding,exceeded,above,over,beyond,surpasses,reaches more than,\
                ubersteigt,uberschreitet,uber,mehr als,grosser als,hoher als,langer als,depasse,depassent,superieur a,superieure a,superieurs a,plus de,\
                au dessus de,supera los,supera el,supera,superior a,superiores a,mas de,mayor que,mayor a,por encima de,maior que,maior do que,acima de,mais de,excede,\
                superiore a,superiori a,oltre il,oltre,piu di,maggiore di,vuot
                """
            ),
            (.atLeast, "at least,mindestens,au moins,al menos,pelo menos,almeno,reaches"),
            (
                .below,
                """
                below,under,less than,lower than,fewer than,unter,weniger als,niedriger als,kleiner als,inferieur a,inferieure a,moins de,en dessous de,menos de,\
                inferior a,inferiores a,menor que,menor a,por debajo de,abaixo de,inferiore a,sotto il,sotto,meno di,minore di
                """
            ),
            (.atMost, "at most,hochstens,au plus,como maximo,no maximo,al massimo"),
        ] {
            for phrase in list.split(separator: ",") {
                let words = phrase.split(separator: " ").map(String.init)
                phrases[words[0], default: []].append(Phrase(rest: Array(words.dropFirst()), comparison: comparison))
            }
        }
        for key in phrases.keys { phrases[key]?.sort { $0.rest.count > $1.rest.count } }
        return phrases
    }()

    /// `5%を超える`, `3回以上`, `5% 以上`, `5 or more`
    private static func numberFirst(_ index: Int, _ tokens: [Token], _ text: String) -> Comparing? {
        guard tokens[index].number != nil, let (threshold, relative, end) = quantity(at: index, tokens, text) else { return nil }
        guard end < tokens.count else { return nil }
        let word = tokens[end].word ?? ""
        let joined = word + (end + 1 < tokens.count ? " " + (tokens[end + 1].word ?? "") : "")
        for (sign, comparison) in [
            ("を超", Condition.Comparison.above), ("超", .above), ("以上", .atLeast), ("未満", .below), ("以下", .atMost), ("を下回", .below),
            ("以内", .atMost),
        ] where word.contains(sign) {
            return Comparing(comparison: comparison, threshold: threshold, isRelative: relative, range: index..<(end + 1))
        }
        if joined == "or more" || joined == "or higher" {
            return Comparing(comparison: .atLeast, threshold: threshold, range: index..<(end + 2))
        }
        if joined == "or less" || joined == "or fewer" {
            return Comparing(comparison: .atMost, threshold: threshold, range: index..<(end + 2))
        }
        return nil
    }

    /// A number and its unit. `isRelative` for `2x`.
    static func quantity(at start: Int, _ tokens: [Token], _ text: String) -> (Quantity, Bool, Int)? {
        var index = start
        while index < tokens.count, tokens[index].isSign("$€£~≈*`") || ["the", "a", "about", "than"].contains(tokens[index].word ?? "") {
            index += 1
        }
        guard index < tokens.count, let number = tokens[index].number else { return nil }
        let first = index
        index += 1
        func make(_ base: Decimal, _ unit: Unit, _ end: Int, relative: Bool = false) -> (Quantity, Bool, Int) {
            let written = text[tokens[first].range.lowerBound..<tokens[end - 1].range.upperBound].filter { !$0.isWhitespace }
            return (Quantity(base: base, unit: unit, text: written), relative, end)
        }
        // `5-10%`: the upper end.
        guard index < tokens.count else { return make(number, .plain, index) }
        if tokens[index].isSign("%％") { return make(number.shifted(by: -2), .ratio, index + 1) }
        if tokens[index].isSign("×") { return make(number, .plain, index + 1, relative: true) }
        if tokens[index].isSign("/"), let rate = rate(at: index, tokens, number) { return make(rate.0, .perSecond, rate.1) }
        guard let word = tokens[index].word else { return make(number, .plain, index) }
        if word == "x", tokens[index].isJoined { return make(number, .plain, index + 1, relative: true) }
        if ["percent", "prozent", "percento"].contains(word) { return make(number.shifted(by: -2), .ratio, index + 1) }
        if word == "ms" || word == "millis" || word == "milliseconds" || word.hasPrefix("毫秒") {
            return make(number.shifted(by: -3), .seconds, index + 1)
        }
        if tokens[index].isJoined, let scale = ["k": 3, "m": 6, "b": 9][word] {
            return word == "m" ? minutes(number, index) : make(number.shifted(by: scale), .plain, index + 1)
        }
        if let bytes = ["kb": 3, "mb": 6, "gb": 9, "tb": 12][word] { return make(number.shifted(by: bytes), .bytes, index + 1) }
        if let (length, end) = ProseDuration.at(first, in: tokens) {
            return make(Decimal(significand: length.milliseconds, exponent: -3), .seconds, end)
        }
        // `100 errors/minute`
        if index + 1 < tokens.count, tokens[index + 1].isSign("/"), let rate = rate(at: index + 1, tokens, number) {
            let (quantity, _, _) = make(rate.0, .perSecond, index)
            return (quantity, false, index)
        }
        return make(number, .plain, index)

        func minutes(_ number: Decimal, _ index: Int) -> (Quantity, Bool, Int) { make(number * Decimal(60), .seconds, index + 1) }
    }

    private static func rate(at slash: Int, _ tokens: [Token], _ number: Decimal) -> (Decimal, Int)? {
        guard slash + 1 < tokens.count, let unit = tokens[slash + 1].word.flatMap(ProseDuration.seconds) else { return nil }
        return (Decimal(number.double / Double(unit)) ?? number, slash + 2)
    }
}
