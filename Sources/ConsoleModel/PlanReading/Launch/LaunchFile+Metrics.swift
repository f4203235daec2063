import LaunchCore

extension LaunchFile {
    mutating func metrics() -> [Metric] {
        named("metrics").compactMap { name, value, location in
            guard let source = metricSource(value) else { return nil }
            var metric = Metric(
                name: name, source: source, every: value["every"]?.duration ?? usualInterval(source),
                timeout: value["timeout"]?.duration ?? .seconds(5), location: location)
            if let unit = value["unit"]?.text.flatMap(MetricUnit.init(rawValue:)) {
                (metric.unit, metric.scale) = (unit.unit, unit.scale)
            } else if case .health(_, let measure, _) = source {
                metric.unit = measure.unit
            } else if case .log(_, _, _, _, let measure) = source {
                metric.unit = measure == .rate ? .perSecond : measure == .ratio ? .ratio : .plain
            }
            return metric
        }
    }

    private mutating func metricSource(_ value: YamlValue) -> Metric.Source? {
        let over = value["over"]?.duration ?? .seconds(300)
        if let service = value["health"]?.text {
            guard let measure = measure(value, HealthMeasure.self, default: .errorRate) else { return nil }
            return .health(service: service, measure: measure, over: over)
        }
        if let name = value["log"]?.text {
            guard let measure = measure(value, LogMeasure.self, default: .count) else { return nil }
            guard let pattern = need("matches", for: "log", in: value) else { return nil }
            if measure == .ratio, value["of"] == nil {
                refuse(value, "a metric with `measure: ratio` needs `of`; add the pattern of the lines it is a share of")
                return nil
            }
            if measure != .ratio, let of = value["of"] {
                refuse(of, "`of` means something with `measure: ratio` only; leave it out, or choose that")
                return nil
            }
            return .log(name: name, matches: pattern, of: value["of"]?.text, over: over, measure: measure)
        }
        if let url = value["prometheus"]?.text {
            return need("query", for: "prometheus", in: value).map { .prometheus(url: url, query: $0) }
        }
        if let url = value["scrape"]?.text {
            var labels: [String: String] = [:]
            for entry in value["labels"]?.entries ?? [] { labels[entry.key] = entry.value.text }
            return need("metric", for: "scrape", in: value).map { .scrape(url: url, metric: $0, labels: labels) }
        }
        if let url = value["json"]?.text { return need("at", for: "json", in: value).map { .json(url: url, at: $0) } }
        if let path = value["file"]?.text { return need("at", for: "file", in: value).map { .file(path: path, at: $0) } }
        return value["command"]?.text.map(Metric.Source.command) ?? value["manual"]?.text.map(Metric.Source.manual)
    }

    private mutating func need(_ key: String, for source: String, in value: YamlValue) -> String? {
        guard let text = value[key]?.text else {
            refuse(value, "a metric with `\(source)` needs `\(key)`; add it")
            return nil
        }
        return text
    }

    private mutating func measure<Measure: RawRepresentable & CaseIterable>(
        _ value: YamlValue, _ type: Measure.Type, default usual: Measure
    ) -> Measure? where Measure.RawValue == String {
        guard let given = value["measure"], let text = given.text else { return usual }
        if let measure = Measure(rawValue: text) { return measure }
        let choices = Measure.allCases.map(\.rawValue).joined(separator: ", ")
        if ObjectShape.measures.contains(text) { refuse(given, "`measure` cannot be `\(text)` here; choose one of \(choices)") }
        return nil
    }

    private func usualInterval(_ source: Metric.Source) -> Duration {
        switch source {
        case .prometheus, .scrape, .command: .seconds(15)
        // Counting goes on all the time; taking the count costs nothing.
        case .log: .seconds(1)
        default: .seconds(5)
        }
    }
}
