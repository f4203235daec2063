import LaunchCore

/// Lengths of time as people write them: `30 min`, `1 hour 15 min`, `2-3 weeks`, `24-hour`, `5分钟`.
enum ProseDuration {
    /// Nobody means a longer one; what is written so is a number of something else. What a launch file takes, too.
    static let longest: Duration = .seconds(10_000 * 86_400)

    /// The duration that starts at `index`, and the token after it. The longer end of a range.
    static func at(_ index: Int, in tokens: [Token]) -> (length: Duration, next: Int)? {
        guard var (total, next) = single(index, in: tokens) else { return nil }
        while let (more, after) = single(next, in: tokens), more < total {
            total += more
            next = after
        }
        return total <= longest ? (total, next) : nil
    }

    /// The first duration in a text.
    static func first(in tokens: [Token]) -> (length: Duration, range: Range<Int>)? {
        for index in tokens.indices where tokens[index].number != nil {
            if let (length, next) = at(index, in: tokens) { return (length, index..<next) }
        }
        return nil
    }

    private static func single(_ start: Int, in tokens: [Token]) -> (Duration, Int)? {
        guard start < tokens.count, var value = tokens[start].number else { return nil }
        var index = start + 1
        if index + 1 < tokens.count, tokens[index].isSign("-–—~") || tokens[index].word == "to", let upper = tokens[index + 1].number {
            value = max(value, upper)
            index += 2
        }
        if index < tokens.count, tokens[index].isSign("-–+") { index += 1 }
        if index < tokens.count, tokens[index].word == "consecutive" || tokens[index].word == "straight" { index += 1 }
        guard index < tokens.count, let word = tokens[index].word, let scale = seconds(word) else { return nil }
        let milliseconds = (value * Decimal(1000) * Decimal(scale)).double
        guard milliseconds <= Double(longest.milliseconds) else { return nil }
        return (.milliseconds(Int64(milliseconds.rounded())), index + 1)
    }

    /// Seconds in one of a unit, by its word; nil for other words.
    static func seconds(_ word: String) -> Int? {
        if let known = units[word] { return known }
        guard let first = word.first, Tokens.isWide(first) else { return nil }
        for length in [3, 2, 1] where word.count >= length {
            if let known = units[String(word.prefix(length))] { return known }
        }
        return nil
    }

    private static let units: [String: Int] = {
        var units: [String: Int] = [:]
        for (seconds, words) in [
            (1, "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo secondi 秒 秒間"),
            (60, "m min mins minute minutes minuten minuto minutos minuti phut 分 分钟 分間 분 мин минут"),
            (3600, "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore gio 小时 時間 时 시간 час часа часов"),
            (86_400, "d day days tag tage tagen jour jours dia dias giorno giorni ngay 天 日 日間 일 день дней"),
            (604_800, "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane 周 週間 星期 주 недель"),
        ] {
            for word in words.split(separator: " ") { units[String(word)] = seconds }
        }
        return units
    }()
}
