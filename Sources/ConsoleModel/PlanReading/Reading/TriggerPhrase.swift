import LaunchCore

/// What one trigger's words ask for.
struct TriggerPhrase {
    private(set) var face: Trigger.Face = .question
    private(set) var wanted: Condition?
    private(set) var wantsBaseline = false
    private(set) var hold: Trigger.Hold = .none

    private let text: String
    private let tokens: [Token]
    private let words: TriggerWords

    init(_ text: String) {
        self.text = String(text.prefix(600))
        tokens = Tokens.of(self.text)
        words = TriggerWords.of(self.text)
        read()
    }

    private mutating func read() {
        let comparing = Comparing.first(in: tokens, text: text)
        readHold(except: comparing?.range)
        guard let comparing else { return readState() }
        let names = metricWords(comparing)
        let isRepeated = words.contains(.repeated)
        if words.contains(.people), !isRepeated {
            face = .judgement
        } else if comparing.threshold.unit == .seconds, !MetricWords.isTime(names), !names.isEmpty, case .none = hold {
            // `Service down > 5 minutes`: the time is how long, not how much.
            face = .probe
            let seconds = comparing.threshold.base.double
            if seconds > 0, seconds <= ProseDuration.longest.seconds { hold = .for(.milliseconds(Int64((seconds * 1000).rounded()))) }
        } else {
            bind(comparing, names, isRepeated: isRepeated)
        }
    }

    private mutating func bind(_ comparing: Comparing, _ names: [String], isRepeated: Bool) {
        guard let metric = MetricWords.normalise(names) else {
            face = .judgement
            return
        }
        wanted = Condition(metric: metric, comparison: comparing.comparison, threshold: comparing.threshold)
        wantsBaseline = comparing.isRelative || words.contains(.baseline) && comparing.threshold.unit != .seconds
        face = .bound
        if isRepeated, let count = Int(comparing.threshold.base.text), count > 0, count <= 1000 {
            face = .probe
            if case .none = hold { hold = .of(breaches: count, measurements: count) }
        } else if comparing.threshold.unit == .plain, !comparing.isRelative, words.contains(.states),
            !names.contains(where: { $0.utf8.contains(UInt8(ascii: "_")) })
        {
            face = .probe
        }
    }

    /// `10 consecutive failures`, `fails 3 times in a row`, and states without a number.
    private mutating func readState() {
        if words.contains(.repeated),
            let count = tokens.lazy.compactMap(\.number).first.flatMap({ Int($0.text) }), (1...1000).contains(count)
        {
            face = .probe
            hold = .of(breaches: count, measurements: count)
            return
        }
        if let count = Self.count(in: tokens), let metric = MetricWords.normalise(names(in: count.names)) {
            face = .probe
            wanted = Condition(
                metric: metric, comparison: .atLeast, threshold: Quantity(base: count.number, unit: .plain, text: count.number.text))
            return
        }
        if case .for = hold {
            face = words.contains(.people) ? .judgement : .probe
        } else if words.contains(.people) || words.contains(.vague) {
            face = .judgement
        } else if words.contains(.states), !words.contains(.grave) {
            face = .probe
        } else {
            face = .question
        }
    }

    /// `100 support tickets in 1 hour`
    private static func count(in tokens: [Token]) -> (number: Decimal, names: Range<Int>)? {
        guard let number = tokens.first?.number, ProseDuration.at(0, in: tokens) == nil else { return nil }
        guard let joint = tokens.firstIndex(where: { ["in", "within", "per", "innerhalb", "en", "em"].contains($0.word ?? "") }), joint > 1
        else { return nil }
        return ProseDuration.at(joint + 1, in: tokens) == nil ? nil : (number, 1..<joint)
    }

    /// `for 5 minutes`, `for more than 5 minutes`, `sustained for`, `pendant 5 minutes`, `持续5分钟`; not `in 5 minutes`.
    private mutating func readHold(except range: Range<Int>?) {
        for index in tokens.indices where tokens[index].number != nil && range?.contains(index) != true {
            guard let (length, end) = ProseDuration.at(index, in: tokens), length > .zero else { continue }
            var before = index - 1
            while before >= 0, tokens[before].isSign(">≥<=*`~") || Self.fillers.contains(tokens[before].word ?? "") { before -= 1 }
            let word = before >= 0 ? tokens[before].word ?? "" : ""
            let unit = tokens[end - 1].word ?? ""
            let after = end < tokens.count ? tokens[end].word ?? "" : ""
            let isWideHold =
                word.hasSuffix("持续") || word.hasSuffix("連続") || unit.contains("間続") || unit.hasSuffix("以上") || unit.contains("以上続")
                || unit.hasSuffix("間") && after.isEmpty
            if Self.holds.contains(word) || isWideHold
                || unit.hasPrefix("minute") && tokens[index...].first?.number != nil && after == "straight"
            {
                hold = .for(length)
                return
            }
        }
    }

    private static let holds: Set<String> = [
        "for", "fur", "pendant", "durante", "por", "per", "lasting", "lasts", "during", "seit", "depuis", "langer",
    ]
    private static let fillers: Set<String> = [
        "more", "than", "at", "least", "over", "longer", "mehr", "als", "plus", "de", "mas", "mais", "piu", "di", "a", "consecutive",
        "mindestens", "ganze",
    ]

    /// The words that name the metric: before the comparison, or after it where nothing stands before.
    private func metricWords(_ comparing: Comparing) -> [String] {
        var start = 0
        for index in 0..<comparing.range.lowerBound {
            let opensAside = tokens[index].isSign("(（") && index + 1 < comparing.range.lowerBound
            let isJoint =
                opensAside || tokens[index].isSign("→;,|")
                || ["if", "when", "wenn", "falls", "si", "cuando", "se", "quando"].contains(tokens[index].word ?? "")
            let isColon =
                tokens[index].isSign(":：") && index + 1 < comparing.range.lowerBound
                && tokens[(index + 1)..<comparing.range.lowerBound].contains { $0.word != nil }
            if isJoint || isColon { start = index + 1 }
        }
        let before = names(in: start..<comparing.range.lowerBound)
        if !before.isEmpty { return before }
        var end = comparing.range.upperBound
        while end < tokens.count, !tokens[end].isSign("→(;,|"),
            !["for", "in", "within", "over", "during", "sustained", "pendant", "durante", "fur"].contains(tokens[end].word ?? "")
        { end += 1 }
        return names(in: comparing.range.upperBound..<end)
    }

    private func names(in range: Range<Int>) -> [String] {
        tokens[range].flatMap { token -> [String] in
            switch token.kind {
            case .word: Self.camelParts(String(text[token.range]))
            case .number(let number): ["\(number.text)"].filter { _ in false }
            case .sign: []
            }
        }
    }

    /// `taskFailureRate` as three words; other words folded as they are.
    private static func camelParts(_ word: String) -> [String] {
        var parts: [String] = [""]
        var before: Character = "A"
        for character in word {
            if character.isUppercase, before.isLowercase { parts.append("") }
            parts[parts.count - 1].append(character)
            before = character
        }
        if parts.count < 3 { parts = [word] }
        return parts.map { part in
            part.contains("_") ? part.lowercased() : String(decoding: FoldedText.fold(part).dropFirst().dropLast(), as: UTF8.self)
        }
    }
}
