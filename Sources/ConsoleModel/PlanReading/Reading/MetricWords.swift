/// The words a plan uses for a metric, normalised: `Response time P95` is `p95_latency`.
enum MetricWords {
    /// `p95_latency` as a launch file would call it: `p95`.
    static func shortName(_ name: String) -> String {
        name.hasSuffix("_latency") ? String(name.dropLast("_latency".count)) : name
    }

    /// Nil when there is no word left that names anything.
    static func normalise(_ words: [String]) -> String? {
        let joined = " " + words.joined(separator: " ") + " "
        let percentile = words.lazy.compactMap(percentile).first
        if isLatency(joined) || percentile != nil, percentile != nil || !joined.contains(" load ") {
            return percentile.map { "\($0)_latency" } ?? "latency"
        }
        for (name, stems) in known where stems.contains(where: { joined.contains($0) }) { return name }
        var kept = words.filter { !stop.contains($0) && !$0.isEmpty }
        if kept.count > 5 { kept = Array(kept.suffix(5)) }
        return kept.isEmpty ? nil : kept.joined(separator: "_")
    }

    /// A metric that is itself a time, so that a time beside it is a threshold and not a hold.
    static func isTime(_ words: [String]) -> Bool {
        let joined = " " + words.joined(separator: " ") + " "
        return isLatency(joined) || words.contains { percentile($0) != nil }
            || [
                " time", " duration", " lag", " delay", " fcp", " lcp", " ttfb", " tti", " age ", " zeit", " dauer", " temps", " duree",
                " lenteur", " tiempo", " tempo",
                "时间", "延迟", "時間", "遅延",
            ].contains { joined.contains($0) }
    }

    private static func isLatency(_ joined: String) -> Bool {
        [
            " latenc", " response time", " latenz", " latence", " latenza", " antwortzeit", " temps de reponse", " tiempo de respuesta",
            " tiempos de respuesta",
            " tempo de resposta", " tempo di risposta", "响应时间", "延迟", "レイテンシ", "応答時間", "レスポンスタイム",
        ].contains { joined.contains($0) }
    }

    private static func percentile(_ word: String) -> String? {
        switch word {
        case "p50", "p75", "p90", "p95", "p99", "p999": word
        case "95th": "p95"
        case "99th": "p99"
        default: nil
        }
    }

    private static let known: [(String, [String])] = [
        (
            "error_rate",
            [
                " error rate", " errors rate", " 5xx", " fehlerrate", " fehlerquote", " taux d erreur", " taux derreur", " tasa de error",
                " taxa de erro", " tasso di error",
                "错误率", "エラー率", "エラーレート", " http 500", " rate of errors", " requests failing", " of requests fail", " failed request",
                " request failure",
            ]
        ),
        ("crash_rate", [" crash rate", " crashrate", "崩溃率", "クラッシュ率"]),
        ("cpu_usage", [" cpu "]),
        ("memory_usage", [" memory usage", " memory above", " memory ", " speicher", " memoire", " memoria", "内存", "メモリ"]),
        ("disk_usage", [" disk usage", " disk space", " disk "]),
        (
            "availability",
            [
                " availability", " uptime", " verfugbarkeit", " disponibilite", " disponibilidad", " disponibilidade", " disponibilita",
                "可用性", "可用率", "稼働率",
            ]
        ),
    ]

    private static let stop: Set<String> = [
        "the", "a", "an", "of", "is", "are", "if", "when", "any", "for", "in", "on", "to", "at", "and", "or", "drops", "drop", "falls",
        "fall", "rises", "rise", "goes",
        "remains", "stays", "gets", "becomes", "increases", "increase", "by", "with", "than", "has", "have", "there", "all", "overall",
        "sustained", "le", "la",
        "les", "el", "los", "las", "o", "os", "as", "il", "lo", "gli", "der", "die", "das", "den", "wenn", "si", "se", "de", "du", "des",
        "del", "della", "do", "da", "dos",
        "das", "auf", "rollback", "triggers", "auto", "automatic",
    ]
}
