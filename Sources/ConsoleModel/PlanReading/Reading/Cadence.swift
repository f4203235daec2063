import LaunchCore

/// How often somebody looks: `every 5 minutes`, `hourly`, `5分ごと`.
enum Cadence {
    struct Found {
        var length: Duration
        var range: Range<Int>
    }

    static func first(in text: String) -> Duration? { all(in: Tokens.of(text), of: text).first?.length }

    /// Cadences of looking; those of mails, backups and cron jobs are left out.
    static func all(in tokens: [Token], of text: String) -> [Found] {
        let found = tokens.indices.compactMap { at($0, tokens) }.filter { $0.length > .zero }
        guard !found.isEmpty else { return [] }
        let folded = String(decoding: FoldedText.fold(text), as: UTF8.self)
        let isLooking = looking.contains { folded.contains($0) }
        return isLooking || !telling.contains { folded.contains($0) } ? found : []
    }

    private static let looking = [
        " monitor", " check", " watch", " look", " observ", " uberwach", " pruf", " surveill", " verif", " revis", " controll",
    ]
    private static let telling = [
        " mail", " update", " report", " slack", " post ", " communic", " backup", " cron", " meeting", " standup", " sync ", " deploy",
        " bericht",
    ]

    private static func at(_ index: Int, _ tokens: [Token]) -> Found? {
        if let word = tokens[index].word {
            if let seconds = adverbs[word] { return Found(length: .seconds(seconds), range: index..<(index + 1)) }
            if let found = afterEvery(index, word, tokens) { return found }
        }
        guard tokens[index].number != nil, let (length, next) = ProseDuration.at(index, in: tokens) else { return nil }
        // `5-minute intervals`, `5分ごと`
        if next < tokens.count, let word = tokens[next].word, word.hasPrefix("interval") || word.hasPrefix("cadence") || word == "takt" {
            return Found(length: length, range: index..<(next + 1))
        }
        let unit = tokens[next - 1].word ?? ""
        let suffixes = ["ごと", "毎", "おき", "間隔", "마다", "一次"]
        if suffixes.contains(where: { unit.contains($0) }) { return Found(length: length, range: index..<next) }
        if index > 0, let before = tokens[index - 1].word, before.hasSuffix("每") || before.hasSuffix("每隔") || before.hasSuffix("毎") {
            return Found(length: length, range: (index - 1)..<next)
        }
        return nil
    }

    private static func afterEvery(_ index: Int, _ word: String, _ tokens: [Token]) -> Found? {
        var next = index + 1
        switch word {
        case "every", "each", "alle", "cada", "ogni", "jede", "jeden", "chaque", "moi": break
        case "toutes", "tous": if next < tokens.count, tokens[next].word == "les" { next += 1 }
        default: return nil
        }
        if let (length, end) = ProseDuration.at(next, in: tokens) { return Found(length: length, range: index..<end) }
        guard next < tokens.count, let unit = tokens[next].word, unit.count > 2, let seconds = ProseDuration.seconds(unit) else {
            return nil
        }
        return Found(length: .seconds(seconds), range: index..<(next + 1))
    }

    private static let adverbs: [String: Int] = [
        "hourly": 3600, "stundlich": 3600, "每小时": 3600, "毎時": 3600, "daily": 86_400, "taglich": 86_400, "每天": 86_400, "毎日": 86_400,
    ]
}
