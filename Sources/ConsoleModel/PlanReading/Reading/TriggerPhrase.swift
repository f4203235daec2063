import LaunchCore

/// What one trigger's words ask for.
struct TriggerPhrase {
    private(set) var face: Trigger.Face = .question
    private(set) var wanted: Condition?
    private(set) var wantsBaseline = false
    private(set) var hold: Trigger.Hold = .none

    private let text: String
    private let tokens: [Token]
    private let folded: String

    init(_ text: String) {
        self.text = String(text.prefix(600))
        tokens = Tokens.of(self.text)
        folded = String(decoding: FoldedText.fold(self.text), as: UTF8.self)
        read()
    }

    private mutating func read() {
        let comparing = Comparing.first(in: tokens, text: text)
        readHold(except: comparing?.range)
        guard let comparing else { return readState() }
        let words = metricWords(comparing)
        let isRepeated = Self.repeated.contains { folded.contains($0) }
        if speaks(of: Self.people), !isRepeated {
            face = .judgement
        } else if comparing.threshold.unit == .seconds, !MetricWords.isTime(words), !words.isEmpty, case .none = hold {
            // `Service down > 5 minutes`: the time is how long, not how much.
            face = .probe
            hold = .for(.milliseconds(Int64((comparing.threshold.base.double * 1000).rounded())))
        } else {
            bind(comparing, words, isRepeated: isRepeated)
        }
    }

    private mutating func bind(_ comparing: Comparing, _ words: [String], isRepeated: Bool) {
        guard let metric = MetricWords.normalise(words) else {
            face = .judgement
            return
        }
        wanted = Condition(metric: metric, comparison: comparing.comparison, threshold: comparing.threshold)
        wantsBaseline = comparing.isRelative || Self.baselines.contains { folded.contains($0) } && comparing.threshold.unit != .seconds
        face = .bound
        if isRepeated, let count = Int(comparing.threshold.base.text), count > 0, count <= 1000 {
            face = .probe
            if case .none = hold { hold = .of(breaches: count, measurements: count) }
        } else if comparing.threshold.unit == .plain, !comparing.isRelative, speaks(of: Self.states),
            !words.contains(where: { $0.contains("_") })
        {
            face = .probe
        }
    }

    /// `10 consecutive failures`, `fails 3 times in a row`, and states without a number.
    private mutating func readState() {
        if Self.repeated.contains(where: { folded.contains($0) }),
            let count = tokens.lazy.compactMap(\.number).first.flatMap({ Int($0.text) }), (1...1000).contains(count)
        {
            face = .probe
            hold = .of(breaches: count, measurements: count)
            return
        }
        if case .for = hold {
            face = speaks(of: Self.people) ? .judgement : .probe
        } else if speaks(of: Self.people) || speaks(of: Self.vague) {
            face = .judgement
        } else if speaks(of: Self.states), !speaks(of: Self.grave) {
            face = .probe
        } else {
            face = .question
        }
    }

    private func speaks(of words: [String]) -> Bool { words.contains { folded.contains($0) } }

    /// `for 5 minutes`, `for more than 5 minutes`, `sustained for`, `pendant 5 minutes`, `持续5分钟`; not `in 5 minutes`.
    private mutating func readHold(except range: Range<Int>?) {
        for index in tokens.indices where tokens[index].number != nil && range?.contains(index) != true {
            guard let (length, end) = ProseDuration.at(index, in: tokens) else { continue }
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
            let isJoint =
                tokens[index].isSign("→(;,|")
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

    private static let repeated = [
        " consecutive", " in a row", " hintereinander", " in folge", " consecutiv", " consecutif", " di fila", " de suite", "连续", "連続",
        "次以上",
    ]
    private static let baselines = [
        " baseline", " control group", " than before", " degradation", " regression", " vorher", " basislinie", " reference", " linea base",
        " linha de base", " slower", " longer than usual",
        " of target", " degradacion", " degradacao", " degrado", "基线", "下降", "ベースライン",
    ]
    private static let people = [
        " user", " customer", " client ", " clients ", " kunde", " nutzer", " utilisateur", " usuario", " utent", " complaint", " team ",
        " business", " management",
        " stakeholder", " feedback", " sentiment", " social media", " decision ", " consensus", " support volume", " support load",
        " leadership", " judg", " beschwerde",
        " reclam", " quyet dinh", "用户", "客户", "投诉", "ユーザー", "チーム", "顧客", "利用者",
    ]
    private static let vague = [
        " increase", " increased", " degrad", " unaccept", " instab", " unstable", " higher than", " lower than expected", " poor ",
        " negative", " abnormal", " significant",
        " excessive", " spike", " elevated", " anomal", " below acceptable", " augment", " aument", " verschlechter", "増加", "増大", "异常",
        "大量",
    ]
    private static let states = [
        " down ", " unavailab", " unreachab", " inaccessib", " outage", " not respond", " unresponsive", " crash", " timeout",
        " timing out", " fail", " connection", " connectivity",
        " health check", " health endpoint", " oom", " restart", " refused", " won t start", " does not start", " not start",
        " not reachable", " offline", " 500 ", " 5xx", " 502", " 503",
        " flapping", " circuit breaker", " nicht erreichbar", " ausgefallen", " ausfall", " absturz", " indisponib", " hors service",
        " injoignable", " inaccessib", " echou", " panne",
        " caid", " no responde", " inaccesib", " no disponib", " fallo", " falla", " fora do ar", " indisponiv", " falha", " inattiv",
        " non risponde", " irraggiungib",
        "不可用", "无法访问", "宕机", "超时", "失败", "起動しない", "応答しない", "停止", "接続", "落ち", "失敗", "ダウン",
    ]
    private static let grave = [
        " security", " data loss", " corrupt", " unauthor", " breach", " leak", " sicherheit", " datenverlust", " perte de donn",
        " perdida de datos", " perda de dados", " perdita di dati", "安全", "数据丢失", "データ",
    ]
}
